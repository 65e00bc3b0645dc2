"""Verbs: a half-day leaves the count for the whole cohort (R2.2), or comes back into it."""

import datetime

from django.db import transaction

from accounts.models import User
from courses import refusals
from courses.entering import announce
from courses.locking import lock_open_cohort
from courses.models import HalfDay, HalfDayChange
from courses.refusals import Refused


@transaction.atomic
def cancel_half_day(*, half_day: HalfDay, reason: str, by: User, at: datetime.datetime) -> None:
    """Take a half-day out for the whole cohort (X, R2.2), with a reason.

    What was recorded stays. Refused: REASON_MISSING, CANCELLED_HALF_DAY (it already is), FROZEN.
    """
    _change(half_day, cancelled=True, reason=reason, by=by, at=at)


@transaction.atomic
def restore_half_day(*, half_day: HalfDay, reason: str, by: User, at: datetime.datetime) -> None:
    """Count a cancelled half-day again: what had been recorded for it stands as before.

    Refused: REASON_MISSING, NOT_CANCELLED, FROZEN.
    """
    _change(half_day, cancelled=False, reason=reason, by=by, at=at)


def _change(
    half_day: HalfDay, *, cancelled: bool, reason: str, by: User, at: datetime.datetime
) -> None:
    lock_open_cohort(half_day.cohort_id)
    reason = reason.strip()
    if not reason:
        raise Refused(refusals.REASON_MISSING)
    changed = HalfDay.objects.filter(pk=half_day.pk, cancelled_at__isnull=cancelled).update(
        cancelled_at=at if cancelled else None,
        cancelled_by=by if cancelled else None,
        cancelled_reason=reason if cancelled else "",
    )
    if not changed:
        raise Refused(refusals.CANCELLED_HALF_DAY if cancelled else refusals.NOT_CANCELLED)
    HalfDayChange.objects.create(
        half_day=half_day, cancelled=cancelled, reason=reason, recorded_at=at, recorded_by=by
    )
    announce(half_day)
