"""Verbs of irregularities (R17): an item or a component counts 0, after hearing the trainee."""

import datetime

from django.db import transaction

from accounts.models import User
from assessments import refusals, states
from assessments.answersreading import collect_unmatched
from assessments.grading import mark_attempt
from assessments.locking import lock_open_cohort
from assessments.models import Attempt, AttemptGrade, AttemptItem, Irregularity
from assessments.refusals import Refusal
from courses.models import Activity, ActivityKind, Enrolment

# What R9 counts; tests and the action plan carry no mark that could be set to 0.
COMPONENTS = (
    ActivityKind.QUIZ,
    ActivityKind.PRACTICAL,
    ActivityKind.MICRO_TEACHING,
    ActivityKind.EXAM,
)


@transaction.atomic
def record_irregularity(
    *,
    enrolment: Enrolment,
    activity: Activity | None,
    item: AttemptItem | None,
    facts: str,
    heard_on: datetime.date,
    hearing: str,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> Irregularity:
    """Set an item or a whole component of one trainee to 0; exactly one of the two is given.

    Raises Refusal: REASON_MISSING (facts, hearing or reasons), NOT_HEARD (heard on a day to come),
    OUT_OF_RANGE (neither or both, another trainee's item, an activity without a mark),
    ZEROED_ALREADY, FROZEN.
    """
    lock_open_cohort(enrolment.cohort_id)
    if not (facts.strip() and hearing.strip() and reason.strip()):
        raise Refusal(refusals.REASON_MISSING)
    if heard_on > at.astimezone(enrolment.cohort.tz).date():
        raise Refusal(refusals.NOT_HEARD)
    if (activity is None) == (item is None):
        raise Refusal(refusals.OUT_OF_RANGE)
    if activity is not None and activity.kind not in COMPONENTS:
        raise Refusal(refusals.OUT_OF_RANGE)
    if item is not None and item.attempt.enrolment_id != enrolment.pk:
        raise Refusal(refusals.OUT_OF_RANGE)
    in_force = Irregularity.objects.filter(enrolment=enrolment, lifted_at__isnull=True)
    if in_force.filter(activity=activity, item=item).exists():
        raise Refusal(refusals.ZEROED_ALREADY)
    row = Irregularity.objects.create(
        enrolment=enrolment,
        activity=activity,
        item=item,
        facts=facts.strip(),
        heard_on=heard_on,
        hearing=hearing.strip(),
        reason=reason.strip(),
        decided_at=at,
        decided_by=by,
    )
    _mark_again(row, by=by, at=at)
    return row


@transaction.atomic
def lift_irregularity(
    *, irregularity: Irregularity, reason: str, by: User, at: datetime.datetime
) -> Irregularity:
    """Take a decision back, with a reason; it stays on file and counts no more.

    Raises Refusal: REASON_MISSING, DECIDED (lifted already), FROZEN.
    """
    lock_open_cohort(irregularity.enrolment.cohort_id)
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    changed = Irregularity.objects.filter(pk=irregularity.pk, lifted_at__isnull=True).update(
        lifted_at=at, lifted_by=by, lifted_reason=reason.strip()
    )
    if not changed:
        raise Refusal(refusals.DECIDED)
    irregularity.refresh_from_db()
    _mark_again(irregularity, by=by, at=at)
    return irregularity


def _mark_again(row: Irregularity, *, by: User, at: datetime.datetime) -> None:
    """The item's attempt gets its new grade; the reasons stay in the restricted file.

    Asked behind the lock: it may have been closed since the item was fetched. A short answer that
    nobody read while it was struck comes before the readers once it is not.
    """
    if row.item_id is None:
        return
    marked = Attempt.objects.filter(items=row.item_id, state__in=states.MARKED).first()
    if marked is not None:
        mark_attempt(attempt=marked, by=by, at=at, cause=AttemptGrade.Cause.IRREGULARITY)
        collect_unmatched(attempts=[marked], at=at)
