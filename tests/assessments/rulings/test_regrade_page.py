"""The regrade's page: names only for whoever works on the cohort, nothing done unseen."""

import pytest

from assessments.models import Correction, Regrade
from tests.assessments.player.room import address, signed_in
from tests.assessments.rulings.room import (
    correct_key,
    make_cohort,
    make_enrolment,
    readers_of,
    score_of,
    short_quiz,
    take,
)
from tests.assessments.rulings.test_regrading import exam_taken
from tests.factories.courses import make_colleague
from tests.factories.jury import freeze_confirmed
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
WHERE = "Q01-1"


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def attempt(cohort):
    return take(make_enrolment(cohort), short_quiz(cohort), {WHERE: ["b"]})


@pytest.fixture
def version(attempt):
    return attempt.items.get(version__question__key=WHERE).version


@pytest.fixture
def lead(cohort):
    return signed_in(readers_of(cohort)[2])


def ask(browser, version, key=WHERE, **choice):
    sent = {"version": version.pk, "policy": "full", "face": "", "cohort": ""} | choice
    return browser.get(address("regrade", key), sent)


def carry_out(browser, version, key=WHERE, *, reason="clé fausse", **more):
    choice = {"policy": "full", "face": "", "cohort": ""} | more
    seen = ask(browser, version, key, **choice).context["seen"]
    sent = {"version": version.pk, "reason": reason, "seen": seen} | choice
    return browser.post(address("regrade", key), sent)


def test_the_lead_sees_who_changes_then_does_it(cohort, attempt, version, lead):
    text = ask(lead, version).content.decode()
    assert "STAGIAIRE" in text
    assert not Regrade.objects.exists()
    assert carry_out(lead, version).status_code == 302
    assert score_of(attempt) == "33.33"
    assert "clé fausse" in lead.get(address("regrade", WHERE)).content.decode()


def test_without_a_reason_or_after_a_change_nothing_is_done(cohort, attempt, version, lead):
    assert carry_out(lead, version, reason="").status_code == 200
    seen = ask(lead, version).context["seen"]
    take(make_enrolment(cohort, position=2), attempt.quiz, {WHERE: ["c"]})
    sent = {"version": version.pk, "policy": "full", "reason": "x", "seen": seen}
    assert lead.post(address("regrade", WHERE), sent).status_code == 200
    assert not Regrade.objects.exists()


def test_an_editor_sees_counts_and_carries_out_nothing(cohort, attempt, version):
    editor = signed_in(make_user("EDITEUR Aya", roles=("editor",), username="editor-x"))
    page = ask(editor, version)
    assert page.status_code == 200
    assert "STAGIAIRE" not in page.content.decode()
    assert page.context["outlooks"][0].preview.concerned == 1
    assert carry_out(editor, version).status_code == 200
    assert not Regrade.objects.exists()


def test_a_lead_elsewhere_changes_nothing_here(cohort, attempt, version):
    elsewhere = signed_in(make_colleague(make_cohort("AUTRE"), "lead"))
    page = ask(elsewhere, version)
    assert "STAGIAIRE" not in page.content.decode()
    carry_out(elsewhere, version)
    assert not Regrade.objects.exists()


def test_a_facilitator_finds_no_such_page(cohort, attempt, version):
    facilitator = signed_in(make_colleague(cohort, "facilitator"))
    assert ask(facilitator, version).status_code == 404


def test_a_wrong_choice_is_refused_by_field(cohort, attempt, version, lead):
    page = ask(lead, version, policy="new-key")
    assert page.context["form"].errors.keys() == {"corrected"}
    corrected = correct_key(version, "b")
    page = ask(lead, version, policy="new-key", corrected=corrected.pk)
    assert page.context["outlooks"][0].preview.changes[0].outcome_before == "INCOMPLETE"


def test_the_registrar_corrects_a_frozen_cohort(cohort):
    attempt = exam_taken(cohort)
    version = attempt.items.get(version__question__key="E-2").version
    registrar = signed_in(make_colleague(cohort, "registrar"))
    assert carry_out(registrar, version, "E-2").status_code == 200
    assert not Regrade.objects.exists()  # an open cohort is its lead's
    freeze_confirmed(cohort)
    text = ask(registrar, version, "E-2").content.decode()
    assert "ATT" in text
    sent = {"version": version.pk, "policy": "full", "reason": "clé fausse", "correct": cohort.code}
    sent["seen"] = ask(registrar, version, "E-2").context["seen"]
    assert registrar.post(address("regrade", "E-2"), sent).status_code == 302
    assert Correction.objects.count() == 1
    page = registrar.get(address("corrections", cohort.code)).content.decode()
    assert "STAGIAIRE" in page
    assert "clé fausse" in page
