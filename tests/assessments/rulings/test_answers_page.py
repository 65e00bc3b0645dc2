"""The readers' page: nothing says whose, in which language, how often, or what another said."""

import pytest

from assessments.answersreading import collect_unmatched
from assessments.models import FaceFlag, QuestionVersion, UnmatchedAnswer
from tests.assessments.player.room import address, signed_in
from tests.assessments.rulings.room import (
    LATER,
    make_cohort,
    make_enrolment,
    readers_of,
    short_quiz,
    take,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def browsers(cohort):
    return [signed_in(user) for user in readers_of(cohort)]


@pytest.fixture
def answer(cohort):
    quiz = short_quiz(cohort)
    for position in (1, 2):
        person = make_enrolment(cohort, position=position)
        attempt = take(person, quiz, {"Q01-3": "base interpol"}, language="en")
        collect_unmatched(attempts=[attempt], at=LATER)
    return UnmatchedAnswer.objects.get()


def say(browser, cohort, answer, **sent):
    return browser.post(address("unmatched-answers", cohort.code), {"answer": answer.pk, **sent})


def page(browser, cohort):
    return browser.get(address("unmatched-answers", cohort.code)).content.decode()


def test_the_page_names_nobody(cohort, answer, browsers):
    text = page(browsers[0], cohort)
    assert "base interpol" in text
    assert "STAGIAIRE" not in text
    assert 'lang="en">base' not in text


def test_a_reader_sees_the_same_page_whether_another_has_read_or_not(cohort, answer, browsers):
    def stripped(text):
        return [line for line in text.splitlines() if "csrf" not in line and "nonce" not in line]

    before = stripped(page(browsers[1], cohort))
    say(browsers[0], cohort, answer, verdict="wrong")
    assert stripped(page(browsers[1], cohort)) == before


def test_two_verdicts_decide_and_a_proposal_reaches_the_editors(cohort, answer, browsers):
    for browser in browsers[:2]:
        assert say(browser, cohort, answer, verdict="right").status_code == 302
    answer.refresh_from_db()
    assert answer.right is True
    assert say(browsers[0], cohort, answer, verdict="wrong").status_code == 409
    say(browsers[0], cohort, answer, propose="en")
    assert FaceFlag.objects.get().face.language == "en"


def test_both_keys_stand_beside_the_wording_each_in_its_language(cohort, answer, browsers):
    structure = answer.version.structure
    key = {**structure["key"], "fr": ["base SLTD"], "en": ["SLTD database"]}
    QuestionVersion.objects.filter(pk=answer.version_id).update(structure={**structure, "key": key})
    text = page(browsers[0], cohort)
    assert '<dd lang="fr">base SLTD</dd>' in text
    assert '<dd lang="en">SLTD database</dd>' in text


def test_each_reader_finds_the_own_verdict_beside_what_was_decided(cohort, answer, browsers):
    first, second, lead = browsers
    say(first, cohort, answer, verdict="right")
    assert "Vous\u202f: juste." in page(first, cohort)
    assert "Pas encore décidé" in page(first, cohort)
    say(second, cohort, answer, verdict="wrong")
    assert "Vous\u202f: juste." not in page(second, cohort)
    say(lead, cohort, answer, verdict="wrong")
    for browser, own in ((first, "juste"), (second, "faux"), (lead, "faux")):
        text = page(browser, cohort)
        assert text.count("Vous\u202f: ") == 1 and f"Vous\u202f: {own}." in text
        assert text.count("Décidé\u202f: faux") == 1


def test_an_answer_of_another_cohort_is_not_found(cohort, answer, browsers):
    other = make_cohort("OTHER")
    other.team.create(user_id=int(browsers[0].session["_auth_user_id"]), role="facilitator")
    assert say(browsers[0], other, answer, verdict="right").status_code == 404
