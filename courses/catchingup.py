"""Verbs: a justified absence is made up by a task: set, handed in, validated, J becomes C (R2)."""

import datetime

from django.db import transaction

from accounts.models import User
from courses import refusals
from courses.catchups import LAPSED, VALIDATED, places_left
from courses.entering import announce, enter
from courses.locking import lock_open_cohort
from courses.models import Attendance, CatchUpTask, Cohort, Enrolment, HalfDay, Source, Status
from courses.refusals import Refused
from courses.workingdays import add_working_days


@transaction.atomic
def set_catch_up(
    *, enrolment: Enrolment, half_day: HalfDay, task: str, by: User, at: datetime.datetime
) -> CatchUpTask:
    """Give a trainee a task for a half-day recorded as justified absence.

    The last day is so many working days after the half-day as the rules say. Refused: FROZEN,
    TASK_MISSING, OTHER_COHORT, CANCELLED_HALF_DAY, NOT_JUSTIFIED, TASK_GIVEN, TASKS_USED_UP,
    TASK_LATE (the last day is over).
    """
    cohort = lock_open_cohort(half_day.cohort_id)
    half_day = HalfDay.objects.get(pk=half_day.pk)
    if not task.strip():
        raise Refused(refusals.TASK_MISSING)
    if enrolment.cohort_id != cohort.pk or enrolment.withdrawn_at:
        raise Refused(refusals.OTHER_COHORT)
    if half_day.cancelled_at:
        raise Refused(refusals.CANCELLED_HALF_DAY)
    tasks = list(CatchUpTask.objects.filter(enrolment=enrolment))
    if any(other.half_day_id == half_day.pk for other in tasks):
        raise Refused(refusals.TASK_GIVEN)
    _justified(enrolment, half_day)
    today = _day(cohort, at)
    if not places_left((other.state(today) for other in tasks), at_most=cohort.catch_up_max):
        raise Refused(refusals.TASKS_USED_UP)
    due_on = last_day(half_day, cohort)
    if today > due_on:
        raise Refused(refusals.TASK_LATE)
    return CatchUpTask.objects.create(
        enrolment=enrolment,
        half_day=half_day,
        task=task.strip(),
        due_on=due_on,
        set_at=at,
        set_by=by,
    )


def last_day(half_day: HalfDay, cohort: Cohort) -> datetime.date:
    """The last day, at the venue, on which a task for this half-day can be validated."""
    return add_working_days(half_day.date, cohort.catch_up_working_days)


@transaction.atomic
def hand_in_catch_up(
    *, task: CatchUpTask, answer: str, by: User, at: datetime.datetime
) -> CatchUpTask:
    """The trainee hands in, or the team notes that it lies there on paper (`answer` may be empty).

    Until it is validated it can be handed in again. Refused: FROZEN, TASK_VALIDATED, TASK_LATE.
    """
    cohort, task = _locked(task)
    _in_time(task, cohort, at)
    task.answer, task.handed_in_at, task.handed_in_by = answer.strip(), at, by
    task.save(update_fields=["answer", "handed_in_at", "handed_in_by"])
    return task


@transaction.atomic
def validate_catch_up(*, task: CatchUpTask, by: User, at: datetime.datetime) -> CatchUpTask:
    """The team accepts what was handed in: the half-day becomes C.

    Refused: FROZEN, TASK_VALIDATED, TASK_LATE, NOT_HANDED_IN, CANCELLED_HALF_DAY, NOT_JUSTIFIED
    (the register says something else meanwhile), TASKS_USED_UP (as many made up as rules allow).
    """
    cohort, task = _locked(task)
    half_day, enrolment = task.half_day, task.enrolment
    _in_time(task, cohort, at)
    if task.handed_in_at is None:
        raise Refused(refusals.NOT_HANDED_IN)
    if half_day.cancelled_at:
        raise Refused(refusals.CANCELLED_HALF_DAY)
    _justified(enrolment, half_day)
    made_up = Attendance.objects.filter(
        enrolment=enrolment, status=Status.MADE_UP, half_day__cancelled_at__isnull=True
    )
    if made_up.count() >= cohort.catch_up_max:
        raise Refused(refusals.TASKS_USED_UP)
    task.validated_at, task.validated_by = at, by
    task.save(update_fields=["validated_at", "validated_by"])
    enter(
        half_day=half_day,
        enrolment_id=enrolment.pk,
        before=Status.JUSTIFIED,
        after=Status.MADE_UP,
        by=by,
        at=at,
        source=Source.CATCH_UP,
        reason=task.task,
    )
    announce(half_day)
    return task


def _locked(task: CatchUpTask) -> tuple[Cohort, CatchUpTask]:
    cohort = lock_open_cohort(task.enrolment.cohort_id)
    return cohort, CatchUpTask.objects.select_related("enrolment", "half_day").get(pk=task.pk)


def _in_time(task: CatchUpTask, cohort: Cohort, at: datetime.datetime) -> None:
    state = task.state(_day(cohort, at))
    if state == VALIDATED:
        raise Refused(refusals.TASK_VALIDATED)
    if state == LAPSED:
        raise Refused(refusals.TASK_LATE)


def _justified(enrolment: Enrolment, half_day: HalfDay) -> None:
    standing = Attendance.objects.filter(enrolment=enrolment, half_day=half_day)
    if not standing.filter(status=Status.JUSTIFIED).exists():
        raise Refused(refusals.NOT_JUSTIFIED)


def _day(cohort: Cohort, at: datetime.datetime) -> datetime.date:
    return at.astimezone(cohort.tz).date()
