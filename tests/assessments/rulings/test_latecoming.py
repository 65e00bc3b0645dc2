"""Late answers: admitted as they came or refused, with a reason; open ones block the freeze."""

import pytest

from assessments import refusals
from assessments.blockers import find_blockers
from assessments.bridge import read_records
from assessments.latecoming import decide_late_steps
from assessments.models import AttemptGrade, AttemptStep, LateStep, UnmatchedAnswer
from assessments.refusals import Refusal
from tests.assessments.player.room import address, signed_in
from tests.assessments.rulings.room import (
    LATER,
    come_late,
    make_cohort,
    make_enrolment,
    readers_of,
    score_of,
    short_quiz,
    take,
)
from tests.factories.courses import AFTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def lead(cohort):
    return readers_of(cohort)[2]


@pytest.fixture
def attempt(cohort):
    return take(make_enrolment(cohort), short_quiz(cohort), {"Q01-1": ["b"]})


def decide(attempt, steps, lead, *, admitted=True, reason="coupure"):
    return decide_late_steps(
        attempt=attempt, steps=steps, admitted=admitted, reason=reason, by=lead, at=LATER
    )


def test_an_admitted_answer_counts_as_it_came(attempt, lead):
    step = come_late(attempt, "Q01-1", ["a"])
    grade = decide(attempt, [step], lead)
    assert (score_of(attempt), grade.cause, grade.reason) == ("33.33", "late", "coupure")
    copy = AttemptStep.objects.get(client_id=step.client_id)
    assert (copy.received_at, copy.language, copy.sequence) == (step.received_at, "en", 99)


def test_its_own_number_decides_not_the_moment_of_its_admission(attempt, lead):
    decide(attempt, [come_late(attempt, "Q01-1", ["a"], sequence=0)], lead)
    assert score_of(attempt) == "0.00"


def test_a_refused_answer_changes_nothing_and_both_keep_their_reason(attempt, lead):
    step = come_late(attempt, "Q01-1", ["a"])
    assert decide(attempt, [step], lead, admitted=False, reason="trop tard") is None
    assert score_of(attempt) == "0.00"
    step.refresh_from_db()
    assert (step.admitted, step.reason, step.decided_by) == (False, "trop tard", lead)
    assert AttemptGrade.objects.filter(attempt=attempt).count() == 1
    with pytest.raises(Refusal, match=refusals.DECIDED):
        decide(attempt, [step], lead)
    with pytest.raises(Refusal, match=refusals.REASON_MISSING):
        decide(attempt, [come_late(attempt, "Q01-2", ["a"])], lead, reason=" ")


def test_a_late_wording_goes_to_the_readers(attempt, lead):
    decide(attempt, [come_late(attempt, "Q01-3", "base interpol")], lead)
    assert UnmatchedAnswer.objects.get().typed == "base interpol"


def test_what_waits_blocks_the_freeze(cohort, attempt, lead):
    step = come_late(attempt, "Q01-3", "base interpol")

    def codes():
        return {b.code for b in find_blockers(read_records(cohort), at=AFTER)}

    assert "late-answers-undecided" in codes()
    assert "answers-unread" not in codes()
    decide(attempt, [step], lead)
    assert "late-answers-undecided" not in codes()
    assert "answers-unread" in codes()


def test_the_page_shows_times_but_no_answer_and_takes_the_decision(cohort, attempt, lead):
    step = come_late(attempt, "Q01-3", "base interpol")
    browser = signed_in(lead)
    page = browser.get(address("late-answers", cohort.code)).content.decode()
    assert "12:00:05" in page
    assert "interpol" not in page
    form = {"attempt": attempt.pk, "decision": "admit", f"{attempt.pk}-reason": "coupure"}
    refused = browser.post(address("late-answers", cohort.code), form)
    assert refused.status_code == 200  # nothing ticked
    assert LateStep.objects.undecided().exists()
    done = browser.post(address("late-answers", cohort.code), form | {"step": step.pk})
    assert done.status_code == 302
    assert not LateStep.objects.undecided().exists()
    again = browser.post(address("late-answers", cohort.code), form | {"step": step.pk})
    assert again.status_code == 200  # decided already: nothing happens
    assert AttemptGrade.objects.filter(attempt=attempt, cause="late").count() == 1
