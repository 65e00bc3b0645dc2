"""The verbs of an attempt: the draw, the two attempts, the deadline, what cannot be undone."""

import datetime
import uuid

import pytest
from django.core.management import call_command

from assessments import refusals, states
from assessments.attempting import save_step, start_attempt
from assessments.closing import close_overdue, submit_attempt
from assessments.models import Attempt, AttemptGrade, QuestionVersion
from assessments.refusals import Refusal
from courses.models import ActivityCompletion, Cohort
from tests.factories.assessments import make_question, make_quiz
from tests.factories.courses import make_cohort, make_enrolment

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2016, 1, 26, 12, tzinfo=datetime.UTC)


def hours(count):
    return NOON + datetime.timedelta(hours=count)


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort)


@pytest.fixture
def quiz(cohort):
    return make_quiz(cohort, items=3, minutes=15)


def start(trainee, quiz, *, at=NOON, seed="seed"):
    return start_attempt(enrolment=trainee, quiz=quiz, seed=seed, at=at)


def answer(attempt, position=1, response=("a",), *, sequence=1, client_id=None, at=NOON):
    return save_step(
        attempt=attempt,
        client_id=client_id or uuid.uuid4(),
        sequence=sequence,
        action="answer",
        position=position,
        response=list(response),
        language="fr",
        elapsed=3,
        at=at,
    )


def drawn(attempt):
    return set(attempt.items.values_list("version__question__key", flat=True))


def refused(code, call):
    with pytest.raises(Refusal) as caught:
        call()
    assert caught.value.code == code
    return caught.value


def test_a_second_attempt_opens_after_twelve_hours_and_draws_other_items(trainee, quiz):
    first = start(trainee, quiz)
    submit_attempt(attempt=first, at=NOON)
    early = refused(refusals.TOO_SOON, lambda: start(trainee, quiz, at=hours(11)))
    assert early.details["opens_at"] == hours(12)
    second = start(trainee, quiz, at=hours(12), seed="other")
    assert second.number == 2
    assert not drawn(first) & drawn(second)
    submit_attempt(attempt=second, at=hours(12))
    refused(refusals.NO_ATTEMPT_LEFT, lambda: start(trainee, quiz, at=hours(30)))


def test_starting_while_one_is_open_returns_it(trainee, quiz):
    assert start(trainee, quiz).pk == start(trainee, quiz, seed="other").pk


def test_an_overdue_attempt_met_by_a_start_is_closed_first(trainee, quiz):
    first = start(trainee, quiz)
    answer(first)
    second = start(trainee, quiz, at=hours(13))
    assert second.number == 2
    first.refresh_from_db()
    assert first.state == states.TIMED_OUT
    assert first.submitted_at == first.deadline_at


def test_the_window_and_the_freeze_close_the_quiz(cohort, trainee, quiz):
    quiz.windows.update(opens_at=hours(1), closes_at=hours(2))
    refused(refusals.NOT_OPEN_YET, lambda: start(trainee, quiz))
    refused(refusals.CLOSED, lambda: start(trainee, quiz, at=hours(3)))
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=NOON)
    trainee.refresh_from_db()
    refused(refusals.FROZEN, lambda: start(trainee, quiz, at=hours(1)))
    quiz.windows.all().delete()
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=None)
    trainee.refresh_from_db()
    refused(refusals.NOT_OPEN_YET, lambda: start(trainee, quiz))


def test_a_pool_that_is_too_small_is_refused_by_module(trainee, quiz):
    quiz.blueprint.update(count=50)
    assert refused(refusals.POOL_EMPTY, lambda: start(trainee, quiz)).details["module"] == "M01"


def test_expired_and_retired_items_leave_the_pool(cohort, trainee, quiz):
    QuestionVersion.objects.update(valid_until=datetime.date(2016, 1, 25))
    refused(refusals.POOL_EMPTY, lambda: start(trainee, quiz))


def test_the_same_seed_draws_the_same_and_true_false_keeps_its_order(cohort, quiz):
    module = quiz.activity.module
    make_question(module, "TF", kind="true-false", options=("true", "false"), right=("false",))
    quiz.blueprint.update(count=7)
    one, two, other = (
        start(make_enrolment(cohort, position=n), quiz, seed=seed)
        for n, seed in ((1, "s"), (2, "s"), (3, "t"))
    )
    orders = [
        list(a.items.order_by("position").values_list("version_id", "option_order"))
        for a in (one, two, other)
    ]
    assert orders[0] == orders[1] != orders[2]
    assert one.items.get(version__question__key="TF").option_order == ["true", "false"]


def test_an_attempt_keeps_its_seed_and_is_drawn_by_kind_and_level(trainee, quiz):
    module = quiz.activity.module
    make_question(module, "TF", kind="true-false", options=("true", "false"), right=("true",))
    make_question(module, "HARD", bloom="analyse")
    quiz.blueprint.update(count=1, kind="true-false")
    quiz.blueprint.create(position=2, module=module, count=1, bloom="analyse")
    attempt = start(trainee, quiz, seed="kept")
    assert drawn(attempt) == {"TF", "HARD"}
    assert Attempt.objects.get(pk=attempt.pk).seed == "kept"


def test_a_step_is_accepted_once(trainee, quiz):
    attempt, name = start(trainee, quiz), uuid.uuid4()
    assert answer(attempt, client_id=name) is True
    assert answer(attempt, response=("d",), client_id=name) is False
    assert attempt.steps.get().response == ["a"]


def test_steps_are_refused_after_the_end_past_the_deadline_and_off_the_attempt(trainee, quiz):
    attempt = start(trainee, quiz)
    late = attempt.deadline_at + datetime.timedelta(seconds=1)
    refused(refusals.TIME_IS_UP, lambda: answer(attempt, at=late))
    refused(refusals.NO_SUCH_ITEM, lambda: answer(attempt, position=4))
    submit_attempt(attempt=attempt, at=NOON)
    refused(refusals.OVER, lambda: answer(attempt))
    assert not attempt.steps.exists()


def test_a_step_that_was_there_is_still_acknowledged_after_the_end(trainee, quiz):
    attempt, name = start(trainee, quiz), uuid.uuid4()
    answer(attempt, client_id=name)
    submit_attempt(attempt=attempt, at=NOON)
    assert answer(attempt, client_id=name) is False


def test_double_submission_gives_one_result_and_completes_the_activity_once(trainee, quiz):
    attempt = start(trainee, quiz)
    stale = Attempt.objects.get(pk=attempt.pk)
    assert submit_attempt(attempt=attempt, at=NOON) is True
    assert submit_attempt(attempt=stale, at=hours(0.1)) is False
    assert AttemptGrade.objects.count() == 1
    assert ActivityCompletion.objects.get().completed_at == NOON
    assert Attempt.objects.get().submitted_at == NOON


def test_submission_past_the_deadline_is_a_time_out_at_the_deadline(trainee, quiz):
    attempt = start(trainee, quiz)
    submit_attempt(attempt=attempt, at=hours(5))
    assert (attempt.state, attempt.submitted_at) == (states.TIMED_OUT, attempt.deadline_at)


def test_close_overdue_leaves_running_attempts_and_frozen_cohorts_alone(cohort, trainee, quiz):
    start(trainee, quiz)
    assert close_overdue(at=hours(0.2)) == 0
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=NOON)
    assert close_overdue(at=hours(1)) == 0
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=None)
    assert close_overdue(at=hours(1), cohort=make_cohort("AUTRE")) == 0
    assert close_overdue(at=hours(1), cohort=cohort) == 1
    assert close_overdue(at=hours(1)) == 0


def test_the_command_closes_what_nobody_opens(trainee, quiz, capsys):
    attempt = start(trainee, quiz)
    call_command("close_overdue")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == (states.TIMED_OUT, attempt.deadline_at)
    assert capsys.readouterr().out == "1 closed\n"


def test_a_frozen_cohort_takes_no_submission(cohort, trainee, quiz):
    attempt = start(trainee, quiz)
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=NOON)
    refused(refusals.FROZEN, lambda: submit_attempt(attempt=attempt, at=NOON))
    attempt.refresh_from_db()
    assert attempt.state == states.IN_PROGRESS
