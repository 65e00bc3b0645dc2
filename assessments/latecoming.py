"""Verbs of late answers: what arrived after the end is admitted or refused by a person."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from assessments import refusals, states
from assessments.answersreading import collect_unmatched
from assessments.grading import mark_attempt
from assessments.locking import lock_open_cohort
from assessments.models import Attempt, AttemptGrade, AttemptStep, LateStep
from assessments.querysets import LateStepQuerySet
from assessments.refusals import Refusal

COPIED = ("sequence", "action", "position", "response", "language", "elapsed", "received_at")


def undecided(cohort_id: int) -> LateStepQuerySet:
    """Late steps of a cohort that wait for a person; those of cancelled attempts decide nothing."""
    return LateStep.objects.undecided().filter(attempt__enrolment__cohort=cohort_id)


@transaction.atomic
def decide_late_steps(
    *,
    attempt: Attempt,
    steps: Sequence[LateStep],
    admitted: bool,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> AttemptGrade | None:
    """Admit or refuse late steps of one attempt; returns the grade that stands where it was marked.

    An admitted step is copied among the attempt's steps as it came: its own number in the order
    decides, not the moment of its admission. Raises Refusal: REASON_MISSING, DECIDED (one of them
    was decided already: nothing happens), FROZEN. Race: whether the attempt was marked is asked
    behind the lock; a page may have fetched it before its time ran out.
    """
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    lock_open_cohort(attempt.enrolment.cohort_id)
    attempt.refresh_from_db(fields=["state"])
    ids = [step.pk for step in steps]
    changed = LateStep.objects.filter(pk__in=ids, attempt=attempt, decided_at__isnull=True).update(
        admitted=admitted, reason=reason.strip()[:300], decided_at=at, decided_by=by
    )
    if changed != len(ids):
        raise Refusal(refusals.DECIDED)
    if not admitted:
        return None
    for step in steps:
        AttemptStep.objects.get_or_create(
            attempt=attempt,
            client_id=step.client_id,
            defaults={name: getattr(step, name) for name in COPIED},
        )
    if attempt.state not in states.MARKED:
        return None
    grade = mark_attempt(
        attempt=attempt, by=by, at=at, cause=AttemptGrade.Cause.LATE, reason=reason.strip()[:300]
    )
    collect_unmatched(attempts=[attempt], at=at)
    return grade
