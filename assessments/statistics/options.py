"""Who chose what: the options of an item by ability. Pure.

Ability is the share of the marks of the attempt's other items. With fewer than 100 answers the
strong and the weak are the upper and lower third, from 100 on the upper and lower 27 % (Kelley,
1939); curves have three points, then five. Equal scores are never parted, so groups may differ.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from assessments.statistics.ability import bands_of, rank_shares
from assessments.statistics.figures import NO_VARIATION, NOTHING_BELOW, TOO_FEW, Figure
from assessments.statistics.intervals import correlation_interval
from assessments.statistics.marks import Floats

MANY = 100
KELLEY = 0.27


@dataclass(frozen=True)
class OptionFigures:
    """One option: how many chose it, among all, the strong and the weak.

    `share` in per cent of all who had the item; `correlation` of choosing it with the other marks
    (a right option should be above 0, a wrong one below); `curve`: per cent in each band of
    ability, the weakest first, None for an empty band.
    """

    id: str
    right: bool
    chosen: int
    share: float
    upper: int
    lower: int
    correlation: Figure
    curve: tuple[float | None, ...]


@dataclass(frozen=True)
class OptionAnalysis:
    """All options of an item in the order of the bank.

    `upper` and `lower`: how many the strong and the weak are; `bands`: how many each point of a
    curve stands for; `omitted`: answers left out. `misleading`: wrong options that more of the
    strong chose than any right one.
    """

    n: int
    upper: int
    lower: int
    bands: tuple[int, ...]
    omitted: int
    options: tuple[OptionFigures, ...]

    @property
    def most_chosen_wrong(self) -> OptionFigures | None:
        """The wrong option that most people chose; None where nobody chose any."""
        wrong = [option for option in self.options if not option.right and option.chosen]
        return max(wrong, key=lambda option: option.chosen, default=None)

    @property
    def idle(self) -> tuple[str, ...]:
        """Wrong options that nobody chose."""
        return tuple(o.id for o in self.options if not o.right and not o.chosen)

    @property
    def misleading(self) -> tuple[str, ...]:
        """Wrong options that the strong prefer: chosen by more of them than any right one, three
        at least, and rather by the strong than by the weak."""
        right = max((option.upper for option in self.options if option.right), default=0)
        return tuple(
            option.id
            for option in self.options
            if not option.right
            and option.upper >= 3
            and option.upper > right
            and (option.correlation.value or 0) > 0
        )


def analyse_options(
    answers: Sequence[Collection[str]],
    given: Sequence[int],
    others: Floats,
    *,
    options: Sequence[str],
    right: Collection[str],
) -> OptionAnalysis:
    """Count the options of one item.

    `answers` are the different ones, each the ids that were chosen, empty where nothing was;
    `given` says for each attempt which one it gave, `others` its share of its other marks.
    """
    n = len(given)
    which = np.array(given, dtype=np.int64)
    ticked = np.array(
        [[option in answer for option in options] for answer in answers], dtype=np.float64
    ).reshape(len(answers), len(options))
    chosen = ticked[which]
    omitted = np.array([not answer for answer in answers], dtype=np.bool_)[which]
    ranks = rank_shares(others) if n else others
    reach = KELLEY if n >= MANY else 1 / 3
    lower, upper = ranks <= reach, ranks >= 1 - reach
    count = 5 if n >= MANY else 3
    inside = bands_of(ranks, count) == np.arange(count)[:, None]
    sizes = inside.sum(axis=1).tolist()
    groups = np.vstack([np.ones(n, dtype=np.bool_), upper, lower, inside])
    totals, strong, weak, *of_bands = (groups @ chosen).astype(np.int64).tolist()
    correlations = _correlations(chosen, others)
    curves = [list(curve) for curve in zip(*of_bands, strict=True)]
    return OptionAnalysis(
        n,
        int(upper.sum()),
        int(lower.sum()),
        tuple(sizes),
        int(omitted.sum()),
        tuple(
            OptionFigures(
                option,
                option in right,
                totals[at],
                100 * totals[at] / n if n else 0.0,
                strong[at],
                weak[at],
                correlations[at],
                tuple(
                    100 * inside / size if size else None
                    for inside, size in zip(curves[at], sizes, strict=True)
                ),
            )
            for at, option in enumerate(options)
        ),
    )


def _correlations(chosen: Floats, others: Floats) -> list[Figure]:
    n = len(chosen)
    if n < NOTHING_BELOW:
        return [Figure(why=TOO_FEW)] * chosen.shape[1]
    centred, score = chosen - chosen.mean(axis=0), others - others.mean()
    # Shares of marks: differences below this are rounding.
    varies = float(np.ptp(others)) > 1e-9
    sizes = np.sqrt((centred**2).sum(axis=0) * float(score @ score))
    products = centred.T @ score
    found = []
    for product, size in zip(products.tolist(), sizes.tolist(), strict=True):
        if size == 0 or not varies:
            found.append(Figure(why=NO_VARIATION))
        else:
            r = max(-1.0, min(1.0, product / size))
            found.append(Figure(r, *correlation_interval(r, n=n)))
    return found
