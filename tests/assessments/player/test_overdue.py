"""Exactly at the second the time ends; and whoever looks first at what ran out of time closes it.

Closed by whatever page or verb: marked on the answers that were saved in time and on no other, and
over since its deadline, not since somebody looked.
"""

import datetime
import json
import uuid

import pytest
from django.core.management import call_command

from assessments import refusals, states
from assessments.attempting import save_step, start_attempt
from assessments.closing import close_if_overdue, close_overdue, submit_attempt
from assessments.models import Attempt, LateStep
from assessments.opening import cancel_sitting, grant_extension, move_sitting, release_results
from assessments.refusals import Refusal
from courses.models import ActivityCompletion, Cohort
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in
from tests.factories.assessments import make_quiz
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2016, 1, 26, 12, tzinfo=datetime.UTC)
DEADLINE = NOON + datetime.timedelta(minutes=15)
INSTANT = datetime.timedelta(microseconds=1)


@pytest.fixture
def attempt():
    """Started at noon, with a quarter of an hour."""
    cohort = make_cohort()
    quiz = make_quiz(cohort, minutes=15)
    return start_attempt(enrolment=make_enrolment(cohort), quiz=quiz, seed="s", at=NOON)


def answer(attempt, *, at, position=1, sequence=1):
    return save_step(
        attempt=attempt,
        client_id=uuid.uuid4(),
        sequence=sequence,
        action="answer",
        position=position,
        response=["a"],
        language="fr",
        elapsed=int((at - attempt.started_at).total_seconds()),
        at=at,
    )


def test_the_last_instant_belongs_to_the_attempt_and_the_next_does_not(attempt):
    assert answer(attempt, at=DEADLINE) is True
    with pytest.raises(Refusal) as refused:
        answer(attempt, at=DEADLINE + INSTANT, position=2, sequence=2)
    assert refused.value.code == refusals.TIME_IS_UP
    assert attempt.steps.count() == 1


@pytest.mark.parametrize(
    ("moment", "state"),
    [(DEADLINE, states.SUBMITTED), (DEADLINE + INSTANT, states.TIMED_OUT)],
)
def test_submitted_at_the_last_instant_is_submitted(attempt, moment, state):
    submit_attempt(attempt=attempt, at=moment)
    assert (attempt.state, attempt.submitted_at) == (state, DEADLINE)


def test_nobody_closes_at_the_last_instant(attempt):
    assert close_overdue(at=DEADLINE) == 0
    assert close_if_overdue(attempt=attempt, at=DEADLINE) is False
    going = start_attempt(enrolment=attempt.enrolment, quiz=attempt.quiz, seed="t", at=DEADLINE)
    assert going == attempt
    assert close_overdue(at=DEADLINE + INSTANT, trainee=make_enrolment(make_cohort("B")).user) == 0
    assert close_overdue(at=DEADLINE + INSTANT, trainee=attempt.enrolment.user) == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == (states.TIMED_OUT, DEADLINE)


@pytest.mark.parametrize(("moment", "more"), [(DEADLINE, 10), (DEADLINE + INSTANT, 0)])
def test_more_time_reaches_an_attempt_until_its_last_instant(attempt, moment, more):
    grant_extension(
        enrolment=attempt.enrolment,
        quiz=attempt.quiz,
        extra_minutes=10,
        reason="Panne",
        by=None,
        at=moment,
    )
    attempt.refresh_from_db()
    assert attempt.deadline_at == DEADLINE + datetime.timedelta(minutes=more)


@pytest.mark.parametrize(("moment", "more"), [(DEADLINE, 10), (DEADLINE + INSTANT, 0)])
def test_a_moved_sitting_reaches_an_attempt_until_its_last_instant(attempt, moment, more):
    window = attempt.window
    attempt.quiz.ends_with_window = True
    attempt.quiz.save()
    move_sitting(
        window=window,
        opens_at=window.opens_at,
        closes_at=window.closes_at + datetime.timedelta(minutes=10),
        reason="Panne",
        by=None,
        at=moment,
    )
    attempt.refresh_from_db()
    assert attempt.deadline_at == DEADLINE + datetime.timedelta(minutes=more)


@pytest.mark.parametrize("moment", [DEADLINE, DEADLINE + INSTANT])
def test_a_sitting_cancelled_after_the_time_takes_no_mark_away(attempt, moment):
    answer(attempt, at=NOON)
    in_time = moment == DEADLINE
    assert cancel_sitting(window=attempt.window, reason="Alerte", by=None, at=moment) == in_time
    attempt.refresh_from_db()
    assert attempt.state == (states.CANCELLED if in_time else states.TIMED_OUT)
    assert attempt.grades.count() == (not in_time)


def test_a_release_takes_along_what_ran_out_of_time_in_an_own_window(attempt):
    window = attempt.window
    Attempt.objects.update(window=None)
    release_results(window=window, by=None, at=DEADLINE + INSTANT)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.window) == (states.TIMED_OUT, window)


# Pages and who looks at them; those of the attempt itself with its number.
LOOKS = [
    ("trainee", "today", ()),
    ("trainee", "my-results", ()),
    ("trainee", "quiz-start", ("Q01",)),
    ("trainee", "attempt", ("attempt",)),
    ("trainee", "attempt-item", ("attempt", 2)),
    ("trainee", "attempt-items", ("attempt",)),
    ("trainee", "attempt-review", ("attempt",)),
    ("trainee", "attempt-result", ("attempt",)),
    ("facilitator", "board", ("cohort",)),
    ("facilitator", "item-index", ("cohort",)),
    ("facilitator", "item-results", ("cohort", "Q01")),
    ("facilitator", "unmatched-answers", ("cohort",)),
    ("lead", "sittings", ("cohort",)),
    ("lead", "quiz-sittings", ("cohort", "Q01")),
    ("lead", "sitting-release", ("cohort", "Q01", 1)),
    ("lead", "open-items", ("cohort",)),
    ("lead", "jury", ("cohort",)),
    ("registrar", "end-of-course", ("cohort",)),
    ("registrar", "freeze-cohort", ("cohort",)),
    ("command", "", ()),
]


@pytest.fixture
def overdue():
    """Of three items one was answered right in time; the time ended five seconds ago."""
    cohort = running_cohort()
    quiz = open_quiz(cohort)
    now = datetime.datetime.now(tz=datetime.UTC)
    begun = now - datetime.timedelta(minutes=15, seconds=5)
    attempt = start_attempt(enrolment=make_enrolment(cohort), quiz=quiz, seed="s", at=begun)
    answer(attempt, at=begun + datetime.timedelta(minutes=1))
    Attempt.objects.update(deadline_at=now - datetime.timedelta(seconds=5))
    attempt.refresh_from_db()
    return attempt


def is_closed_rightly(attempt):
    """Over since the deadline, marked then, on what was saved in time; done since then."""
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == (states.TIMED_OUT, attempt.deadline_at)
    grade = attempt.grades.get()
    assert (str(grade.score), grade.graded_at) == ("33.33", attempt.deadline_at)
    assert ActivityCompletion.objects.get().completed_at == attempt.deadline_at


def looker(who, name, wanted, attempt):
    """Opens the page as this person does, as often as it is called."""
    if who == "command":
        return lambda: call_command("close_overdue")
    cohort = attempt.enrolment.cohort
    known = {"attempt": attempt.public_id, "cohort": cohort.code}
    where = address(name, *(known.get(one, one) for one in wanted))
    browser = signed_in(attempt.enrolment.user if who == "trainee" else make_colleague(cohort, who))
    return lambda: browser.get(where)


@pytest.mark.parametrize(("who", "name", "wanted"), LOOKS, ids=lambda one: str(one))
def test_whoever_looks_first_closes_what_ran_out_of_time(overdue, who, name, wanted):
    look = looker(who, name, wanted, overdue)
    for _ in range(2):
        look()
        is_closed_rightly(overdue)


@pytest.mark.parametrize(
    ("name", "sent"), [("attempt-submit", {}), ("attempt-item", {"answer": "a", "go": "next"})]
)
def test_what_is_sent_after_the_time_closes_and_does_not_count(overdue, name, sent):
    more = (2,) if name == "attempt-item" else ()
    where = address(name, overdue.public_id, *more)
    answered = signed_in(overdue.enrolment.user).post(where, sent)
    assert answered["Location"] == address("attempt-result", overdue.public_id)
    is_closed_rightly(overdue)


def test_a_step_of_the_script_after_the_time_closes_it_and_is_kept_when_given_in_time(overdue):
    browser = signed_in(overdue.enrolment.user)
    where = address("attempt-step", overdue.public_id)
    step = {"sequence": 9, "position": 2, "values": ["a"], "language": "fr"}
    # Its last second is 900; a flag decides no mark and is let go.
    sent = [
        {**step, "client_id": str(uuid.uuid4()), "elapsed": elapsed, "action": action}
        for elapsed, action in ((900, "answer"), (901, "answer"), (900, "flag"))
    ]
    heard = [browser.post(where, json.dumps(one), "application/json").json() for one in sent]
    assert [one["code"] for one in heard] == ["late", "attempt-over", "attempt-over"]
    assert [str(kept.client_id) for kept in LateStep.objects.all()] == [sent[0]["client_id"]]
    is_closed_rightly(overdue)


def test_a_new_start_on_the_quiz_page_closes_the_old_attempt_first(overdue):
    browser = signed_in(overdue.enrolment.user)
    overdue.quiz.reopen_after_hours = 0
    overdue.quiz.save()
    browser.post(address("quiz-start", "Q01"))
    is_closed_rightly(overdue)
    assert Attempt.objects.get(number=2).state == states.IN_PROGRESS


@pytest.mark.parametrize(("who", "name", "wanted"), LOOKS[::6], ids=lambda one: str(one))
def test_in_a_frozen_cohort_nobody_closes_anything(overdue, who, name, wanted):
    Cohort.objects.update(frozen_at=datetime.datetime.now(tz=datetime.UTC))
    looker(who, name, wanted, overdue)()
    overdue.refresh_from_db()
    assert overdue.state == states.IN_PROGRESS and not overdue.grades.exists()
