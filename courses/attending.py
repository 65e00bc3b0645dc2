"""Verbs of the attendance register. Every change leaves a line of history."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from courses import refusals
from courses.attendance import status_of_arrival
from courses.locking import lock_open_cohort
from courses.models import (
    NOT_RECORDED,
    Attendance,
    AttendanceChange,
    Enrolment,
    HalfDay,
    Source,
    Status,
)
from courses.refusals import Refused
from courses.signals import register_changed


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
    """Set statuses (enrolment id → one of P L H C J N) of one half-day; returns how many changed.

    Absent keys are left alone: nothing is silently present. A changed entry needs a `reason`
    once it had been recorded before (Refused REASON_MISSING). Refused as well: a frozen cohort,
    a cancelled half-day, an enrolment of another cohort, an unknown status. All or nothing.
    """
    cohort = lock_open_cohort(half_day.cohort_id)
    half_day = HalfDay.objects.get(pk=half_day.pk)
    if half_day.cancelled_at:
        raise Refused(refusals.CANCELLED_HALF_DAY)
    if set(statuses.values()) - set(Status.values):
        raise Refused(refusals.UNKNOWN_STATUS)
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
    if not reason.strip() and any(pk in standing for pk in changes):
        raise Refused(refusals.REASON_MISSING)
    for enrolment_id, status in changes.items():
        _write(half_day, enrolment_id, standing.get(enrolment_id), status, None)
    AttendanceChange.objects.bulk_create(
        AttendanceChange(
            enrolment_id=enrolment_id,
            half_day=half_day,
            before=standing.get(enrolment_id, NOT_RECORDED),
            after=status,
            recorded_at=at,
            recorded_by=by,
            source=source,
            sheet_reference=sheet_reference,
            reason=reason.strip(),
        )
        for enrolment_id, status in changes.items()
    )
    if changes:
        transaction.on_commit(lambda: register_changed.send(HalfDay, half_day=half_day))
    return len(changes)


def _write(
    half_day: HalfDay,
    enrolment_id: int,
    before: str | None,
    status: str,
    arrived: datetime.datetime | None,
) -> None:
    if before is None:
        Attendance.objects.create(
            enrolment_id=enrolment_id,
            half_day=half_day,
            status=status,
            arrived_at=arrived,
        )
    else:
        Attendance.objects.filter(enrolment_id=enrolment_id, half_day=half_day).update(
            status=status, arrived_at=arrived
        )


@transaction.atomic
def sign_in(*, half_day: HalfDay, enrolment: Enrolment, at: datetime.datetime) -> str:
    """The trainee signs; the venue's clock says P, L or H (R2). Signing twice changes nothing.

    Refused before the register opens (NOT_BEGUN), when frozen, or when cancelled.
    """
    cohort = lock_open_cohort(half_day.cohort_id)
    if enrolment.cohort_id != cohort.pk:
        raise Refused(refusals.OTHER_COHORT)
    if half_day.cancelled_at:
        raise Refused(refusals.CANCELLED_HALF_DAY)
    if at < half_day.opens_at:
        raise Refused(refusals.NOT_BEGUN)
    standing = Attendance.objects.filter(half_day=half_day, enrolment=enrolment).first()
    if standing is not None:
        return standing.status
    status = status_of_arrival(at, half_day.starts_at)
    _write(half_day, enrolment.pk, None, status, at)
    AttendanceChange.objects.create(
        enrolment=enrolment,
        half_day=half_day,
        before=NOT_RECORDED,
        after=status,
        recorded_at=at,
        recorded_by=enrolment.user,
        source=Source.TABLET,
    )
    transaction.on_commit(lambda: register_changed.send(HalfDay, half_day=half_day))
    return status


@transaction.atomic
def cancel_half_day(*, half_day: HalfDay, reason: str, by: User, at: datetime.datetime) -> None:
    """Take a half-day out for the whole cohort (X, R2.2), with a reason."""
    lock_open_cohort(half_day.cohort_id)
    if not reason.strip():
        raise Refused(refusals.REASON_MISSING)
    HalfDay.objects.filter(pk=half_day.pk, cancelled_at__isnull=True).update(
        cancelled_at=at, cancelled_by=by, cancelled_reason=reason.strip()
    )
    transaction.on_commit(lambda: register_changed.send(HalfDay, half_day=half_day))
