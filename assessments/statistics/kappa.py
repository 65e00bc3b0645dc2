"""Cohen's kappa and weighted kappa of two assessors, with their interval. Pure.

Formulas and sources: docs/statistics.md.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from assessments.statistics.figures import NO_VARIATION, NOTHING_BELOW, TOO_FEW, Figure
from assessments.statistics.means import Z_975

Weights = Literal["quadratic", "linear", "none"]


def kappa(
    first: Sequence[int],
    second: Sequence[int],
    *,
    levels: Sequence[int],
    weights: Weights = "quadratic",
) -> Figure:
    """Cohen's kappa (weights "none") or weighted kappa, with its large-sample 95 % interval.

    1 − observed / expected disagreement; the expected one from the margins. Interval: Fleiss, Cohen
    and Everitt (1969), cut at 1. Undefined when both always gave one and the same level.
    """
    pairs = level_pairs(first, second, levels)
    n = len(pairs)
    if n < NOTHING_BELOW:
        return Figure(why=TOO_FEW)
    scale = np.unique(np.asarray(levels, dtype=np.int64))
    counts = np.zeros((len(scale), len(scale)), dtype=np.int64)
    np.add.at(counts, tuple(np.searchsorted(scale, pairs.T)), 1)
    cost = _cost(scale, weights)
    seen, chance = counts.sum(axis=1), counts.sum(axis=0)
    # Whole numbers, so that a kappa on the edge of two words does not depend on rounding.
    expected_cost = int(seen @ cost @ chance)
    if expected_cost == 0:
        return Figure(why=NO_VARIATION)
    value = (expected_cost - n * int(np.sum(cost * counts))) / expected_cost
    closeness = 1 - cost / cost.max()
    expected = 1 - expected_cost / int(cost.max()) / n**2
    spread = (closeness @ chance)[:, None] / n + (seen @ closeness)[None, :] / n
    inner = np.sum(counts / n * (closeness - spread * (1 - value)) ** 2)
    variance = (inner - (value - expected * (1 - value)) ** 2) / (n * (1 - expected) ** 2)
    reach = Z_975 * float(np.sqrt(max(variance, 0.0)))
    return Figure(value, value - reach, min(value + reach, 1.0))


def _cost(scale: npt.NDArray[np.int64], weights: Weights) -> npt.NDArray[np.int64]:
    """What a disagreement costs: its square, its size, or 1 for any."""
    apart = np.abs(scale[:, None] - scale[None, :])
    if weights == "none":
        return (apart > 0).astype(np.int64)
    return apart**2 if weights == "quadratic" else apart


def level_pairs(
    first: Sequence[int], second: Sequence[int], levels: Sequence[int]
) -> npt.NDArray[np.int64]:
    """The levels as two columns. Raises ValueError for unequal lists and a level off the scale."""
    if len(first) != len(second):
        raise ValueError(f"{len(first)} levels against {len(second)}")
    off = (set(first) | set(second)) - set(levels)
    if off:
        raise ValueError(f"levels off the scale: {sorted(off)}")
    return np.array([first, second], dtype=np.int64).reshape(2, -1).T
