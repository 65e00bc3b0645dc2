"""From an edit to the tests that depend on it: no way around the question."""

import datetime

import pytest

from assessments.attempting import start_attempt
from assessments.models import QuestionVersion
from assessments.refusals import CONTENT_HELD, Refusal
from cms import parityrefusals
from cms.drifting import declare_wording, publish_side
from cms.models import SourceChange
from cms.parity import find_faults
from cms.parityrefusals import ParityRefusal
from courses.models import Module, ModuleHold
from tests.cms.trial import TODAY, lesson, make_reader, make_trial_cohort
from tests.factories.assessments import make_question, make_quiz
from tests.factories.courses import FIRST_DAY
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]
NOW = datetime.datetime.combine(FIRST_DAY, datetime.time(9), tzinfo=datetime.UTC)


@pytest.fixture
def editor():
    return make_user("KONÉ Salif", roles=("editor",))


@pytest.fixture
def sitting():
    cohort = make_trial_cohort()
    quiz = make_quiz(cohort, key="Q01", items=1)
    _, enrolment = make_reader(cohort)
    return enrolment, quiz


def _draft(page, editor, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=editor)
    page.refresh_from_db()
    return page


def _publish(page, editor, kind="", reason="Vu au poste."):
    return publish_side(page=page, kind=kind, reason=reason, by=editor, at=NOW)


def _can_start(sitting):
    enrolment, quiz = sitting
    try:
        start_attempt(enrolment=enrolment, quiz=quiz, seed="s", at=NOW)
    except Refusal as refusal:
        assert refusal.code == CONTENT_HELD
        assert refusal.details["modules"] == ["M01"]
        return False
    return True


def test_meaning_closes_the_tests_until_the_other_side_is_approved(editor, sitting):
    page = _draft(lesson("m01", "fr"), editor, summary="Le résumé dit autre chose.")
    change = _publish(page, editor, "meaning")
    assert lesson("m01", "fr").summary == "Le résumé dit autre chose."
    assert (change.declared, change.changed_by, change.changed_at) == (True, editor, NOW)
    assert change.cohorts == ["ESSAI"]
    assert not _can_start(sitting)
    assert "stale-translation" in {fault.code for fault in find_faults(on=TODAY)}

    _publish(lesson("m01", "en"), editor)
    change.refresh_from_db()
    assert (change.approved_by, change.approved_at) == (editor, NOW)
    assert _can_start(sitting)
    assert find_faults(on=TODAY) == []
    hold = ModuleHold.objects.get()
    assert (hold.held_by, hold.released_by, hold.reason) == (editor, editor, "Vu au poste.")


def test_a_question_published_into_a_held_module_is_drawn_after_the_approval(editor, sitting):
    """Its own faces are approved, so it is published; it opens no test that a page keeps closed."""
    _publish(_draft(lesson("m01", "fr"), editor, summary="Autre."), editor, "meaning")
    new = make_question(Module.objects.get(course__key="trial", code="M01"), "neuve")
    assert new.published_at is not None
    assert not _can_start(sitting)
    _publish(lesson("m01", "en"), editor)
    assert _can_start(sitting)
    pool = QuestionVersion.objects.live(on=TODAY)
    assert new in pool


def test_english_may_be_the_source_too(editor, sitting):
    page = _draft(lesson("m01", "en"), editor, summary="The summary says something else.")
    _publish(page, editor, "meaning")
    assert not _can_start(sitting)
    _publish(
        _draft(lesson("m01", "fr"), editor, summary="Le résumé dit autre chose."), editor, reason=""
    )
    assert _can_start(sitting)
    assert lesson("m01", "en").summary == "The summary says something else."
    assert find_faults(on=TODAY) == []


def test_wording_keeps_both_sides_live(editor, sitting):
    page = _draft(lesson("m01", "fr"), editor, summary="Résumé du tout premier.")
    change = _publish(page, editor, "wording")
    assert not change.is_open
    assert _can_start(sitting)
    assert lesson("m01", "en").summary == "Summary of the first."
    assert find_faults(on=TODAY) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_that_come_past_the_question_count_as_meaning(editor, sitting, language):
    page = lesson("m01", language)
    page.summary = "Tout autre chose."
    page.save_revision(user=editor).publish()
    change = SourceChange.objects.get()
    assert (change.kind, change.declared, change.language) == ("meaning", False, language)
    assert not _can_start(sitting)

    with pytest.raises(ParityRefusal):
        declare_wording(change=change, reason=" ", by=editor, at=NOW)
    declare_wording(change=change, reason="Une coquille.", by=editor, at=NOW)
    assert _can_start(sitting)
    assert find_faults(on=TODAY) == []


def test_an_attempt_that_runs_goes_on(editor, sitting):
    enrolment, quiz = sitting
    running = start_attempt(enrolment=enrolment, quiz=quiz, seed="s", at=NOW)
    _publish(_draft(lesson("m01", "fr"), editor, summary="Autre."), editor, "meaning")
    assert start_attempt(enrolment=enrolment, quiz=quiz, seed="t", at=NOW) == running


def test_a_second_change_waits_for_its_own_approval(editor, sitting):
    _publish(_draft(lesson("m01", "fr"), editor, summary="Un."), editor, "meaning")
    _publish(_draft(lesson("m01", "fr"), editor, method="Deux."), editor, "meaning")
    assert ModuleHold.objects.filter(released_at__isnull=True).count() == 1
    paths = [entry["path"] for one in SourceChange.objects.all() for entry in one.passages]
    assert sorted(paths) == ["method", "summary"]
    _publish(lesson("m01", "en"), editor)
    assert _can_start(sitting)


@pytest.mark.parametrize(
    ("fields", "kind", "reason", "code"),
    [
        ({"summary": "Autre."}, "", "Raison", parityrefusals.NO_ANSWER),
        ({"summary": "Autre."}, "both", "Raison", parityrefusals.NO_ANSWER),
        ({"summary": "Autre."}, "meaning", "  ", parityrefusals.REASON_MISSING),
        ({"method": ""}, "wording", "Raison", parityrefusals.STRUCTURE),
        ({"summary": "Résumé 5."}, "wording", "Raison", parityrefusals.NUMBERS_DIFFER),
    ],
)
def test_what_is_refused_publishes_nothing_and_loses_nothing(editor, fields, kind, reason, code):
    page = _draft(lesson("m01", "fr"), editor, **fields)
    with pytest.raises(ParityRefusal) as refused:
        _publish(page, editor, kind, reason)
    assert refused.value.code == code
    assert lesson("m01", "fr").summary == "Résumé du premier."
    draft = lesson("m01", "fr").get_latest_revision_as_object()
    assert {name: getattr(draft, name) for name in fields} == fields
    assert not SourceChange.objects.exists()


def test_numbers_that_differ_stop_the_approval(editor):
    _publish(_draft(lesson("m01", "fr"), editor, summary="Il y a 5 cas."), editor, "meaning")
    for words, goes in (("There are 6 cases.", False), ("There are 5 cases.", True)):
        page = _draft(lesson("m01", "en"), editor, summary=words)
        if goes:
            _publish(page, editor)
            continue
        with pytest.raises(ParityRefusal) as refused:
            _publish(page, editor)
        assert refused.value.code == parityrefusals.NUMBERS_DIFFER
        found = refused.value.details["differences"]
        assert isinstance(found, list)
        assert [one.where for one in found] == ["summary"]
    assert find_faults(on=TODAY) == []
