"""Classical test theory: the figures of a test and of its items. Pure.

The definitions are those of the issue's standard (Moodle's): sample variances everywhere; formulas,
sources and what is undefined when: docs/statistics.md. Nothing below two attempts.
"""

from dataclasses import dataclass

import numpy as np

from assessments.statistics.figures import (
    DRAWN_ITEMS,
    NEGATIVE_COVARIANCE,
    NO_MAXIMUM,
    NO_VARIATION,
    NOTHING_BELOW,
    ONE_ITEM,
    TOO_FEW,
    Figure,
    is_indicative,
)
from assessments.statistics.intervals import (
    alpha_interval,
    correlation_interval,
    share_interval,
)
from assessments.statistics.marks import Floats, Marks, Whole
from assessments.statistics.moments import (
    Columns,
    columns,
    correlations,
    covariances,
    largest_covariances,
)

# Nearer to a whole than this a share of variances is that whole.
ROUNDING = 1e-12


@dataclass(frozen=True)
class ItemStatistics:
    """One item over the `n` attempts that had it.

    Per cent: `facility`, `discrimination_index`, `discriminative_efficiency`, `effective_weight`.
    In marks: `sd`. From −1 to 1: `point_biserial` (with the total) and `item_rest` (with the other
    marks).
    """

    id: str
    n: int
    facility: Figure
    sd: Figure
    discrimination_index: Figure
    discriminative_efficiency: Figure
    effective_weight: Figure
    point_biserial: Figure
    item_rest: Figure

    @property
    def indicative(self) -> bool:
        """Whether « indicative only » belongs beside the figures."""
        return is_indicative(self.n)


@dataclass(frozen=True)
class TestStatistics:
    """A test over `n` attempts, and its items.

    In marks: `mean`, `sd`, `standard_error`; in per cent: `alpha` (may be negative), `error_ratio`.
    """

    __test__ = False  # not a test of pytest's

    n: int
    mean: Figure
    sd: Figure
    skewness: Figure
    kurtosis: Figure
    alpha: Figure
    error_ratio: Figure
    standard_error: Figure
    items: list[ItemStatistics]

    @property
    def indicative(self) -> bool:
        """Whether « indicative only » belongs beside the figures."""
        return is_indicative(self.n)


def analyse(marks: Marks) -> TestStatistics:
    """Every figure of a table of marks, in one pass over its columns.

    Where attempts had different items, each item is judged on the attempts that had it; alpha is
    taken over the places of the test instead (`alpha_over_places`), effective weights are
    undefined.
    """
    totals = marks.totals
    whole_test = columns(totals[:, None], np.ones((marks.n, 1), dtype=np.bool_))
    each = columns(marks.whole, marks.seen)
    test = _test(marks, whole_test, each)
    return TestStatistics(*test, items=_items(marks, totals, each))


def _test(
    marks: Marks, total: Columns, each: Columns
) -> tuple[int, Figure, Figure, Figure, Figure, Figure, Figure, Figure]:
    n = marks.n
    if n < NOTHING_BELOW:
        nothing = Figure(why=TOO_FEW)
        return n, nothing, nothing, nothing, nothing, nothing, nothing, nothing
    variance = float(total.variances[0])
    sd = variance**0.5 / marks.unit
    alpha = _alpha(each.variances, variance, n) if marks.complete else alpha_over_places(marks)
    ratio, error = _errors(alpha, sd)
    skewness, kurtosis = _shape(total.deviations[:, 0], varies=bool(total.varies[0]))
    mean = Figure(float(total.means[0]) / marks.unit)
    return n, mean, Figure(sd), skewness, kurtosis, alpha, ratio, error


def alpha_over_places(marks: Marks) -> Figure:
    """Alpha over first, second, … item of each attempt, where items were drawn.

    Items stand in the order of the table; every attempt must have as many of them.
    """
    counts = marks.seen.sum(axis=1)
    if marks.n < NOTHING_BELOW:
        return Figure(why=TOO_FEW)
    if counts.min() != counts.max():
        return Figure(why=DRAWN_ITEMS)
    places = marks.whole[marks.seen].reshape(marks.n, -1)
    everywhere = np.ones(places.shape, dtype=np.bool_)
    total = columns(places.sum(axis=1)[:, None], everywhere[:, :1])
    variances = columns(places, everywhere).variances
    return _alpha(variances, float(total.variances[0]), marks.n)


def _alpha(variances: Floats, total_variance: float, n: int) -> Figure:
    """100 p/(p−1) (1 − sum of the items' variances / variance of the totals); never clamped."""
    p = len(variances)
    if p < 2:
        return Figure(why=ONE_ITEM)
    if total_variance == 0:
        return Figure(why=NO_VARIATION)
    value = 100 * p / (p - 1) * (1 - float(np.sum(variances)) / total_variance)
    return Figure(value, *alpha_interval(value, p=p, n=n))


def _errors(alpha: Figure, sd: float) -> tuple[Figure, Figure]:
    """Error ratio 100 √(1 − alpha/100), and standard error = error ratio × SD / 100."""
    if alpha.value is None:
        return Figure(why=alpha.why), Figure(why=alpha.why)
    # Alpha is at most 100: what is above, and what is nearer than numbers are exact, is rounding,
    # which the root would blow up.
    rest = 1 - alpha.value / 100
    ratio = 100 * rest**0.5 if rest > ROUNDING else 0.0
    return Figure(ratio), Figure(ratio * sd / 100)


def _shape(deviations: Floats, *, varies: bool) -> tuple[Figure, Figure]:
    """Skewness k3/k2^1.5 and kurtosis k4/k2² from Fisher's unbiased k-statistics."""
    s = len(deviations)
    if not varies:
        return Figure(why=NO_VARIATION), Figure(why=NO_VARIATION)
    m2, m3, m4 = (float(np.mean(deviations**power)) for power in (2, 3, 4))
    k2 = s * m2 / (s - 1)
    skewness = kurtosis = Figure(why=TOO_FEW)
    if s > 2:
        k3 = s**2 * m3 / ((s - 1) * (s - 2))
        skewness = Figure(k3 / k2**1.5)
    if s > 3:
        k4 = s**2 * ((s + 1) * m4 - 3 * (s - 1) * m2**2) / ((s - 1) * (s - 2) * (s - 3))
        kurtosis = Figure(k4 / k2**2)
    return skewness, kurtosis


def other_marks(marks: Marks, totals: Whole) -> Whole:
    """The marks of the attempt's other items, for every item.

    In the marks' unit, where every attempt offered as much; else as shares of what the others
    offered, or a longer test would pass for more ability.
    """
    others = totals[:, None] - marks.whole
    offered = marks.offered
    if marks.complete or np.ptp(offered) == 0:
        return others
    rest = offered[:, None] - marks.maxima
    shares = np.divide(
        others / marks.unit, rest, out=np.zeros_like(rest), where=marks.seen & (rest > 0)
    )
    return np.rint(shares * 2**40).astype(np.int64)


def _items(marks: Marks, totals: Whole, each: Columns) -> list[ItemStatistics]:
    others = columns(other_marks(marks, totals), marks.seen)
    whole = columns(np.broadcast_to(totals[:, None], marks.whole.shape), marks.seen)
    with_others = covariances(each, others)
    with_total = covariances(each, whole)
    largest = largest_covariances(each, others)
    rest = correlations(each, others, with_others)
    biserial = correlations(each, whole, with_total)
    weights, why = _weights(marks, each, with_total)
    with np.errstate(invalid="ignore", divide="ignore"):
        facility = 100 * each.means / marks.unit / marks.maxima
        efficiency = 100 * with_others / largest
    deviations = np.sqrt(each.variances) / marks.unit
    found = []
    for at, item in enumerate(marks.items):
        n = int(each.counts[at])
        if n < NOTHING_BELOW:
            nothing = Figure(why=TOO_FEW)
            found.append(
                ItemStatistics(
                    item, n, nothing, nothing, nothing, nothing, nothing, nothing, nothing
                )
            )
            continue
        r = float(rest[at])
        low, high = correlation_interval(r, n=n)
        scaled = (None if low is None else 100 * low, None if high is None else 100 * high)
        found.append(
            ItemStatistics(
                item,
                n,
                _facility(float(facility[at]), float(marks.maxima[at]), n),
                Figure(float(deviations[at])),
                _defined(100 * r, *scaled),
                _defined(float(efficiency[at]) if others.varies[at] else np.nan),
                Figure(why=why[at]) if why[at] else Figure(float(weights[at])),
                _defined(float(biserial[at]), *correlation_interval(float(biserial[at]), n=n)),
                _defined(r, low, high),
            )
        )
    return found


def _facility(value: float, maximum: float, n: int) -> Figure:
    if maximum <= 0:
        return Figure(why=NO_MAXIMUM)
    return Figure(value, *share_interval(value, n=n))


def _defined(value: float, low: float | None = None, high: float | None = None) -> Figure:
    """A figure, undefined without variation where the value is not a number."""
    return Figure(value, low, high) if np.isfinite(value) else Figure(why=NO_VARIATION)


def _weights(marks: Marks, each: Columns, with_total: Floats) -> tuple[Floats, list[str]]:
    """Effective weights in per cent, and why one is undefined.

    100 √cov(mark, total) / the sum of these roots over the items whose covariance is not negative:
    the weights that are defined add up to 100.
    """
    if not marks.complete:
        return np.zeros(len(each.counts)), [DRAWN_ITEMS] * len(each.counts)
    with np.errstate(invalid="ignore"):
        roots = np.sqrt(with_total)
    total = float(np.nansum(roots))
    if total == 0:
        return roots, [NO_VARIATION] * len(roots)
    return 100 * roots / total, ["" if np.isfinite(root) else NEGATIVE_COVARIANCE for root in roots]
