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

from assessments import refusals, states
from assessments.attempting import save_step
from assessments.digests import digest
from assessments.grading import steps_of
from assessments.kinds.registry import kind_of
from assessments.models import Attempt, AttemptStep, LateStep
from assessments.refusals import Refusal
from assessments.replay import ANSWER, FLAG, SHOWN, Step, flagged, next_sequence
from assessments.standing import item_at, standing_response

# Hexadecimal digits that the steps of a page share with it.
SHARED = 16
# Refusals of an answer that may have been given in time.
TOO_LATE = frozenset({refusals.OVER, refusals.TIME_IS_UP})


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
    """A step as the script sends it; `elapsed` in seconds since the start as it saw them.

    `values` are those of the form for an answer, ["on"] or nothing for a flag.
    """

    client_id: uuid.UUID
    sequence: int
    position: int
    values: tuple[str, ...]
    language: str
    elapsed: int
    action: str = ANSWER


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
    flag: bool | None = None,
) -> bool:
    """Store what the form of one item sent, if it says something new; True when it did.

    `turn_to` is the language the reader turns the item to, `flag` the mark to come back to as the
    form shows it (None where it was not part of the form): each is noted as a step of its own.
    Raises Refusal as `save_step` does.
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
    if flag is not None and flag != (position in flagged(steps)):
        store(
            client_id=step_id(page.page, position, FLAG, flag, sequence),
            sequence=sequence,
            action=FLAG,
            response=flag,
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


def answer_carried(
    *,
    attempt: Attempt,
    position: int,
    page: Page,
    values: Sequence[str],
    language: str,
    given_at: datetime.datetime,
    at: datetime.datetime,
    flag: bool | None = None,
) -> bool:
    """Store what a page sent at `given_at`, while its author had to sign in again.

    As `answer_from_page`; where the end came in between it is kept as a late step, and the Refusal
    raised all the same.
    """
    try:
        return answer_from_page(
            attempt=attempt,
            position=position,
            page=page,
            values=values,
            language=language,
            at=at,
            flag=flag,
        )
    except Refusal as refusal:
        if refusal.code in TOO_LATE:
            response = _response(attempt, position, values)
            said = {
                "client_id": step_id(page.page, position, response, 0),
                "sequence": page.sequence,
                "action": ANSWER,
                "position": position,
                "response": response,
                "language": language,
                "elapsed": _elapsed(attempt, given_at),
            }
            keep_late(attempt=attempt, said=said, refused=refusal.code, at=at)
        raise


def step_from_script(*, attempt: Attempt, sent: SentStep, at: datetime.datetime) -> bool:
    """Store a step that the script sent, in whatever order it arrives; False when it was there.

    An answer that was given in time, by the client's own count, and arrives after the end is kept
    as a late step for a person to decide. Raises Refusal as `save_step` does.
    """
    response: Any = None
    if sent.action == ANSWER:
        response = _response(attempt, sent.position, sent.values)
    elif sent.action == FLAG:
        response = bool(sent.values)
    said = {
        "client_id": sent.client_id,
        "sequence": sent.sequence,
        "action": sent.action,
        "position": sent.position,
        "response": response,
        "language": sent.language,
        "elapsed": sent.elapsed,
    }
    try:
        return save_step(attempt=attempt, at=at, **said)
    except Refusal as refusal:
        if sent.action == ANSWER and refusal.code in TOO_LATE:
            keep_late(attempt=attempt, said=said, refused=refusal.code, at=at)
        raise


def keep_late(
    *, attempt: Attempt, said: dict[str, Any], refused: str, at: datetime.datetime
) -> None:
    """Keep an answer that came too late, if it was given before the end: nothing is thrown away.

    What was given after the end, or says what stands already, is let go.
    """
    end = attempt.submitted_at or attempt.deadline_at
    given = attempt.started_at + datetime.timedelta(seconds=said["elapsed"])
    if end is None or given > end or attempt.state == states.CANCELLED:
        return
    if standing_response(attempt, said["position"]) == said["response"]:
        return
    LateStep.objects.get_or_create(
        attempt=attempt,
        client_id=said["client_id"],
        defaults={**said, "received_at": at, "refused": refused},
    )


def note_shown(
    *, attempt: Attempt, position: int, language: str, page: uuid.UUID, at: datetime.datetime
) -> None:
    """Note that an item was shown in a language for the first time: one query.

    It decides no mark, so it needs no lock; noted twice, the second has no effect.
    """
    step = AttemptStep(
        attempt=attempt,
        client_id=step_id(page, position, SHOWN, language),
        sequence=0,
        action=SHOWN,
        position=position,
        language=language,
        elapsed=_elapsed(attempt, at),
        received_at=at,
    )
    AttemptStep.objects.bulk_create([step], ignore_conflicts=True)


def _response(attempt: Attempt, position: int, values: Sequence[str]) -> Any:
    item = item_at(attempt, position)
    if item is None:
        raise Refusal(refusals.NO_SUCH_ITEM)
    kind, structure = item
    # No keyboard sends a NUL or half a character and no database keeps them: the rest is not lost.
    texts = [value.replace("\0", "").encode(errors="ignore").decode() for value in values]
    return kind_of(kind).read(structure, texts)


def _elapsed(attempt: Attempt, at: datetime.datetime) -> int:
    return max(0, int((at - attempt.started_at).total_seconds()))
