"""Windows, limits, extensions, late starts, cancelled sittings: what a trainee may do and when."""

import uuid
from dataclasses import replace
from typing import Any

import pytest

from assessments import refusals, states
from assessments.attempting import save_step, start_attempt
from assessments.closing import submit_attempt
from assessments.deliberating import store_rules, tie_rules
from assessments.models import Attempt, Extension, QuizWindow, WindowChange
from assessments.opening import (
    cancel_sitting,
    grant_extension,
    move_sitting,
    open_sitting,
    release_results,
    withdraw_extension,
)
from assessments.outcome.ruleset import RULES_V1
from assessments.refusals import Refusal
from assessments.sitting import entitlement_of, entitlements_of
from courses.models import ActivityKind, Cohort, Enrolment
from tests.assessments.sittings.room import at, make_exam
from tests.factories.assessments import enter, make_quiz
from tests.factories.courses import make_cohort, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def enrolment(cohort):
    return make_enrolment(cohort)


@pytest.fixture
def exam(cohort):
    quiz = make_exam(cohort)
    quiz.reopen_after_hours = 0
    quiz.save()
    return quiz


def start(enrolment, quiz, minutes, seed="s"):
    return start_attempt(enrolment=enrolment, quiz=quiz, seed=seed, at=at(minutes))


def refused(call, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value.code


def test_whoever_starts_late_has_less_and_after_half_an_hour_nobody_starts(enrolment, exam):
    assert refused(start, enrolment, exam, 31) == refusals.STARTED_TOO_LATE
    attempt = start(enrolment, exam, 20)
    assert attempt.deadline_at == at(90)
    assert attempt.window == exam.windows.get()


def test_the_window_has_two_ends_and_both_belong_to_it(enrolment, exam):
    exam.late_start_minutes = None
    exam.save()
    assert refused(start, enrolment, exam, -0.1) == refusals.NOT_OPEN_YET
    assert refused(start, enrolment, exam, 90.1) == refusals.CLOSED
    assert start(enrolment, exam, 90).deadline_at == at(90)


def test_more_minutes_are_added_to_both_limits(enrolment, exam):
    grant(enrolment, exam, extra_minutes=30)
    assert start(enrolment, exam, 0).deadline_at == at(120)


def test_more_minutes_reach_an_attempt_that_runs_and_never_shorten_it(enrolment, exam):
    attempt = start(enrolment, exam, 0)
    grant(enrolment, exam, extra_minutes=20, moment=10)
    attempt.refresh_from_db()
    assert attempt.deadline_at == at(110)
    grant(enrolment, exam, extra_minutes=5, moment=11)
    attempt.refresh_from_db()
    assert attempt.deadline_at == at(110)


def test_a_grant_is_for_one_trainee_and_for_time_that_still_runs(enrolment, exam):
    other = make_enrolment(enrolment.cohort, position=2)
    mine, theirs = start(enrolment, exam, 0), start(other, exam, 0)
    grant(other, exam, extra_minutes=20, moment=10)
    grant(enrolment, exam, extra_minutes=20, moment=91)
    ends = dict(Attempt.objects.values_list("pk", "deadline_at"))
    assert ends == {mine.pk: at(90), theirs.pk: at(110)}


def test_the_newest_grant_takes_the_place_of_an_earlier_one(enrolment, exam):
    grant(enrolment, exam, extra_minutes=30)
    grant(enrolment, exam, extra_minutes=10, moment=1)
    assert start(enrolment, exam, 2).deadline_at == at(100)


def grant(enrolment, quiz, *, moment=0.0, **more):
    return grant_extension(
        enrolment=enrolment, quiz=quiz, reason="Panne", by=None, at=at(moment), **more
    )


def test_one_resit_is_a_granted_attempt_in_a_sitting_of_its_own(enrolment, exam):
    submit_attempt(attempt=start(enrolment, exam, 0), at=at(80))
    resit = open_sitting(
        cohort=enrolment.cohort,
        quiz=exam,
        opens_at=at(24 * 60),
        closes_at=at(24 * 60 + 90),
        only_granted=True,
    )
    assert resit.number == 2
    assert refused(start, enrolment, exam, 24 * 60) == refusals.CLOSED
    grant(enrolment, exam, extra_attempts=1, moment=100)
    second = start(enrolment, exam, 24 * 60, seed="t")
    first = Attempt.objects.get(number=1)
    assert (second.number, second.window) == (2, resit)
    drawn = [
        set(attempt.items.values_list("version__question__key", flat=True))
        for attempt in (first, second)
    ]
    assert not drawn[0] & drawn[1]


def test_the_exam_has_one_resit_and_no_grant_gives_another(enrolment, exam):
    exam.activity.kind = ActivityKind.EXAM
    assert refused(grant, enrolment, exam, extra_attempts=2) == refusals.ONE_RESIT
    assert not Extension.objects.exists()
    enter(enrolment, "EXAM", "40")
    grant(enrolment, exam, extra_attempts=1)
    # The rules of a cohort may know more.
    values = replace(RULES_V1, version=2, resits_per_component=2)
    tie_rules(cohort=enrolment.cohort, rule_set=store_rules(rules=values, at=at(0)))
    again = Enrolment.objects.get(pk=enrolment.pk)
    assert grant(again, exam, extra_attempts=2).extra_attempts == 2


def test_an_own_window_stands_beside_the_cohorts(enrolment, exam):
    grant(enrolment, exam, opens_at=at(300), closes_at=at(400))
    other = make_enrolment(enrolment.cohort, position=2)
    assert refused(start, other, exam, 310) == refusals.CLOSED
    # Its time is its own: no late start there, and the attempt belongs to no sitting.
    attempt = start(enrolment, exam, 340)
    assert (attempt.window, attempt.deadline_at) == (None, at(400))
    submit_attempt(attempt=attempt, at=at(350))
    release_results(window=exam.windows.get(), by=None, at=at(500))
    attempt.refresh_from_db()
    assert attempt.window == exam.windows.get()


def test_a_grant_can_be_taken_back(enrolment, exam):
    given = grant(enrolment, exam, extra_minutes=30)
    withdraw_extension(grant=given, by=None, at=at(1))
    assert start(enrolment, exam, 2).deadline_at == at(90)


@pytest.mark.parametrize("ends", [{"opens_at": at(1)}, {"opens_at": at(2), "closes_at": at(1)}])
def test_half_a_window_or_a_window_backwards_is_refused(enrolment, exam, ends):
    assert refused(grant, enrolment, exam, **ends) == refusals.WINDOW_BACKWARDS


def test_reasons_are_asked_for(enrolment, exam):
    window = exam.windows.get()
    who: dict[str, Any] = {"by": None, "at": at(0)}
    assert (
        refused(grant_extension, enrolment=enrolment, quiz=exam, reason=" ", **who)
        == refusals.REASON_MISSING
    )
    assert refused(cancel_sitting, window=window, reason="", **who) == refusals.REASON_MISSING
    assert (
        refused(move_sitting, window=window, opens_at=at(1), closes_at=at(2), reason="", **who)
        == refusals.REASON_MISSING
    )


def test_a_cancelled_sitting_uses_up_no_attempt(enrolment, exam):
    attempt = start(enrolment, exam, 0)
    save_step(
        attempt=attempt,
        client_id=uuid.uuid4(),
        sequence=1,
        action="answer",
        position=1,
        response=["a"],
        language="fr",
        elapsed=5,
        at=at(1),
    )
    ended = cancel_sitting(window=exam.windows.get(), reason="Alerte", by=None, at=at(10))
    attempt.refresh_from_db()
    assert (ended, attempt.state, attempt.cancelled_reason) == (1, states.CANCELLED, "Alerte")
    assert attempt.steps.count() == 1 and not attempt.grades.exists()
    assert refused(start, enrolment, exam, 11) == refusals.NOT_OPEN_YET
    assert entitlements_of(enrolment=enrolment) == []
    open_sitting(cohort=enrolment.cohort, quiz=exam, opens_at=at(60), closes_at=at(150))
    again = start(enrolment, exam, 60, seed="t")
    assert again.number == 2
    assert entitlement_of(enrolment=enrolment, quiz=exam).attempts_allowed == 1


def test_a_cancelled_sitting_stays_cancelled(exam):
    window = exam.windows.get()
    cancel_sitting(window=window, reason="Alerte", by=None, at=at(0))
    again: dict[str, Any] = {"window": window, "by": None, "at": at(1)}
    assert refused(cancel_sitting, reason="x", **again) == refusals.CANCELLED
    assert refused(release_results, **again) == refusals.CANCELLED
    assert (
        refused(move_sitting, opens_at=at(1), closes_at=at(2), reason="x", **again)
        == refusals.CANCELLED
    )


def test_released_results_cannot_be_cancelled(exam):
    window = exam.windows.get()
    release_results(window=window, by=None, at=at(100))
    release_results(window=window, by=None, at=at(200))
    window.refresh_from_db()
    assert window.released_at == at(100)
    assert refused(cancel_sitting, window=window, reason="x", by=None, at=at(300)) == (
        refusals.RELEASED
    )


def test_a_sitting_that_starts_late_takes_its_attempts_along(enrolment, exam):
    attempt = start(enrolment, exam, 0)
    change = move_sitting(
        window=exam.windows.get(),
        opens_at=at(15),
        closes_at=at(105),
        reason="Groupe électrogène",
        by=None,
        at=at(5),
    )
    attempt.refresh_from_db()
    assert attempt.deadline_at == at(105)
    assert change is not None
    assert (change.opened_at, change.closed_at) == (at(0), at(90))
    again = move_sitting(
        window=exam.windows.get(),
        opens_at=at(15),
        closes_at=at(105),
        reason="x",
        by=None,
        at=at(6),
    )
    assert again is None and WindowChange.objects.count() == 1


@pytest.mark.parametrize(("ends_with_window", "moment"), [(True, 91), (False, 5)])
def test_a_moved_sitting_gives_no_time_to_what_is_over_or_has_its_own(
    enrolment, exam, ends_with_window, moment
):
    exam.ends_with_window = ends_with_window
    exam.save()
    attempt = start(enrolment, exam, 0)
    move_sitting(
        window=exam.windows.get(),
        opens_at=at(15),
        closes_at=at(200),
        reason="Groupe électrogène",
        by=None,
        at=at(moment),
    )
    attempt.refresh_from_db()
    assert attempt.deadline_at == at(90)


def test_nothing_of_this_in_a_frozen_cohort(enrolment, exam):
    given = grant(enrolment, exam, extra_minutes=5)
    Cohort.objects.update(frozen_at=at(0))
    given = Extension.objects.get(pk=given.pk)
    window = QuizWindow.objects.get()
    who: dict[str, Any] = {"by": None, "at": at(1)}
    calls = (
        lambda: open_sitting(cohort=window.cohort, quiz=exam, opens_at=at(1), closes_at=at(2)),
        lambda: move_sitting(window=window, opens_at=at(1), closes_at=at(2), reason="x", **who),
        lambda: cancel_sitting(window=window, reason="x", **who),
        lambda: release_results(window=window, **who),
        lambda: grant_extension(enrolment=enrolment, quiz=exam, reason="x", **who),
        lambda: withdraw_extension(grant=given, **who),
    )
    for call in calls:
        assert refused(call) == refusals.FROZEN


def test_what_is_open_is_asked_in_as_many_queries_for_one_quiz_as_for_three(
    enrolment, django_assert_num_queries
):
    for key in ("Q01", "Q02", "Q03"):
        make_quiz(enrolment.cohort, key=key)
        with django_assert_num_queries(2):
            found = entitlements_of(enrolment=enrolment)
        assert found[-1].quiz.activity.key == key
