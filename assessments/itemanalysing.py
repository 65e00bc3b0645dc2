"""The figures of a quiz: of the test, of each item, of each language, of each option.

Four queries and no writing. Classical figures are those of the attempts that were asked for;
fairness always comes from the first attempts of all cohorts together, because one cohort is far
too few to judge a translation.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assessments.itemreading import Version, read_responses, read_rows, read_versions
from assessments.kinds.base import LANGUAGES
from assessments.kinds.registry import kind_of
from assessments.models import Quiz
from assessments.statistics.ability import shares_of
from assessments.statistics.classical import ItemStatistics, TestStatistics, analyse
from assessments.statistics.fairness import Fairness, judge, language_sums
from assessments.statistics.figures import NO_MAXIMUM, NOTHING_BELOW, TOO_FEW, Figure
from assessments.statistics.intervals import share_interval
from assessments.statistics.marks import Floats
from assessments.statistics.options import OptionAnalysis, analyse_options
from assessments.statistics.strata import ItemSums
from assessments.statistics.verdicts import item_verdict, urgency
from assessments.tabulating import Table, Which, chosen, tabulate
from courses.models import Cohort

REFERENCE_LANGUAGE, FOCAL_LANGUAGE = LANGUAGES


@dataclass(frozen=True)
class InLanguage:
    """An item among those who answered it in one language; facility in per cent."""

    language: str
    n: int
    facility: Figure


@dataclass(frozen=True)
class ItemReport:
    """Everything about one item; `options` where the kind has some, else `wrong` answers with
    their counts, the most frequent first."""

    version: Version
    maximum: float
    statistics: ItemStatistics
    languages: list[InLanguage]
    options: OptionAnalysis | None
    wrong: list[tuple[str, int]]
    fairness: Fairness
    verdict: str


@dataclass(frozen=True)
class QuizReport:
    """A quiz: `items` with what needs attention first; `offered`, the best possible total, on
    average where attempts differ; `pooled`, how many attempts the comparison of languages has."""

    which: Which
    cohort: Cohort | None
    statistics: TestStatistics
    items: list[ItemReport]
    offered: float
    pooled: int


def analyse_quiz(
    *,
    quiz: Quiz,
    cohort: Cohort | None = None,
    which: Which = "first",
    sat_by: Cohort | None = None,
) -> QuizReport:
    """The report on the attempts of one cohort or of all; `which` says which attempts count.

    `sat_by` leaves only the items that this cohort has sat: results of others must not show what
    is still to be drawn for it.
    """
    rows = read_rows(quiz)
    versions = read_versions(rows)
    everybody = tabulate(chosen(rows, "first"), versions)
    mine = chosen(rows, which, cohort=cohort)
    table = everybody if mine == everybody.rows else tabulate(mine, versions)
    statistics = analyse(table.marks)
    items = report_items(
        table, read_responses(quiz), statistics=statistics, fairness=fairness_by_item(everybody)
    )
    if sat_by is not None:
        known = {
            (versions[entry["version"]].key, versions[entry["version"]].structure_digest)
            for row in chosen(rows, "all", cohort=sat_by)
            for entry in row.entries
        }
        items = [one for one in items if (one.version.key, one.version.structure_digest) in known]
    items.sort(key=_attention)
    offered = float(np.mean(table.marks.offered)) if table.marks.n else 0.0
    return QuizReport(which, cohort, statistics, items, offered, len(everybody.rows))


def _attention(item: ItemReport) -> tuple[int, float, str, int]:
    """The most urgent first; of equal ones those that separate least."""
    rest = item.statistics.item_rest.value
    return (
        urgency(item.verdict),
        2.0 if rest is None else rest,
        item.version.key,
        -item.version.number,
    )


def report_items(
    table: Table,
    standing: Mapping[tuple[int, int], str],
    *,
    statistics: TestStatistics | None = None,
    fairness: Mapping[tuple[str, str], Fairness] | None = None,
) -> list[ItemReport]:
    """The report of each item of a table; `standing` as `read_responses` gives it."""
    responses = answers_by_item(table, standing)
    others = rest_shares(table)
    return [
        _item(table, at, one, others, responses[at], fairness or {})
        for at, one in enumerate((statistics or analyse(table.marks)).items)
    ]


def fairness_sums(table: Table) -> dict[tuple[str, str], ItemSums]:
    """The sums of each item, from whoever read the words that are in force."""
    if not len(table.rows):
        return {}
    reference, focal = (table.in_language(language) & table.current for language in LANGUAGES)
    sums = language_sums(table.marks, reference=reference, focal=focal)
    return {
        (item.key, item.structure_digest): one for item, one in zip(table.items, sums, strict=True)
    }


def fairness_by_item(table: Table) -> dict[tuple[str, str], Fairness]:
    """The fairness of each item of a table, each seen in the light of all."""
    sums = fairness_sums(table)
    return dict(zip(sums, judge(list(sums.values())), strict=True))


def answers_by_item(table: Table, standing: Mapping[tuple[int, int], str]) -> list[dict[int, str]]:
    """For each item, row → the answer, as JSON; "null" where it was left out."""
    found: list[dict[int, str]] = [{} for _ in table.items]
    rows, items = (column.tolist() for column in table.cells)
    for place, row, item in zip(table.places, rows, items, strict=True):
        found[item][row] = standing.get(place, "null")
    return found


def rest_shares(table: Table) -> Floats:
    """Each attempt's share of the marks of its other items, for every item."""
    marks = table.marks
    rest = marks.offered[:, None] - marks.maxima
    return shares_of((marks.totals[:, None] - marks.whole) / marks.unit, rest)


def in_languages(table: Table, item: int) -> list[InLanguage]:
    """The item's facility in each language."""
    found = []
    for language in LANGUAGES:
        rows = table.in_language(language)[:, item]
        n, maximum = int(np.count_nonzero(rows)), float(table.marks.maxima[item])
        if n < NOTHING_BELOW or maximum <= 0:
            facility = Figure(why=TOO_FEW if n < NOTHING_BELOW else NO_MAXIMUM)
        else:
            sum_of_marks = int(table.marks.whole[rows, item].sum())
            value = 100 * sum_of_marks / (n * table.marks.unit * maximum)
            facility = Figure(value, *share_interval(value, n=n))
        found.append(InLanguage(language, n, facility))
    return found


def _item(
    table: Table,
    at: int,
    statistics: ItemStatistics,
    others: Floats,
    responses: dict[int, str],
    fairness: Mapping[tuple[str, str], Fairness],
) -> ItemReport:
    version = table.items[at]
    rows = np.flatnonzero(table.marks.seen[:, at])
    given = [responses[row] for row in rows.tolist()]
    different = sorted(set(given))
    place = {text: number for number, text in enumerate(different)}
    picks = [_picks(version, json.loads(text)) for text in different]
    which = [place[text] for text in given]
    options: OptionAnalysis | None = None
    wrong: list[tuple[str, int]] = []
    if "options" in version.structure:
        options = analyse_options(
            picks,
            which,
            others[rows, at],
            options=version.structure["options"],
            right=version.structure["key"],
        )
    else:
        full = table.marks.whole[rows, at] / table.marks.unit >= table.marks.maxima[at]
        wrong = _wrong([picks[number] for number in which], full.tolist())
    own = fairness.get((version.key, version.structure_digest)) or judge([ItemSums()])[0]
    return ItemReport(
        version,
        float(table.marks.maxima[at]),
        statistics,
        in_languages(table, at),
        options,
        wrong,
        own,
        item_verdict(statistics, options, own),
    )


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
