"""The timer of a lesson, on the observer's screen and kept on the server (domain 1.5)."""

import datetime

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.claiming import seat_in
from assessments.locking import lock_open_cohort
from assessments.models import TeachingTurn
from assessments.refusals import Refusal

OBSERVER = 3


@transaction.atomic
def start_clock(*, turn: TeachingTurn, by: User, at: datetime.datetime) -> TeachingTurn:
    """Start the lesson's timer. Starting twice keeps the first start; after a stop it starts anew.

    Raises Refusal: NOT_YOUR_SEAT (only the observer holds the timer), FROZEN.
    """
    turn = _held(turn, by)
    if turn.clock_started_at is None or turn.seconds is not None:
        turn.clock_started_at, turn.seconds = at, None
        turn.save(update_fields=["clock_started_at", "seconds"])
    return turn


@transaction.atomic
def stop_clock(*, turn: TeachingTurn, by: User, at: datetime.datetime) -> TeachingTurn:
    """Stop it and keep the length in seconds. Stopping twice keeps the first length.

    Raises Refusal: NOT_YOUR_SEAT, CLOCK_RUNNING (never started), FROZEN.
    """
    turn = _held(turn, by)
    if turn.clock_started_at is None:
        raise Refusal(refusals.CLOCK_RUNNING)
    if turn.seconds is None:
        turn.seconds = max(0, round((at - turn.clock_started_at).total_seconds()))
        turn.save(update_fields=["seconds"])
    return turn


def _held(turn: TeachingTurn, by: User) -> TeachingTurn:
    lock_open_cohort(turn.enrolment.cohort_id)
    fresh = TeachingTurn.objects.select_related("enrolment").get(pk=turn.pk)
    if fresh.annulled_at is not None or seat_in(fresh, by) != OBSERVER:
        raise Refusal(refusals.NOT_YOUR_SEAT)
    return fresh
