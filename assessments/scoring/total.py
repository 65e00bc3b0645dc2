"""The total of an attempt: an exact sum, rounded once, in the one place that rounds."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from assessments.outcome.rounding import Exact, exact, round_half_up


def attempt_total(items: Iterable[tuple[Exact, Exact]]) -> Fraction:
    """100 × sum of fraction × points / sum of points, exact, from (fraction, points) pairs.

    Raises ValueError for a fraction outside 0..1, negative points, or no points at all.
    """
    earned = offered = Fraction(0)
    for fraction, points in items:
        part, worth = exact(fraction), exact(points)
        if not 0 <= part <= 1 or worth < 0:
            raise ValueError(f"fraction {fraction} of {points} points")
        earned += part * worth
        offered += worth
    if offered == 0:
        raise ValueError("an attempt without points has no total")
    return 100 * earned / offered


def attempt_score(items: Iterable[tuple[Exact, Exact]]) -> Decimal:
    """The total as stored and shown: out of 100, two decimals, half up (round-half-up-v1)."""
    return round_half_up(attempt_total(items))
