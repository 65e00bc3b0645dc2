"""Two groups compared on each item inside bands of equal ability: sums that add up. Pure.

Sums of different quizzes or cohorts are added, item by item, before anything is divided: pooling
never mixes people of different bands. Formulas and sources: docs/statistics.md.
"""

from dataclasses import astuple, dataclass

import numpy as np

from assessments.statistics.ability import Bands
from assessments.statistics.marks import Flags, Floats


@dataclass(frozen=True)
class ItemSums:
    """One item: reference and focal group, in shares of the item's maximum (0 to 1).

    `excess` = Σ (focal sum − its expectation inside the band) and `variance` of it under equality
    (Mantel); the next five belong to the odds ratio of Mantel and Haenszel with the variance of
    Robins, Breslow and Greenland, where every mark is 0 or all; then the standardised difference,
    and the moments of the mark over both groups.
    """

    reference: float = 0.0
    focal: float = 0.0
    excess: float = 0.0
    variance: float = 0.0
    r: float = 0.0
    s: float = 0.0
    pr: float = 0.0
    ps_qr: float = 0.0
    qs: float = 0.0
    difference: float = 0.0
    weight: float = 0.0
    difference_variance: float = 0.0
    total: float = 0.0
    squares: float = 0.0
    partial: float = 0.0

    def __add__(self, other: "ItemSums") -> "ItemSums":
        return ItemSums(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def stratified_sums(
    shares: Floats, bands: Bands, *, reference: Flags, focal: Flags
) -> list[ItemSums]:
    """The sums of every column of `shares[attempt, item]`, over the bands of the attempts.

    `reference` and `focal` say for each cell to which group its answer belongs; cells of neither
    do not count.
    """
    count = int(bands.max(initial=0)) + 1
    inside = (bands[:, None] == np.arange(count)).astype(np.float64).T
    both = reference | focal
    marks, squares = np.where(both, shares, 0.0), np.where(both, shares**2, 0.0)
    n_reference, n_focal = inside @ reference, inside @ focal
    sum_both, sum_squares = inside @ marks, inside @ squares
    sum_focal = inside @ np.where(focal, shares, 0.0)
    sum_reference = sum_both - sum_focal
    n = n_reference + n_focal
    usable = (n_reference > 0) & (n_focal > 0)

    def per(value: Floats, by: Floats) -> Floats:
        return np.divide(value, by, out=np.zeros_like(value), where=usable)

    excess = np.where(usable, sum_focal - per(n_focal * sum_both, n), 0.0)
    spread = np.maximum(n * sum_squares - sum_both**2, 0.0)
    variance = per(n_reference * n_focal * spread, n**2 * (n - 1))
    # Two by two tables: a, b the reference group right and wrong; c, d the focal group.
    a, b, c, d = sum_reference, n_reference - sum_reference, sum_focal, n_focal - sum_focal
    p, q, r, s = per(a + d, n), per(b + c, n), per(a * d, n), per(b * c, n)
    difference = np.where(usable, n_focal, 0.0) * (
        per(sum_focal, n_focal) - per(sum_reference, n_reference)
    )
    difference_variance = per(n**2 * variance, n_reference**2)
    columns = (
        *(both & reference, both & focal),
        *(excess, variance, r, s, p * r, p * s + q * r, q * s),
        *(difference, np.where(usable, n_focal, 0.0), difference_variance),
        *(marks, squares, (marks > 0) & (marks < 1) | (marks < 0)),
    )
    table = np.array([column.sum(axis=0, dtype=np.float64) for column in columns])
    return [ItemSums(*values) for values in table.T.tolist()]
