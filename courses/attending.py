"""Verbs of the attendance register. Every change leaves a line of history."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from courses import refusals
from courses.attendance import status_of_arrival
from courses.entering import announce, enter, validated_in
from courses.locking import lock_open_cohort
from courses.models import NOT_RECORDED, Attendance, Enrolment, HalfDay, Source, Status
from courses.refusals import Refused
from courses.undoing import needing_reason


@transaction.atomic
def record_half_day(
    *,
    half_day: HalfDay,
    statuses: Mapping[int, str],
    by: User | None,
    at: datetime.datetime,
    source: str = Source.FACILITATOR,
    sheet_reference: str = "",
    reason: str = "",
) -> int:
    """Set statuses (enrolment id → one of P L H J N) of one half-day; returns how many changed.

    Absent keys are left alone: nothing is silently present. A changed entry needs a `reason`
    once it had been recorded before (Refused REASON_MISSING), except by whoever made it within
    the last five minutes. Refused as well: a frozen cohort, a cancelled half-day, an enrolment of
    another cohort, an unknown status, C (which only a catch-up task gives; where one
    was validated, a J entered by mistake is corrected to C), an entry from paper without the
    sheet's reference. All or nothing.
    """
    cohort = lock_open_cohort(half_day.cohort_id)
    half_day = HalfDay.objects.get(pk=half_day.pk)
    if half_day.cancelled_at:
        raise Refused(refusals.CANCELLED_HALF_DAY)
    if set(statuses.values()) - set(Status.values):
        raise Refused(refusals.UNKNOWN_STATUS)
    if source == Source.PAPER and not sheet_reference.strip():
        raise Refused(refusals.SHEET_MISSING)
    known = set(
        Enrolment.objects.active()
        .filter(cohort=cohort, pk__in=statuses)
        .values_list("pk", flat=True)
    )
    if known != set(statuses):
        raise Refused(refusals.OTHER_COHORT)
    standing = dict(
        Attendance.objects.filter(half_day=half_day, enrolment__in=known).values_list(
            "enrolment_id", "status"
        )
    )
    changes = {pk: new for pk, new in statuses.items() if standing.get(pk) != new}
    made_up = {pk for pk, new in changes.items() if new == Status.MADE_UP}
    if any(standing.get(pk) != Status.JUSTIFIED for pk in made_up) or (
        made_up - validated_in(half_day)
    ):
        raise Refused(refusals.MADE_UP_BY_TASK)
    if not reason.strip() and needing_reason(half_day=half_day, statuses=statuses, by=by, at=at):
        raise Refused(refusals.REASON_MISSING)
    for enrolment_id, status in changes.items():
        enter(
            half_day=half_day,
            enrolment_id=enrolment_id,
            before=standing.get(enrolment_id, NOT_RECORDED),
            after=status,
            by=by,
            at=at,
            source=source,
            sheet_reference=sheet_reference.strip(),
            reason=reason.strip(),
        )
    if changes:
        announce(half_day)
    return len(changes)


@transaction.atomic
def sign_in(*, half_day: HalfDay, enrolment: Enrolment, at: datetime.datetime) -> str:
    """The trainee signs; the venue's clock says P, L or H (R2). Signing twice changes nothing.

    Refused before the register opens (NOT_BEGUN), when frozen, or when cancelled.
    """
    cohort = lock_open_cohort(half_day.cohort_id)
    half_day = HalfDay.objects.get(pk=half_day.pk)
    if enrolment.cohort_id != cohort.pk:
        raise Refused(refusals.OTHER_COHORT)
    if half_day.cancelled_at:
        raise Refused(refusals.CANCELLED_HALF_DAY)
    if at < half_day.opens_at:
        raise Refused(refusals.NOT_BEGUN)
    standing = Attendance.objects.filter(half_day=half_day, enrolment=enrolment).first()
    if standing is not None:
        return standing.status
    status = status_of_arrival(at, half_day.starts_at, cohort.clock_rules)
    enter(
        half_day=half_day,
        enrolment_id=enrolment.pk,
        before=NOT_RECORDED,
        after=status,
        by=enrolment.user,
        at=at,
        source=Source.TABLET,
        arrived=at,
    )
    announce(half_day)
    return status
