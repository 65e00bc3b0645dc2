"""Choices from a seed: the same seed always chooses the same, on every machine. Pure.

Method `sha256-stream-v1`: the n-th choice among k is SHA-256(seed ‖ purpose ‖ n) modulo k. Nothing
here may change: what an attempt drew must be drawn again in ten years.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A row of choices; each call makes the next one."""

    def __init__(self, seed: str, purpose: str) -> None:
        self._start = f"{seed}\x1f{purpose}"
        self._made = 0

    def below(self, count: int) -> int:
        """A number from 0 to count - 1."""
        text = f"{self._start}\x1f{self._made}"
        self._made += 1
        return int(hashlib.sha256(text.encode()).hexdigest(), 16) % count

    def one(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[self.below(len(things))]

    def text(self, letters: str, length: int) -> str:
        """A text of so many of these letters."""
        return "".join(self.one(letters) for _ in range(length))
