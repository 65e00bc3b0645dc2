"""The report on each item of a table: figures, languages, options, verdict. No query."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assessments.itemreading import Responses, Version
from assessments.kinds.base import LANGUAGES
from assessments.kinds.registry import kind_of
from assessments.statistics.ability import shares_of
from assessments.statistics.classical import ItemStatistics, TestStatistics, analyse
from assessments.statistics.fairness import Fairness, judge
from assessments.statistics.figures import NO_MAXIMUM, NOTHING_BELOW, TOO_FEW, Figure
from assessments.statistics.intervals import share_interval
from assessments.statistics.marks import Floats, Whole
from assessments.statistics.options import OptionAnalysis, analyse_options
from assessments.statistics.strata import ItemSums
from assessments.statistics.verdicts import item_verdict
from assessments.tabulating import Table

UNANSWERED = "null"


@dataclass(frozen=True)
class InLanguage:
    """An item among those who answered it in one language; facility in per cent."""

    language: str
    n: int
    facility: Figure


@dataclass(frozen=True)
class ItemReport:
    """Everything about one item; `options` where the kind has some, else `wrong` answers with
    their counts, the most frequent first. `guess`: the random guess score, in per cent."""

    version: Version
    maximum: float
    guess: Figure
    statistics: ItemStatistics
    languages: list[InLanguage]
    options: OptionAnalysis | None
    wrong: list[tuple[str, int]]
    fairness: Fairness
    verdict: str


def report_items(
    table: Table,
    standing: Responses,
    *,
    statistics: TestStatistics | None = None,
    fairness: Mapping[tuple[str, str], Fairness] | None = None,
) -> list[ItemReport]:
    """The report of each item of a table; `standing` as `read_responses` gives it."""
    others = rest_shares(table)
    languages = in_languages(table)
    given = answers_by_item(table, standing)
    (unknown,) = judge([ItemSums()])
    found = []
    for at, one in enumerate((statistics or analyse(table.marks)).items):
        version = table.items[at]
        rows, texts = given[at]
        options, wrong = _answers(table, at, rows, texts, others)
        fair = (fairness or {}).get(version.name, unknown)
        verdict = item_verdict(one, options, fair)
        maximum = float(table.marks.maxima[at])
        guess = Figure(100 * float(kind_of(version.kind).guess(version.structure)))
        found.append(
            ItemReport(version, maximum, guess, one, languages[at], options, wrong, fair, verdict)
        )
    return found


def answers_by_item(table: Table, standing: Responses) -> list[tuple[Whole, list[str]]]:
    """For each item its rows, and what each of them answered, as JSON."""
    texts: list[str] = []
    for row in table.rows:
        given = standing.get(row.attempt, {})
        texts += [given.get(entry[3], UNANSWERED) for entry in row.entries]
    rows, items = table.cells
    order = np.argsort(items, kind="stable")
    ends = np.cumsum(np.bincount(items, minlength=len(table.items)))[:-1]
    return [(rows[part], [texts[cell] for cell in part.tolist()]) for part in np.split(order, ends)]


def rest_shares(table: Table) -> Floats:
    """Each attempt's share of the marks of its other items, for every item."""
    marks = table.marks
    rest = marks.offered[:, None] - marks.maxima
    return shares_of((marks.totals[:, None] - marks.whole) / marks.unit, rest)


def in_languages(table: Table) -> list[list[InLanguage]]:
    """The facility of each item in each language."""
    marks = table.marks
    found: list[list[InLanguage]] = [[] for _ in table.items]
    for language in LANGUAGES:
        cells = table.in_language(language)
        counts = cells.sum(axis=0).tolist()
        sums = (marks.whole * cells).sum(axis=0).tolist()
        for at, (n, total) in enumerate(zip(counts, sums, strict=True)):
            facility = _facility(n, total / marks.unit, float(marks.maxima[at]))
            found[at].append(InLanguage(language, n, facility))
    return found


def _facility(n: int, total: float, maximum: float) -> Figure:
    if n < NOTHING_BELOW or maximum <= 0:
        return Figure(why=TOO_FEW if n < NOTHING_BELOW else NO_MAXIMUM)
    value = 100 * total / (n * maximum)
    return Figure(value, *share_interval(value, n=n))


def _answers(
    table: Table, at: int, rows: Whole, texts: Sequence[str], others: Floats
) -> tuple[OptionAnalysis | None, list[tuple[str, int]]]:
    """The options of an item, or the wrong answers where its kind has none."""
    version = table.items[at]
    different = sorted(set(texts))
    place = {text: number for number, text in enumerate(different)}
    picks = [_picks(version, json.loads(text)) for text in different]
    which = [place[text] for text in texts]
    if "options" in version.structure:
        options, right = version.structure["options"], version.structure["key"]
        ability = others[rows, at]
        return analyse_options(picks, which, ability, options=options, right=right), []
    full = table.marks.whole[rows, at] / table.marks.unit >= table.marks.maxima[at]
    return None, _wrong([picks[number] for number in which], full.tolist())


def _picks(version: Version, response: Any) -> list[str]:
    """What was chosen; a text without the differences that marking forgives."""
    kind = kind_of(version.kind)
    wording = kind.wording(version.structure, response)
    return [wording] if wording else kind.picks(version.structure, response)


def _wrong(picks: Sequence[Sequence[str]], full: Sequence[bool]) -> list[tuple[str, int]]:
    """What people answered who did not get full marks, the most frequent first.

    A part of a partly right answer (a pair, a place) is right if somebody with full marks gave it.
    """
    pairs = list(zip(picks, full, strict=True))
    right = {pick for given, whole in pairs if whole for pick in given}
    counts = Counter(pick for given, whole in pairs if not whole for pick in given)
    return [(pick, count) for pick, count in counts.most_common() if pick not in right]
