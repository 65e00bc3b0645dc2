"""Learning gain between pre-test and post-test (R20)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.outcome.rounding import Exact, exact, round_half_up


@dataclass(frozen=True)
class CohortGain:
    """`n` trainees took both tests; `g` is the mean of the `n_defined` normalised gains.

    `gain` is the mean of post − pre in points. Both are rounded to two decimals, and None
    without anyone to average. n is always printed with them.
    """

    n: int
    n_defined: int
    gain: Decimal | None
    g: Decimal | None


def normalised_gain(pre: Exact, post: Exact) -> Fraction | None:
    """g = (post − pre)/(100 − pre), exact; None when pre is 100 (nothing left to learn)."""
    room = 100 - exact(pre)
    return None if room == 0 else (exact(post) - exact(pre)) / room


def cohort_gain(tests: Iterable[tuple[Exact | None, Exact | None]]) -> CohortGain:
    """R20 over (pre, post) pairs; a trainee with only one of the tests is left out."""
    pairs = [
        (exact(pre), exact(post)) for pre, post in tests if pre is not None and post is not None
    ]
    defined = [g for g in (normalised_gain(pre, post) for pre, post in pairs) if g is not None]
    return CohortGain(
        n=len(pairs),
        n_defined=len(defined),
        gain=_mean([post - pre for pre, post in pairs]),
        g=_mean(defined),
    )


def _mean(values: list[Fraction]) -> Decimal | None:
    return round_half_up(sum(values, Fraction(0)) / len(values)) if values else None
