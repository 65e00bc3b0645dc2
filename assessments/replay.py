"""Rebuilding an attempt from its steps. Pure.

Steps may arrive late, twice and in any order: for each item the answer with the highest
(sequence, client id) stands, and so for the flag: every permutation and repetition gives the same
result.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ANSWER = "answer"
FLAG = "flag"
SHOWN = "shown"
LANGUAGE = "language"


@dataclass(frozen=True)
class Step:
    """One step as it lies in the table; `client_id` is the text of the UUID."""

    client_id: str
    sequence: int
    action: str
    position: int | None
    response: Any
    language: str


@dataclass(frozen=True)
class Standing:
    """What stands for one item: the response, and the language it was given in."""

    response: Any
    language: str
    sequence: int


def standing_answers(steps: Iterable[Step]) -> dict[int, Standing]:
    """Position → the answer that stands. Items never answered are absent; an emptied answer
    (response None or []) stands as such."""
    return {
        position: Standing(step.response, step.language, step.sequence)
        for position, step in _standing(steps, ANSWER).items()
    }


def flagged(steps: Iterable[Step]) -> set[int]:
    """Positions marked to come back to."""
    return {position for position, step in _standing(steps, FLAG).items() if step.response}


def seen(steps: Iterable[Step]) -> set[tuple[int, str]]:
    """(position, language) of every face the trainee has seen, answered or turned to."""
    return {(step.position, step.language) for step in steps if step.position is not None}


def _standing(steps: Iterable[Step], action: str) -> dict[int, Step]:
    best: dict[int, tuple[tuple[int, str], Step]] = {}
    for step in steps:
        if step.action != action or step.position is None:
            continue
        rank = (step.sequence, step.client_id)
        if step.position not in best or rank > best[step.position][0]:
            best[step.position] = (rank, step)
    return {position: step for position, (_, step) in sorted(best.items())}


def next_sequence(steps: Iterable[Step]) -> int:
    """A sequence number above all that were received."""
    return max((step.sequence for step in steps), default=0) + 1
