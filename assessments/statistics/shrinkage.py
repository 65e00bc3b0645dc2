"""Estimates of many items from little data, drawn towards « no difference ». Pure.

Two groups of items: most differ between the languages hardly at all, a few grossly (a wrong
translation). The share of the second group is learnt from all items together (empirical Bayes);
docs/statistics.md says why not one bell curve for all.
"""

from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from assessments.statistics.marks import Floats

# Deviations of the true differences, in log odds: ordinary items, and items that went wrong.
ORDINARY, GROSS = 0.15, 1.0
_ROOT_2 = sqrt(2)
# The share of gross items is about one in ten before any data: Beta(1, 9).
_SHARES = np.linspace(0.005, 0.6, 60)
_PRIOR = 8 * np.log1p(-_SHARES)


@dataclass(frozen=True)
class Shrunken:
    """A mixture of two normal curves: what is believed of one item's difference."""

    weights: tuple[float, float]
    means: tuple[float, float]
    deviations: tuple[float, float]

    @property
    def mean(self) -> float:
        """The expected difference."""
        return sum(w * m for w, m in zip(self.weights, self.means, strict=True))

    def below(self, limit: float) -> float:
        """The probability of a difference below the limit."""
        (w, v), (m, k), (d, e) = self.weights, self.means, self.deviations
        first, second = erf((limit - m) / (d * _ROOT_2)), erf((limit - k) / (e * _ROOT_2))
        return (w * (1 + first) + v * (1 + second)) / 2

    def quantile(self, probability: float) -> float:
        """The limit below which the difference lies with this probability, to 0.00001."""
        reach = 6 * max(self.deviations)
        low, high = min(self.means) - reach, max(self.means) + reach
        while high - low > 1e-5:
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < probability else (low, middle)
        return (low + high) / 2


def shrink(estimates: Floats, variances: Floats) -> list[Shrunken]:
    """What is believed of each item, given the estimates of all with their variances."""
    ordinary, gross = (_density(estimates, variances + sd**2) for sd in (ORDINARY, GROSS))
    mixed = (1 - _SHARES[:, None]) * ordinary + _SHARES[:, None] * gross
    logs = _PRIOR + np.log(np.maximum(mixed, 1e-300)).sum(axis=1)
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    odd = weights @ (_SHARES[:, None] * gross / np.maximum(mixed, 1e-300))
    kept = [sd**2 / (sd**2 + variances) for sd in (ORDINARY, GROSS)]
    return [
        Shrunken(
            (1 - share, share),
            (float(kept[0][at] * estimate), float(kept[1][at] * estimate)),
            (float(sqrt(kept[0][at] * variance)), float(sqrt(kept[1][at] * variance))),
        )
        for at, (share, estimate, variance) in enumerate(
            zip(odd.tolist(), estimates.tolist(), variances.tolist(), strict=True)
        )
    ]


def _density(estimates: Floats, variances: Floats) -> Floats:
    return np.exp(-(estimates**2) / (2 * variances)) / np.sqrt(variances)
