"""Reading what the player sends: the form of an item, and the script's steps as JSON."""

import json
import uuid
from typing import Any

from django.http import QueryDict

from assessments.answering import Page, SentStep
from assessments.replay import ANSWER, FLAG, LANGUAGE, SHOWN

LANGUAGES = ("fr", "en")
# Far above any honest count, far below what the column holds.
MOST = 1_000_000
MOST_VALUES = 60
# What the script may say; the rest is said by the server.
FROM_SCRIPT = (ANSWER, FLAG, SHOWN, LANGUAGE)


class NotUnderstood(ValueError):
    """What was sent is no step."""


def read_page(sent: QueryDict) -> Page:
    """What the page says about itself. One that was tampered with counts as a page of its own."""
    try:
        page = uuid.UUID(sent.get("page", ""))
    except ValueError:
        page = uuid.uuid4()
    try:
        shown = json.loads(sent.get("shown", "null"))
    except (ValueError, RecursionError):
        shown = None
    try:
        sequence = min(max(0, int(sent.get("sequence", "0"))), MOST)
    except ValueError:
        sequence = 0
    return Page(page, shown, sequence)


def read_turn(sent: QueryDict) -> str:
    """The language the reader turns to, or nothing."""
    turn = sent.get("flip", "")
    return turn if turn in LANGUAGES else ""


def read_step(body: bytes) -> SentStep:
    """One step of the script. Raises NotUnderstood."""
    try:
        return step_of(json.loads(body))
    except (ValueError, RecursionError):
        raise NotUnderstood from None


def step_of(sent: Any) -> SentStep:
    """One step as the script's journal has it. Raises NotUnderstood."""
    try:
        step = SentStep(
            client_id=uuid.UUID(sent["client_id"]),
            sequence=_whole(sent["sequence"]),
            position=_whole(sent["position"]),
            values=tuple(sent["values"]),
            language=sent["language"],
            elapsed=_whole(sent["elapsed"]),
            action=sent.get("action", ANSWER),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise NotUnderstood from None
    texts = all(isinstance(value, str) for value in step.values)
    known = step.language in LANGUAGES and step.action in FROM_SCRIPT
    if not texts or len(step.values) > MOST_VALUES or not known:
        raise NotUnderstood
    return step


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise NotUnderstood
    return value
