"""What a page without script sends once its session has ended: kept over the sign-in.

It waits on the server, in the session of whoever is signed out; the browser gets nothing but the
address of the sign-in. Only its author takes it up, once, within the hour; when anybody else signs
in there it is gone. `carrying` has the answers of a quiz, `carrying_plans` the action plan.
"""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

KEPT = "answers-over-sign-in"
MOST_KEPT = 60
KEPT_FOR = datetime.timedelta(hours=1)
# Characters of all its fields: more than any answer has, and more than a plan.
LONGEST = 20_000


def put_by(
    request: HttpRequest, *, about: str, part: int, person: int, said: dict[str, Any], told: str
) -> None:
    """Keep what was said for the person it belongs to, in place of what the same part said before,
    and say so on the page of the sign-in.

    `about` names what it is about, `part` which part of it.
    """
    kept = {
        "about": about,
        "part": part,
        "person": person,
        "said": said,
        "at": timezone.now().isoformat(),
    }
    others = [
        one
        for one in request.session.get(KEPT, [])
        if (one.get("about"), one.get("part")) != (about, part)
    ]
    _put(request.session, [*others, kept][-MOST_KEPT:])
    request.session.set_expiry(int(KEPT_FOR.total_seconds()))
    messages.info(request, told)


def taken(
    request: HttpRequest, *, about: str, owner: int, at: datetime.datetime
) -> list[dict[str, Any]]:
    """What waits about this, out of the session: of the reader's own, where the reader is its
    owner, what came within the hour."""
    waiting = request.session.get(KEPT)
    if not waiting:
        return []
    found = [one for one in waiting if one.get("about") == about]
    _put(request.session, [one for one in waiting if one not in found])
    return [
        one
        for one in found
        if one["person"] == request.user.pk == owner and at - moment_of(one) <= KEPT_FOR
    ]


def moment_of(kept: dict[str, Any]) -> datetime.datetime:
    """When it was sent."""
    return datetime.datetime.fromisoformat(kept["at"])


def forget_those_of_others(session: SessionBase, person: int | None) -> None:
    """Somebody has signed in: what waits for another person does not wait here."""
    if KEPT in session:
        _put(session, [one for one in session[KEPT] if one["person"] == person])


def _put(session: SessionBase, waiting: list[dict[str, Any]]) -> None:
    if waiting:
        session[KEPT] = waiting
    else:
        session.pop(KEPT, None)
