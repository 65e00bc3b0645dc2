"""Verbs of answering: what a page or its script sends becomes an append-only step, or nothing.

A page carries a UUID made when it was rendered; the ids of all steps that come from it begin with
the page's first 16 hexadecimal digits. So the server knows what a page has said before, and a page
sent twice, gone back to, changed and sent again, or left open in another tab is understood.
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from assessments import refusals
from assessments.attempting import save_step
from assessments.digests import digest
from assessments.grading import steps_of
from assessments.kinds.registry import kind_of
from assessments.models import Attempt, AttemptItem, AttemptStep
from assessments.refusals import Refusal
from assessments.replay import ANSWER, Step, next_sequence

# Hexadecimal digits that the steps of a page share with it.
SHARED = 16


@dataclass(frozen=True)
class Page:
    """What a player page says about itself when it is sent.

    `shown` is the response it was rendered with, `sequence` a number its script has not used yet.
    """

    page: uuid.UUID
    shown: Any
    sequence: int


@dataclass(frozen=True)
class SentStep:
    """An answer as the script sends it; `elapsed` in seconds since the start as it saw them."""

    client_id: uuid.UUID
    sequence: int
    position: int
    values: tuple[str, ...]
    language: str
    elapsed: int


def step_id(page: uuid.UUID, *said: Any) -> uuid.UUID:
    """The id of a step that a page makes by saying this: equal words, equal id."""
    return uuid.UUID(hex=page.hex[:SHARED] + digest([page.hex, *said])[:SHARED])


def said_anew(
    steps: Iterable[Step], *, page: uuid.UUID, position: int, shown: Any, response: Any
) -> uuid.UUID | None:
    """The id of the new step when a page sends this response, or None when it says nothing new.

    A page speaks when its answer differs from what it said last, or, if it never spoke, from what
    it was rendered with: sent twice it has no effect; changed after going back it is heard, also
    when it returns to an earlier answer; left open elsewhere and sent unchanged it undoes nothing.
    """
    own = [
        step
        for step in steps
        if step.action == ANSWER
        and step.position == position
        and step.client_id.replace("-", "").startswith(page.hex[:SHARED])
    ]
    last = max(own, key=lambda step: (step.sequence, step.client_id)).response if own else shown
    return None if response == last else step_id(page, position, response, len(own))


def answer_from_page(
    *,
    attempt: Attempt,
    position: int,
    page: Page,
    values: Sequence[str],
    language: str,
    at: datetime.datetime,
    turn_to: str = "",
) -> bool:
    """Store what the form of one item sent, if it says something new; True when it did.

    `turn_to` is the language the reader turns the item to: it is noted as a step of its own, after
    the answer. Raises Refusal as `save_step` does.
    """
    response = _response(attempt, position, values)
    steps = steps_of(attempt)
    sequence = max(next_sequence(steps), page.sequence)
    store = partial(
        save_step, attempt=attempt, position=position, elapsed=_elapsed(attempt, at), at=at
    )
    new = said_anew(steps, page=page.page, position=position, shown=page.shown, response=response)
    saved = new is not None and store(
        client_id=new,
        sequence=sequence,
        action=ANSWER,
        response=response,
        language=language,
    )
    if turn_to and turn_to != language:
        store(
            client_id=step_id(page.page, position, turn_to, sequence),
            sequence=sequence + 1,
            action=AttemptStep.Action.LANGUAGE,
            response=None,
            language=turn_to,
        )
    return saved


def answer_from_script(*, attempt: Attempt, sent: SentStep, at: datetime.datetime) -> bool:
    """Store a step that the script sent, in whatever order it arrives; False when it was there.

    Raises Refusal as `save_step` does.
    """
    return save_step(
        attempt=attempt,
        client_id=sent.client_id,
        sequence=sent.sequence,
        action=ANSWER,
        position=sent.position,
        response=_response(attempt, sent.position, sent.values),
        language=sent.language,
        elapsed=sent.elapsed,
        at=at,
    )


def standing_response(attempt: Attempt, position: int) -> Any:
    """The answer that stands for one item, as `replay.standing_answers` ranks; None without one."""
    ranked = attempt.steps.filter(position=position, action=ANSWER).order_by(
        "-sequence", "-client_id"
    )
    return ranked.values_list("response", flat=True).first()


def _response(attempt: Attempt, position: int, values: Sequence[str]) -> Any:
    item = (
        AttemptItem.objects.filter(attempt=attempt, position=position)
        .values_list("version__question__kind", "version__structure")
        .first()
    )
    if item is None:
        raise Refusal(refusals.NO_SUCH_ITEM)
    kind, structure = item
    return kind_of(kind).read(structure, values)


def _elapsed(attempt: Attempt, at: datetime.datetime) -> int:
    return max(0, int((at - attempt.started_at).total_seconds()))
