"""The one place where a status is written, always together with its line of history."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from courses.models import NOT_RECORDED, Attendance, AttendanceChange, CatchUpTask, HalfDay
from courses.signals import register_changed


def enter(
    *,
    half_day: HalfDay,
    enrolment_id: int,
    before: str,
    after: str,
    by: User | None,
    at: datetime.datetime,
    source: str,
    sheet_reference: str = "",
    reason: str = "",
    arrived: datetime.datetime | None = None,
) -> None:
    """Write one status with its line of history. The caller has checked it.

    `after` U leaves the line blank again. Call it in a transaction that holds the cohort's lock.
    """
    row = Attendance.objects.filter(enrolment_id=enrolment_id, half_day=half_day)
    if after == NOT_RECORDED:
        row.delete()
    elif before == NOT_RECORDED:
        Attendance.objects.create(
            enrolment_id=enrolment_id, half_day=half_day, status=after, arrived_at=arrived
        )
    else:
        row.update(status=after, arrived_at=arrived)
    AttendanceChange.objects.create(
        enrolment_id=enrolment_id,
        half_day=half_day,
        before=before,
        after=after,
        recorded_at=at,
        recorded_by=by,
        source=source,
        sheet_reference=sheet_reference,
        reason=reason,
    )


def announce(half_day: HalfDay) -> None:
    """Tell, after the commit, that the register of a half-day changed: once an act."""
    transaction.on_commit(lambda: register_changed.send(HalfDay, half_day=half_day))


def latest_changes(half_day: HalfDay, enrolments: Iterable[int]) -> dict[int, AttendanceChange]:
    """The last line of history of each of these lines, by enrolment id."""
    changes = AttendanceChange.objects.filter(half_day=half_day, enrolment__in=enrolments)
    return {change.enrolment_id: change for change in changes.order_by("recorded_at", "pk")}


def validated_in(half_day: HalfDay) -> set[int]:
    """The enrolments whose catch-up task for this half-day was validated."""
    tasks = CatchUpTask.objects.filter(half_day=half_day, validated_at__isnull=False)
    return set(tasks.values_list("enrolment_id", flat=True))
