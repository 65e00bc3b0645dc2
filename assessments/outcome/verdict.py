"""What the readings of one wording come to, in whatever order they were given. Pure."""

from collections.abc import Sequence
from enum import StrEnum

# So many readers must agree, or differ before a third one decides.
TWO = 2


class Verdict(StrEnum):
    """Open: too few readings. Split: two readers differ and a third person has to decide."""

    OPEN = "open"
    SPLIT = "split"
    RIGHT = "right"
    WRONG = "wrong"


def verdict_of(readings: Sequence[bool]) -> Verdict:
    """Two equal readings decide; of two that differ the third one makes two equal ones."""
    right = sum(readings)
    if right >= TWO:
        return Verdict.RIGHT
    if len(readings) - right >= TWO:
        return Verdict.WRONG
    return Verdict.SPLIT if len(readings) == TWO else Verdict.OPEN
