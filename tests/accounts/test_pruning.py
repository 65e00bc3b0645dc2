"""The security log is kept thirty days."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command

from accounts.models import GuessCounter
from accounts.pruning import Pruned, prune_security
from accounts.throttle import CARD
from accounts.throttling import count_failure
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2016, 3, 1, 3, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def test_what_is_older_than_thirty_days_goes():
    user = make_user(roles=("registrar",))
    for days in (31, 29):
        count_failure(CARD, f"card {days}", at=AT - days * DAY)
        UserSession.objects.create(
            user=user,
            ip="192.0.2.1",
            user_agent="a browser",
            session_key=f"key {days}",
            last_seen_at=AT - days * DAY,
        )
    for days in (-1, 1):
        Session.objects.create(session_key=f"s{days}", expire_date=AT + days * DAY)
    assert prune_security(at=AT) == Pruned(counters=1, sessions=1, devices=1)
    assert prune_security(at=AT) == Pruned(0, 0, 0)
    assert GuessCounter.objects.get().window_start == AT - 29 * DAY


def test_the_command_says_what_it_did(capsys):
    count_failure(CARD, "x", at=AT)
    call_command("prune_security")
    assert capsys.readouterr().out == "1 counters, 0 sessions, 0 devices\n"
