"""Sittings, grants and releases at their edges: exactly at the second, and not one row too many."""

import pytest

from assessments import refusals, states
from assessments.attempting import start_attempt
from assessments.closing import submit_attempt
from assessments.convening import AHEAD, CLOSED, OPEN, state_of
from assessments.disclosing import phases_of_sittings
from assessments.disclosure import DURING, SUBMITTED
from assessments.models import Attempt, AttemptGrade, Extension
from assessments.offering import find_offer
from assessments.opening import (
    cancel_sitting,
    grant_extension,
    move_sitting,
    open_sitting,
    release_results,
    withdraw_extension,
)
from assessments.refusals import Refusal
from assessments.sitting import entitlement_of, shown_window
from cms.dashboards.due import quiz_tasks
from courses.models import ActivityKind
from tests.assessments.sittings.room import at, make_exam
from tests.factories.assessments import enter, make_quiz
from tests.factories.courses import make_cohort, make_enrolment

pytestmark = pytest.mark.django_db

INSTANT = 1 / 60_000_000


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def enrolment(cohort):
    return make_enrolment(cohort)


@pytest.fixture
def exam(cohort):
    return make_exam(cohort)


def start(enrolment, quiz, minutes, seed="s"):
    return start_attempt(enrolment=enrolment, quiz=quiz, seed=seed, at=at(minutes))


def grant(enrolment, quiz, *, moment=0.0, **more):
    return grant_extension(
        enrolment=enrolment, quiz=quiz, reason="Panne", by=None, at=at(moment), **more
    )


def refused(call, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value.code


def test_the_window_is_open_from_its_first_to_its_last_instant(enrolment, exam):
    assert refused(start, enrolment, exam, -INSTANT) == refusals.NOT_OPEN_YET
    window = exam.windows.get()
    exam.late_start_minutes = None
    exam.save()
    moments = {-INSTANT: AHEAD, 0: OPEN, 90: OPEN, 90 + INSTANT: CLOSED}
    for minutes, state in moments.items():
        assert state_of(window, at=at(minutes)) == state
        # The team sees nothing of it while it can be started.
        phase = phases_of_sittings(enrolment.cohort, [exam], at=at(minutes))[exam.pk]
        assert (phase == DURING) is (state == OPEN)
    assert refused(start, enrolment, exam, 90 + INSTANT) == refusals.CLOSED
    assert start(enrolment, exam, 90).deadline_at == at(90)


def test_a_trainees_own_window_is_open_from_its_first_to_its_last_instant(enrolment, exam):
    grant(enrolment, exam, opens_at=at(300), closes_at=at(400))
    for minutes in (300, 400):
        assert phases_of_sittings(enrolment.cohort, [exam], at=at(minutes)) == {exam.pk: DURING}
    assert refused(start, enrolment, exam, 300 - INSTANT) == refusals.NOT_OPEN_YET
    assert refused(start, enrolment, exam, 400 + INSTANT) == refusals.CLOSED
    assert start(enrolment, exam, 400).deadline_at == at(400)


def test_half_an_hour_late_is_in_time_and_an_instant_more_is_not(enrolment, exam):
    assert refused(start, enrolment, exam, 30 + INSTANT) == refusals.STARTED_TOO_LATE
    assert start(enrolment, exam, 30).deadline_at == at(90)


def test_of_two_open_windows_the_one_that_closes_last_is_entered(enrolment, exam):
    grant(enrolment, exam, opens_at=at(10), closes_at=at(200))
    attempt = start(enrolment, exam, 20)
    assert (attempt.window, attempt.deadline_at) == (None, at(110))


def test_an_own_window_inside_the_cohorts_lets_in_who_is_too_late_for_that_one(enrolment, exam):
    grant(enrolment, exam, opens_at=at(40), closes_at=at(80))
    attempt = start(enrolment, exam, 50)
    assert (attempt.window, attempt.deadline_at) == (None, at(80))


def test_the_sitting_to_speak_of_is_the_next_one_and_else_the_last(enrolment, exam):
    cohort = enrolment.cohort
    later = [
        open_sitting(cohort=cohort, quiz=exam, opens_at=at(begins), closes_at=at(begins + 90))
        for begins in (1000, 2000)
    ]
    entitlement = entitlement_of(enrolment=enrolment, quiz=exam)
    windows = [exam.windows.get(number=1), *later]
    told = {0: 0, 90: 0, 100: 1, 1000: 1, 1100: 2, 2091: 2}
    for minutes, number in told.items():
        span = entitlement.nearest(at(minutes))
        assert span is not None
        assert span.window == shown_window(windows, at=at(minutes)) == windows[number], minutes
    with pytest.raises(Refusal) as caught:
        entitlement.enter(at(100))
    assert caught.value.details == {"opens_at": at(1000)}
    with pytest.raises(Refusal) as caught:
        entitlement.enter(at(2091))
    assert (caught.value.code, caught.value.details) == (refusals.CLOSED, {"closed_at": at(2090)})


def test_after_a_cancelled_sitting_nobody_waits_and_nothing_is_used_up(enrolment, exam):
    start(enrolment, exam, 0)
    cancel_sitting(window=exam.windows.get(), reason="Alerte", by=None, at=at(10))
    cancelled = Attempt.objects.get()
    assert (cancelled.submitted_at, cancelled.cancelled_by) == (at(10), None)
    open_sitting(cohort=enrolment.cohort, quiz=exam, opens_at=at(20), closes_at=at(110))
    assert exam.reopen_after_hours == 12
    offer = find_offer(enrolment=enrolment, quiz=exam, at=at(20))
    assert (offer.attempts_left, offer.refusal, offer.taken) == (1, None, [])
    assert [task.kind for task in quiz_tasks(enrolment, at=at(20))] == ["quiz"]
    assert start(enrolment, exam, 20, seed="t").number == 2


def test_a_cancelled_sitting_ends_its_own_attempts_alone(enrolment, exam):
    cohort = enrolment.cohort
    ended, elsewhere, alone = (make_enrolment(cohort, position=n) for n in (2, 3, 4))
    other = open_sitting(cohort=cohort, quiz=exam, opens_at=at(25), closes_at=at(200))
    attempts = [start(one, exam, 0) for one in (enrolment, ended)]
    submit_attempt(attempt=attempts[1], at=at(5))
    attempts.append(start(elsewhere, exam, 40))
    grant(alone, exam, opens_at=at(30), closes_at=at(300))
    attempts.append(start(alone, exam, 40))
    assert [attempt.window_id for attempt in attempts[2:]] == [other.pk, None]
    window = exam.windows.get(number=1)
    lead = cohort.enrolments.get(position=2).user
    assert cancel_sitting(window=window, reason="Alerte", by=lead, at=at(50)) == 1
    found = Attempt.objects.order_by("pk").values_list("state", flat=True)
    assert list(found) == [
        states.CANCELLED,
        states.SUBMITTED,
        states.IN_PROGRESS,
        states.IN_PROGRESS,
    ]
    assert AttemptGrade.objects.get().attempt == attempts[1]
    attempts[0].refresh_from_db()
    assert attempts[0].cancelled_by == lead


def test_results_are_released_once_the_sitting_has_opened(exam):
    window = exam.windows.get()
    assert refused(release_results, window=window, by=None, at=at(-INSTANT)) == (
        refusals.NOT_OPEN_YET
    )
    release_results(window=window, by=None, at=at(0))
    window.refresh_from_db()
    assert window.released_at == at(0)


def test_a_release_takes_along_what_ended_in_an_own_window_of_this_cohort_and_quiz(enrolment, exam):
    cohort = enrolment.cohort
    second = make_quiz(cohort, key="Q02", items=1)
    other = open_sitting(cohort=cohort, quiz=exam, opens_at=at(100), closes_at=at(190))
    people = [enrolment, *(make_enrolment(cohort, position=n) for n in (2, 3, 4))]
    people.append(make_enrolment(make_cohort("NIA24")))
    for person in (people[0], people[1], people[4]):
        grant(person, exam, opens_at=at(200), closes_at=at(300))
    grant(people[2], second, opens_at=at(200), closes_at=AFTERWARDS)
    attempts = [
        start(people[0], exam, 210),
        start(people[1], exam, 210),
        start(people[4], exam, 210),
        start(people[2], second, 210),
        start(people[3], exam, 110),
    ]
    assert [attempt.window_id for attempt in attempts] == [None, None, None, None, other.pk]
    for attempt in (attempts[0], *attempts[2:]):
        submit_attempt(attempt=attempt, at=at(115))
    released = exam.windows.get(number=1)
    release_results(window=released, by=None, at=at(220))
    found = Attempt.objects.in_bulk()
    assert [found[attempt.pk].window_id for attempt in attempts] == [
        released.pk,
        None,
        None,
        None,
        other.pk,
    ]


AFTERWARDS = at(60 * 24 * 30)


@pytest.mark.parametrize("minutes", [10, 10 - INSTANT])
def test_a_window_without_length_is_none(cohort, enrolment, exam, minutes):
    ends = {"opens_at": at(10), "closes_at": at(minutes)}
    backwards = refusals.WINDOW_BACKWARDS
    assert refused(grant, enrolment, exam, **ends) == backwards
    assert refused(open_sitting, cohort=cohort, quiz=exam, **ends) == backwards
    who = {"reason": "Panne", "by": None, "at": at(0)}
    assert refused(move_sitting, window=exam.windows.get(), **ends, **who) == backwards
    assert not Extension.objects.exists() and exam.windows.count() == 1


def test_minutes_that_were_reduced_or_taken_back_are_not_given_twice(enrolment, exam):
    attempt = start(enrolment, exam, 0)

    def ends(minutes, moment):
        given = grant(enrolment, exam, extra_minutes=minutes, moment=moment)
        attempt.refresh_from_db()
        return given, attempt.deadline_at

    given, end = ends(20, 10)
    assert end == at(110)
    withdraw_extension(grant=given, by=None, at=at(11))
    assert ends(20, 12)[1] == at(110)  # granted again, with the reason put right
    assert ends(5, 13)[1] == at(110)
    assert ends(20, 14)[1] == at(110)
    assert ends(30, 15)[1] == at(120)


def test_minutes_granted_before_the_start_count_once_if_they_were_in_force(enrolment, exam):
    withdraw_extension(grant=grant(enrolment, exam, extra_minutes=40), by=None, at=at(1))
    grant(enrolment, exam, extra_minutes=30, moment=2)
    kept = grant(enrolment, exam, extra_minutes=10, moment=3)
    attempt = start(enrolment, exam, 4)
    assert attempt.deadline_at == at(100)
    withdraw_extension(grant=kept, by=None, at=at(5))
    grant(enrolment, exam, extra_minutes=15, moment=6)
    attempt.refresh_from_db()
    assert attempt.deadline_at == at(105)


def test_a_resit_that_was_taken_back_is_judged_anew_when_it_is_granted_again(enrolment, exam):
    exam.activity.kind = ActivityKind.EXAM
    enter(enrolment, "EXAM", "40")
    withdraw_extension(grant=grant(enrolment, exam, extra_attempts=1), by=None, at=at(1))
    enter(enrolment, "EXAM", "80", reason="Erreur de saisie")
    assert refused(grant, enrolment, exam, extra_attempts=1, moment=2) == refusals.NO_RESIT


def test_the_phase_of_a_cancelled_sitting_is_not_that_of_one_that_is_open(enrolment, exam):
    attempt = start(enrolment, exam, 0)
    submit_attempt(attempt=attempt, at=at(5))
    cancel_sitting(window=exam.windows.get(), reason="Alerte", by=None, at=at(10))
    assert phases_of_sittings(enrolment.cohort, [exam], at=at(20)) == {exam.pk: SUBMITTED}
