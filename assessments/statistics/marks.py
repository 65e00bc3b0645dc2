"""Marks of attempts at items as whole numbers of a small unit, so that sums are exact. Pure.

0.1 + 0.2 is not 0.3 in binary: with rounding, an item on which everybody has the same would seem
to vary. Marks typed as decimals, and fractions of points, are whole numbers of some 1/`unit`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm, log10

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Column = Sequence[int] | Whole
Flags = npt.NDArray[np.bool_]

# Far below 2^53, so that differences stay exact as floats; totals must stay below 2^62.
_LARGEST = 2**50
_LARGEST_TOTAL = 2**62


@dataclass(frozen=True)
class Marks:
    """`whole[attempt, item]` / `unit` is a mark; `maxima` the best possible one of each item.

    `seen` says which items an attempt had: where it did not, the mark is 0 and does not count.
    """

    items: Sequence[str]
    whole: Whole
    unit: float
    maxima: Floats
    seen: Flags

    @property
    def n(self) -> int:
        """The number of attempts."""
        return self.whole.shape[0]

    @property
    def complete(self) -> bool:
        """Whether every attempt had every item."""
        return bool(self.seen.all())

    @property
    def totals(self) -> Whole:
        """The total of each attempt, in units."""
        return self.whole.sum(axis=1, dtype=np.int64)

    @property
    def offered(self) -> Floats:
        """The best possible total of each attempt, in marks."""
        return self.seen @ self.maxima


def marks_from_decimals(
    items: Sequence[str], values: Floats, *, decimals: int, maxima: Floats | None = None
) -> Marks:
    """Marks written with at most so many decimals; every attempt had every item.

    Without `maxima` the maximum of an item is the largest mark in it, or 1 where none is above 1.
    More digits than a float holds are rounded in the sixteenth.
    """
    count = len(items)
    largest = float(np.abs(values).max(initial=0.0))
    limit = min(_LARGEST, _LARGEST_TOTAL // max(count, 1))
    room = floor(log10(limit / largest)) if largest > 0 else 0
    unit = 10.0 ** min(decimals, room)
    if maxima is None:
        maxima = np.maximum(values.max(axis=0, initial=-np.inf), 1.0)
    whole = np.rint(values * unit).astype(np.int64)
    return Marks(items, whole, unit, maxima, np.ones(whole.shape, dtype=np.bool_))


def marks_from_cells(
    items: Sequence[str],
    attempts: int,
    cells: tuple[Column, Column, Column],
    *,
    values: Sequence[Fraction],
    maxima: Sequence[Fraction],
) -> Marks:
    """Exact marks from three columns: attempt, item, and the place of the mark in `values`.

    An attempt did not have the items for which it has no cell.
    """
    unit = lcm(*(mark.denominator for mark in values))
    largest = max((abs(mark) for mark in values), default=Fraction(0))
    if largest * unit > min(_LARGEST, _LARGEST_TOTAL // max(len(items), 1)):
        unit = 10**12
    rows, places, marks = (np.array(column, dtype=np.int64) for column in cells)
    whole = np.zeros((attempts, len(items)), dtype=np.int64)
    seen = np.zeros(whole.shape, dtype=np.bool_)
    whole[rows, places] = np.array([round(mark * unit) for mark in values], dtype=np.int64)[marks]
    seen[rows, places] = True
    return Marks(items, whole, float(unit), np.array([float(one) for one in maxima]), seen)
