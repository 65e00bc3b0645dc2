"""Every question of the bank over all quizzes and cohorts: first attempts, four queries a quiz."""

from collections import defaultdict
from dataclasses import dataclass, field

from assessments.itemcomparing import fairness_sums
from assessments.itemreading import Version, read_responses, read_rows, read_versions
from assessments.itemreporting import InLanguage, ItemReport, report_items
from assessments.kinds.base import LANGUAGES
from assessments.models import Quiz
from assessments.statistics.fairness import Fairness, judge
from assessments.statistics.figures import NO_MAXIMUM, NOTHING_BELOW, TOO_FEW, Figure
from assessments.statistics.intervals import share_interval
from assessments.statistics.strata import ItemSums
from assessments.statistics.verdicts import item_verdict
from assessments.tabulating import chosen, tabulate


@dataclass(frozen=True)
class PooledQuestion:
    """One question; `version` is the one in force, whose structure the figures belong to.

    Facility and languages are over all quizzes; `discrimination` (per cent) and `verdict` come from
    the quiz with most attempts, since marks of different quizzes are not on one scale.
    """

    version: Version
    attempts: int
    facility: Figure
    discrimination: Figure
    languages: list[InLanguage]
    fairness: Fairness
    verdict: str


@dataclass
class _Gathered:
    reports: list[ItemReport] = field(default_factory=list)
    sums: ItemSums = field(default_factory=ItemSums)


def pool_questions() -> list[PooledQuestion]:
    """Every question that was sat with the structure in force, in the order of their keys."""
    gathered: dict[int, _Gathered] = defaultdict(_Gathered)
    in_force: dict[int, Version] = {}
    for quiz in Quiz.objects.filter(attempts__isnull=False).distinct().order_by("pk"):
        rows = read_rows(quiz)
        versions = read_versions(rows)
        for version in versions.values():
            held = in_force.get(version.question)
            if version.published and (held is None or version.number > held.number):
                in_force[version.question] = version
        table = tabulate(chosen(rows, "first"), versions)
        sums = fairness_sums(table)
        for report in report_items(table, read_responses(quiz)):
            version, newest = report.version, in_force.get(report.version.question)
            if newest and version.structure_digest == newest.structure_digest:
                one = gathered[version.question]
                one.reports.append(report)
                one.sums = one.sums + sums[version.name]
    found = sorted(gathered.items(), key=lambda pair: in_force[pair[0]].key)
    judged = judge([one.sums for _, one in found])
    return [
        _pooled(in_force[question], one.reports, fairness)
        for (question, one), fairness in zip(found, judged, strict=True)
    ]


def _pooled(version: Version, reports: list[ItemReport], fairness: Fairness) -> PooledQuestion:
    largest = max(reports, key=lambda report: report.statistics.n)
    counts = [(report.statistics.n, report.statistics.facility) for report in reports]
    languages = []
    for language in LANGUAGES:
        parts = [one for report in reports for one in report.languages if one.language == language]
        n = sum(one.n for one in parts)
        languages.append(InLanguage(language, n, _mean([(one.n, one.facility) for one in parts])))
    return PooledQuestion(
        version,
        sum(n for n, _ in counts),
        _mean(counts),
        largest.statistics.discrimination_index,
        languages,
        fairness,
        item_verdict(largest.statistics, largest.options, fairness),
    )


def _mean(parts: list[tuple[int, Figure]]) -> Figure:
    """The facility over several quizzes; a quiz with one attempt alone has none to give."""
    known = [(n, figure.value) for n, figure in parts if figure.value is not None]
    n = sum(n for n, _ in known)
    if n < NOTHING_BELOW:
        without_maximum = any(figure.why == NO_MAXIMUM for _, figure in parts)
        return Figure(why=NO_MAXIMUM if without_maximum else TOO_FEW)
    value = sum(n * value for n, value in known) / n
    return Figure(value, *share_interval(value, n=n))
