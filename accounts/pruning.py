"""Verb: delete what the security log may not keep (domain 7.3: thirty days)."""

import datetime
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import GuessCounter

KEPT = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Pruned:
    """How many rows were deleted."""

    counters: int
    sessions: int
    devices: int


@transaction.atomic
def prune_security(*, at: datetime.datetime) -> Pruned:
    """Delete counters and staff devices of more than thirty days ago, and sessions past their end.

    A staff device is the row allauth keeps of a sign-in, with its address. Without the row the
    person stays signed in; only the list of one's own sessions grows shorter.
    """
    counters, _ = GuessCounter.objects.filter(window_start__lt=at - KEPT).delete()
    devices, _ = UserSession.objects.filter(last_seen_at__lt=at - KEPT).delete()
    sessions, _ = Session.objects.filter(expire_date__lt=at).delete()
    return Pruned(counters, sessions, devices)
