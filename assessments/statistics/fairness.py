"""Does one language do worse at an item, at equal ability? Pure.

The reference group answered in French, the focal group in English. Figures below 0 say that the
focal group does worse. Formulas and sources: docs/statistics.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np

from assessments.statistics.ability import matching_bands, shares_of
from assessments.statistics.figures import NO_VARIATION, NOTHING_BELOW, TOO_FEW, Figure
from assessments.statistics.marks import Flags, Marks
from assessments.statistics.means import Z_975
from assessments.statistics.shrinkage import Shrunken, shrink
from assessments.statistics.strata import ItemSums, stratified_sums

# ETS measures differences in « delta »: −2.35 × the logarithm of the odds ratio. One delta is the
# smallest difference that it calls moderate.
DELTA = 2.35
LARGE = 1 / DELTA
# The data alone rule out a gross difference when their interval stays inside this (odds × 2.7).
GROSS = 1.0
SUSPECT_FROM, WATCH_FROM = 0.5, 0.2

SUSPECT, WATCH, NO_SIGN, UNCLEAR, UNKNOWN = (
    "fairness-suspect",
    "fairness-watch",
    "fairness-no-sign",
    "fairness-unclear",
    "fairness-unknown",
)
FAIRNESS_VERDICTS = (SUSPECT, WATCH, NO_SIGN, UNCLEAR, UNKNOWN)

REFERENCE, FOCAL = "reference", "focal"


@dataclass(frozen=True)
class Fairness:
    """One item in two languages, at equal ability.

    `effect`: log odds of a full mark, focal against reference, pooled and shrunken, with its 95 %
    interval; `raw`: the same from this item's data alone. `odds_ratio`: Mantel and Haenszel's,
    reference against focal (1 is equal), for items marked right or wrong. `difference`: how many
    per cent of the marks the focal group gets more or less. `probability`: of a moderate or large
    difference in the direction of `worse`, the group that does worse. `ets`: A, B or C.
    """

    reference: int
    focal: int
    effect: Figure
    raw: Figure
    odds_ratio: Figure
    difference: Figure
    probability: float | None
    worse: str
    ets: str
    verdict: str


def language_sums(marks: Marks, *, reference: Flags, focal: Flags) -> list[ItemSums]:
    """The sums of each item of one test, attempts matched on their share of all marks.

    The total includes the item itself (Holland and Thayer, 1988): without it, a weaker group seems
    to be wronged by every item of a short test. In a second pass items that were suspect leave the
    total of all others: a grossly unfair one would make the rest look unfair the other way round.
    """
    first = _matched_sums(marks, reference, focal, frozenset())
    suspect = suspects(first)
    if not suspect or len(suspect) == len(first):
        return first
    return _matched_sums(marks, reference, focal, suspect)


def suspects(items: Sequence[ItemSums]) -> frozenset[int]:
    """The places of the items that more likely than not differ at least moderately."""
    usable = [at for at, item in enumerate(items) if _comparable(item)]
    believed = _believed([items[at] for at in usable])
    return frozenset(
        at for at, one in zip(usable, believed, strict=True) if _worse(one)[1] >= SUSPECT_FROM
    )


def _matched_sums(
    marks: Marks, reference: Flags, focal: Flags, left_out: frozenset[int]
) -> list[ItemSums]:
    groups = [int(np.count_nonzero(flags.any(axis=1))) for flags in (reference, focal)]
    shares = shares_of(marks.whole / marks.unit, np.broadcast_to(marks.maxima, marks.whole.shape))
    kept = marks.seen & (marks.maxima > 0)
    counted = np.array([at not in left_out for at in range(len(marks.items))])
    found: dict[int, ItemSums] = {}
    for own in (None, *sorted(left_out)):
        criterion = counted.copy()
        if own is not None:
            criterion[own] = True
        totals = (marks.whole * criterion).sum(axis=1) / marks.unit
        ability = shares_of(totals, marks.seen @ (marks.maxima * criterion))
        bands = matching_bands(ability, smaller_group=min(groups))
        places = np.flatnonzero(counted) if own is None else np.array([own])
        sums = stratified_sums(
            shares[:, places],
            bands,
            reference=(reference & kept)[:, places],
            focal=(focal & kept)[:, places],
        )
        found.update(zip(places.tolist(), sums, strict=True))
    return [found[at] for at in range(len(marks.items))]


def judge(items: Sequence[ItemSums]) -> list[Fairness]:
    """The fairness of every item, each seen in the light of all."""
    believed = iter(_believed([item for item in items if _comparable(item)]))
    return [_judged(item, next(believed) if _comparable(item) else None) for item in items]


def _believed(items: Sequence[ItemSums]) -> list[Shrunken]:
    if not items:
        return []
    estimates = np.array([item.excess / item.variance for item in items])
    return shrink(estimates, np.array([1 / item.variance for item in items]))


def _worse(believed: Shrunken) -> tuple[str, float]:
    """The group that does worse, and the probability that it does so at least moderately."""
    if believed.mean < 0:
        return FOCAL, believed.below(-LARGE)
    return REFERENCE, 1 - believed.below(LARGE)


def _comparable(item: ItemSums) -> bool:
    # Below this, rounding: the smallest step of a mark gives a variance far above it.
    return min(item.reference, item.focal) >= NOTHING_BELOW and item.variance > 1e-9


def _judged(item: ItemSums, believed: Shrunken | None) -> Fairness:
    reference, focal = round(item.reference), round(item.focal)
    if believed is None:
        few = min(reference, focal) < NOTHING_BELOW
        nothing = Figure(why=TOO_FEW if few else NO_VARIATION)
        return Fairness(reference, focal, nothing, nothing, nothing, nothing, None, "", "", UNKNOWN)
    raw = item.excess / item.variance
    reach = Z_975 / sqrt(item.variance)
    worse, large = _worse(believed)
    difference = _difference(item)
    odds_ratio = _odds_ratio(item)
    return Fairness(
        reference,
        focal,
        Figure(believed.mean, believed.quantile(0.025), believed.quantile(0.975)),
        Figure(raw, raw - reach, raw + reach),
        odds_ratio,
        difference,
        large,
        worse,
        _ets_class(item, odds_ratio, difference),
        _verdict(large, inside=abs(raw) + reach <= GROSS),
    )


def _verdict(large: float, *, inside: bool) -> str:
    """« No sign » is said only where the data themselves rule out a gross difference."""
    if large >= SUSPECT_FROM:
        return SUSPECT
    if large >= WATCH_FROM:
        return WATCH
    return NO_SIGN if inside else UNCLEAR


def _odds_ratio(item: ItemSums) -> Figure:
    """Mantel and Haenszel's common odds ratio with the interval of Robins, Breslow, Greenland."""
    if item.partial or item.r <= 0 or item.s <= 0:
        return Figure(why=NO_VARIATION)
    value = item.r / item.s
    reach = Z_975 * sqrt(_log_odds_variance(item))
    return Figure(value, value * exp(-reach), value * exp(reach))


def _log_odds_variance(item: ItemSums) -> float:
    return (
        item.pr / (2 * item.r**2) + item.ps_qr / (2 * item.r * item.s) + item.qs / (2 * item.s**2)
    )


def _difference(item: ItemSums) -> Figure:
    """The standardised difference of means, weighted by the focal group, in per cent."""
    if item.weight <= 0:
        return Figure(why=TOO_FEW)
    value = 100 * item.difference / item.weight
    reach = 100 * Z_975 * sqrt(item.difference_variance) / item.weight
    return Figure(value, value - reach, value + reach)


def _ets_class(item: ItemSums, odds_ratio: Figure, difference: Figure) -> str:
    """A (negligible), B (moderate) or C (large), by the rules of ETS; "" where undefined.

    Right or wrong: from delta and its significance; partial marks: from the standardised
    difference in deviations of the mark, and Mantel's test.
    """
    if odds_ratio.value is not None:
        delta = DELTA * abs(log(odds_ratio.value))
        error = DELTA * sqrt(_log_odds_variance(item))
        if delta < 1 or delta <= Z_975 * error:
            return "A"
        return "C" if delta >= 1.5 and delta - 1.645 * error > 1 else "B"
    if not item.partial or difference.value is None:
        return ""
    n = item.reference + item.focal
    deviation = sqrt(max(item.squares - item.total**2 / n, 0.0) / (n - 1))
    if deviation == 0:
        return ""
    size = abs(difference.value) / 100 / deviation
    if item.excess**2 / item.variance <= Z_975**2 or size < 0.17:
        return "A"
    return "C" if size > 0.25 else "B"
