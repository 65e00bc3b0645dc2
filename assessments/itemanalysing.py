"""The figures of a quiz: of the test, of each item, of each language, of each option.

Four queries and no writing. Classical figures are those of the attempts that were asked for;
fairness always comes from the first attempts of all cohorts together, because one cohort is far
too few to judge a translation.
"""

from dataclasses import dataclass

import numpy as np

from assessments.itemcomparing import fairness_by_item
from assessments.itemreading import read_responses, read_rows, read_versions
from assessments.itemreporting import ItemReport, report_items
from assessments.models import Quiz
from assessments.statistics.classical import TestStatistics, analyse
from assessments.statistics.verdicts import urgency
from assessments.tabulating import Which, chosen, tabulate
from courses.models import Cohort


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
        own = chosen(rows, "all", cohort=sat_by)
        known = {versions[id].name for id in {entry[0] for row in own for entry in row.entries}}
        items = [one for one in items if one.version.name in known]
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
