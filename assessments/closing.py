"""Verbs that end an attempt: submit, time out, cancel. The only place that changes `state`.

The race each one may lose is stated in its docstring; the table is `assessments.states`.
"""

import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from assessments import refusals, states
from assessments.answersreading import collect_unmatched
from assessments.grading import mark_attempt
from assessments.locking import lock_open_cohort
from assessments.models import Attempt
from assessments.refusals import Refusal
from assessments.signals import attempt_marked
from courses.models import Cohort
from courses.progressing import complete_activity


def submit_attempt(*, attempt: Attempt, at: datetime.datetime) -> bool:
    """Close and mark the attempt. False when it was closed already: one result, however often.

    Past the deadline the attempt is timed out instead, with the deadline as its end.
    """
    if attempt.deadline_at and at > attempt.deadline_at:
        return time_out(attempt=attempt)
    return _close(attempt, states.SUBMIT, ended_at=at)


def time_out(*, attempt: Attempt) -> bool:
    """Close an attempt whose deadline has passed; what was saved in time is marked."""
    if attempt.deadline_at is None:
        raise Refusal(refusals.OVER)
    return _close(attempt, states.TIME_OUT, ended_at=attempt.deadline_at)


def close_if_overdue(*, attempt: Attempt, at: datetime.datetime) -> bool:
    """Time out an attempt met after its deadline; True when it is over by now.

    Nothing happens in a frozen cohort, where only a withdrawn trainee can have left one open.
    """
    if attempt.state == states.IN_PROGRESS and attempt.deadline_at and at > attempt.deadline_at:
        try:
            time_out(attempt=attempt)
        except Refusal as refusal:
            if refusal.code != refusals.FROZEN:
                raise
    return attempt.state != states.IN_PROGRESS


@transaction.atomic
def _close(attempt: Attempt, event: str, *, ended_at: datetime.datetime) -> bool:
    """Conditional UPDATE: of two closings exactly one changes the row and marks the attempt.

    The cohort is locked first: a freeze sees either the attempt in progress or its mark.
    """
    lock_open_cohort(attempt.enrolment.cohort_id)
    changed = Attempt.objects.filter(pk=attempt.pk, state=states.IN_PROGRESS).update(
        state=states.after(states.IN_PROGRESS, event), submitted_at=ended_at
    )
    attempt.refresh_from_db(fields=["state", "submitted_at"])
    if not changed:
        return False
    mark_attempt(attempt=attempt, by=None, at=ended_at)
    collect_unmatched(attempts=[attempt], at=ended_at)
    complete_activity(enrolment=attempt.enrolment, activity=attempt.quiz.activity, at=ended_at)
    transaction.on_commit(lambda: attempt_marked.send(Attempt, attempt=attempt))
    return True


@transaction.atomic
def cancel_attempt(
    *, attempt: Attempt, reason: str, by: User | None, at: datetime.datetime
) -> bool:
    """End an attempt that must not count: its sitting was cancelled. False when it was over.

    Its steps stay. It uses up no attempt and carries no mark.
    """
    lock_open_cohort(attempt.enrolment.cohort_id)
    changed = Attempt.objects.filter(pk=attempt.pk, state=states.IN_PROGRESS).update(
        state=states.after(states.IN_PROGRESS, states.CANCEL),
        submitted_at=at,
        cancelled_reason=reason,
        cancelled_by=by,
    )
    attempt.refresh_from_db(fields=["state", "submitted_at"])
    return bool(changed)


def overdue(*, at: datetime.datetime) -> QuerySet[Attempt]:
    """Attempts whose time is over and that nobody has closed; those of frozen cohorts stay."""
    return Attempt.objects.filter(
        state=states.IN_PROGRESS, deadline_at__lt=at, enrolment__cohort__frozen_at__isnull=True
    )


def close_overdue(
    *, at: datetime.datetime, cohort: Cohort | None = None, trainee: User | None = None
) -> int:
    """Time out every attempt whose deadline has passed, of one cohort, one trainee or of all;
    returns how many.

    Pages that say what is still open or what has ended call it first: an attempt that nobody opens
    again ended all the same.
    """
    found = overdue(at=at).select_related("quiz__activity", "enrolment")
    if cohort is not None:
        found = found.filter(enrolment__cohort=cohort)
    if trainee is not None:
        found = found.filter(enrolment__user=trainee)
    return sum(time_out(attempt=attempt) for attempt in found)
