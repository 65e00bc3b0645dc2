"""Verbs: take back one's own entry of a moment ago; who needs a reason to change what."""

import datetime
from collections.abc import Iterable, Mapping

from django.db import transaction

from accounts.models import User
from courses import refusals
from courses.attendance import is_slip
from courses.entering import announce, enter, latest_changes
from courses.locking import lock_open_cohort
from courses.models import Attendance, AttendanceChange, HalfDay, Source
from courses.refusals import Refused


@transaction.atomic
def undo_entries(
    *, half_day: HalfDay, enrolments: Iterable[int], by: User, at: datetime.datetime
) -> int:
    """Take back one's own entries of the last five minutes: each line is again what it was before.

    Returns how many. Refused(NOTHING_TO_UNDO), and nothing is done, when one of the lines was not
    entered by this person a moment ago. Both lines of history stay.
    """
    lock_open_cohort(half_day.cohort_id)
    half_day = HalfDay.objects.get(pk=half_day.pk)
    if half_day.cancelled_at:
        raise Refused(refusals.CANCELLED_HALF_DAY)
    wanted = set(enrolments)
    latest = latest_changes(half_day, wanted)
    for pk in wanted:
        last = latest.get(pk)
        if last is None or not _may_undo(last, by, at):
            raise Refused(refusals.NOTHING_TO_UNDO)
    for pk in sorted(wanted):
        enter(
            half_day=half_day,
            enrolment_id=pk,
            before=latest[pk].after,
            after=latest[pk].before,
            by=by,
            at=at,
            source=Source.UNDO,
        )
    announce(half_day)
    return len(wanted)


def last_entries_of(*, half_day: HalfDay, by: User, at: datetime.datetime) -> list[int]:
    """The enrolments that the person entered last in one act and may still take back."""
    own = AttendanceChange.objects.filter(half_day=half_day, recorded_by=by)
    newest = own.order_by("-recorded_at", "-pk").first()
    if newest is None or not _may_undo(newest, by, at):
        return []
    together = set(
        own.filter(recorded_at=newest.recorded_at).values_list("enrolment_id", flat=True)
    )
    latest = latest_changes(half_day, together)
    return sorted(pk for pk in together if _may_undo(latest[pk], by, at))


def needing_reason(
    *, half_day: HalfDay, statuses: Mapping[int, str], by: User | None, at: datetime.datetime
) -> set[int]:
    """The enrolments whose change to these statuses would need a reason. Reads only."""
    standing = dict(
        Attendance.objects.filter(half_day=half_day, enrolment__in=statuses).values_list(
            "enrolment_id", "status"
        )
    )
    changed = {pk for pk, status in standing.items() if statuses[pk] != status}
    latest = latest_changes(half_day, changed)
    actor = by.pk if by else None
    return {
        pk
        for pk in changed
        if pk not in latest
        or not is_slip(
            recorded_by=latest[pk].recorded_by_id,
            recorded_at=latest[pk].recorded_at,
            by=actor,
            at=at,
        )
    }


def _may_undo(change: AttendanceChange, by: User, at: datetime.datetime) -> bool:
    return change.source in (Source.FACILITATOR, Source.PAPER) and is_slip(
        recorded_by=change.recorded_by_id, recorded_at=change.recorded_at, by=by.pk, at=at
    )
