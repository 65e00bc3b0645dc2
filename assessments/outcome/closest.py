"""The third mark (4.3, step 4): the mean of the two closest of three."""

from collections.abc import Mapping
from fractions import Fraction


def closest_mark(marks: Mapping[str, Fraction]) -> tuple[Fraction, tuple[str, ...]]:
    """The mark and the names of the sheets it is the mean of.

    When the middle mark is exactly half-way, two pairs are equally close and the middle mark
    alone counts. 4.3 says it of the reserve sheet; where an assessor's sheet is the half-way one
    the text is silent, and the same rule is the only one that prefers neither side.
    """
    (low, low_mark), (middle, middle_mark), (high, high_mark) = sorted(
        marks.items(), key=lambda pair: (pair[1], pair[0])
    )
    below, above = middle_mark - low_mark, high_mark - middle_mark
    if below == above:
        return middle_mark, (middle,)
    pair = (low, middle) if below < above else (middle, high)
    return sum((marks[name] for name in pair), Fraction(0)) / 2, tuple(sorted(pair))
