"""How far two assessors agree (how severe each one is: `severity.py`). Pure.

Levels are whole numbers of a rubric (0 to 4); marks are any numbers. Raw agreement and the number
of pairs always stand beside kappa: when nearly everybody gets the same level, kappa is low although
the assessors agree (the paradox of prevalence). Formulas and sources: docs/statistics.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessments.statistics.figures import NOTHING_BELOW, TOO_FEW, Figure, is_indicative
from assessments.statistics.kappa import Weights, kappa, level_pairs
from assessments.statistics.means import mean_with_interval

# Verdicts on the agreement of two assessors, from Landis and Koch (1977), in plainer words.
POOR, SLIGHT, FAIR, MODERATE, GOOD, VERY_GOOD = (
    "agreement-poor",
    "agreement-slight",
    "agreement-fair",
    "agreement-moderate",
    "agreement-good",
    "agreement-very-good",
)
# Raw agreement is high and kappa low: one level is so frequent that kappa says little.
PREVALENCE = "agreement-prevalence"
UNKNOWN = "agreement-unknown"
AGREEMENT_VERDICTS = (POOR, SLIGHT, FAIR, MODERATE, GOOD, VERY_GOOD, PREVALENCE, UNKNOWN)
_BANDS = ((0.0, POOR), (0.2, SLIGHT), (0.4, FAIR), (0.6, MODERATE), (0.8, GOOD))


@dataclass(frozen=True)
class Agreement:
    """Two assessors on the same `n` things.

    `exact` and `adjacent` (at most one level apart) in per cent; `kappa` and `weighted` from −1 to
    1; `mean_difference` = first minus second and `distance` = mean of the absolute differences, in
    levels. `indicative`: too few pairs for more than a hint.
    """

    n: int
    exact: Figure
    adjacent: Figure
    kappa: Figure
    weighted: Figure
    mean_difference: Figure
    distance: Figure
    verdict: str

    @property
    def indicative(self) -> bool:
        """Whether « indicative only » belongs beside the figures."""
        return is_indicative(self.n)


def agree(
    first: Sequence[int],
    second: Sequence[int],
    *,
    levels: Sequence[int],
    weights: Weights = "quadratic",
) -> Agreement:
    """Compare two lists of levels, pair by pair; `levels` are all that could have been given.

    `weights` are those of `weighted`: quadratic unless told otherwise. Below two pairs every figure
    is undefined. Raises ValueError for lists of unequal length and for a level off the scale.
    """
    pairs = level_pairs(first, second, levels)
    n = len(pairs)
    if n < NOTHING_BELOW:
        nothing = Figure(why=TOO_FEW)
        return Agreement(n, nothing, nothing, nothing, nothing, nothing, nothing, UNKNOWN)
    apart = np.abs(pairs[:, 0] - pairs[:, 1])
    exact = float(100 * np.mean(apart == 0))
    weighted = kappa(first, second, levels=levels, weights=weights)
    return Agreement(
        n,
        Figure(exact),
        Figure(float(100 * np.mean(apart <= 1))),
        kappa(first, second, levels=levels, weights="none"),
        weighted,
        mean_with_interval(pairs[:, 0] - pairs[:, 1]),
        Figure(float(np.mean(apart))),
        agreement_verdict(weighted, exact=exact),
    )


def agreement_verdict(weighted: Figure, *, exact: float) -> str:
    """The code of the plain words for a kappa, given the exact agreement in per cent."""
    if weighted.value is None:
        return UNKNOWN if weighted.why == TOO_FEW else PREVALENCE
    if exact >= 80 and weighted.value < 0.4:
        return PREVALENCE
    if weighted.value < 0:
        return POOR
    return next((code for limit, code in _BANDS if weighted.value <= limit), VERY_GOOD)
