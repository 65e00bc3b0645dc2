"""Means, variances and covariances of columns, exact where it decides something. Pure.

Columns are whole numbers; rows that a column does not count are given by `seen`. Sample moments
throughout (divided by n − 1).
"""

from dataclasses import dataclass

import numpy as np

from assessments.statistics.marks import Flags, Floats, Whole

# A covariance this small beside both deviations is rounding or exactly 0: decided exactly.
_DOUBTFUL = 1e-9
_BEYOND = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Columns:
    """Columns with their counts, means (in the columns' unit) and deviations from the mean.

    `varies` is exact: whether two counted values differ. Deviations are 0 where a row is not
    counted.
    """

    whole: Whole
    seen: Flags
    counts: Whole
    means: Floats
    deviations: Floats
    varies: Flags

    @property
    def variances(self) -> Floats:
        """Sample variances; nan below two values, exactly 0 where nothing varies."""
        return _per_degree(np.einsum("ij,ij->j", self.deviations, self.deviations), self.counts)


def columns(whole: Whole, seen: Flags) -> Columns:
    """Centre columns of whole numbers, each on the rows that it counts."""
    counts = seen.sum(axis=0)
    counted = np.where(seen, whole, 0)
    # Exact sums, unless they could overflow.
    fits = float(np.abs(counted).max(initial=0)) * len(counted) < _BEYOND / 2
    sums = counted.sum(axis=0, dtype=np.int64 if fits else np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = sums / counts
    base = _base(means)
    # Exact as whole numbers, exact as floats: only the rest of the mean is rounded.
    deviations = np.where(seen, whole - base, 0).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        rest = deviations.sum(axis=0) / counts
    deviations -= np.where(seen, np.nan_to_num(rest), 0.0)
    top = np.where(seen, whole, -_BEYOND).max(axis=0, initial=-_BEYOND)
    bottom = np.where(seen, whole, _BEYOND).min(axis=0, initial=_BEYOND)
    varies = (top > bottom) & (counts > 1)
    deviations[:, ~varies] = 0.0
    return Columns(whole, seen, counts, means if fits else base + rest, deviations, varies)


def covariances(one: Columns, other: Columns) -> Floats:
    """Sample covariance of each pair of columns counted on the same rows; 0 is exactly 0."""
    sums = np.einsum("ij,ij->j", one.deviations, other.deviations)
    found = _per_degree(sums, one.counts)
    with np.errstate(invalid="ignore"):
        small = np.abs(found) <= _DOUBTFUL * np.sqrt(one.variances * other.variances)
    for column in np.flatnonzero(small & one.varies & other.varies):
        rows = one.seen[:, column]
        found[column] = _exact(one.whole[rows, column], other.whole[rows, column])
    return found


def largest_covariances(one: Columns, other: Columns) -> Floats:
    """What the covariance would be if the best mark stood beside the best other mark, and so on."""
    sums = np.einsum("ij,ij->j", _sorted(one), _sorted(other))
    return _per_degree(sums, one.counts)


def correlations(one: Columns, other: Columns, covariance: Floats) -> Floats:
    """Pearson's correlation of each pair of columns; nan where one of them does not vary."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found = covariance / (np.sqrt(one.variances) * np.sqrt(other.variances))
    # Rounding must not lead beyond a perfect correlation.
    return np.where(one.varies & other.varies, np.clip(found, -1.0, 1.0), np.nan)


def _sorted(given: Columns) -> Floats:
    # Rows that do not count go to the end of every column and are worth nothing there.
    ordered = np.sort(np.where(given.seen, given.whole, _BEYOND), axis=0)
    base = _base(given.means)
    counted = np.arange(len(ordered))[:, None] < given.counts
    rest = np.nan_to_num(given.means - base)
    return np.where(counted, np.where(counted, ordered - base, 0) - rest, 0.0)


def _base(means: Floats) -> Whole:
    """A whole number near each mean."""
    return np.rint(np.nan_to_num(means)).astype(np.int64)


def _exact(one: Whole, other: Whole) -> float:
    first, second = one.tolist(), other.tolist()
    n = len(first)
    product = sum(a * b for a, b in zip(first, second, strict=True))
    return (n * product - sum(first) * sum(second)) / (n * (n - 1))


def _per_degree(sums: Floats, counts: Whole) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(counts > 1, sums / (counts - 1), np.nan)
