"""Item statistics: files of ten thousand, a hundred thousand and a million marks, and the page.

The yardstick is a plain Python loop in the same run: the mean of every item, from rows that lie in
memory already. The page has 200 finished attempts at 30 questions and is asked for by the lead.
"""

from functools import partial

import numpy as np
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from assessments.itemanalysing import analyse_quiz
from assessments.models import AttemptGrade, Quiz
from assessments.statistics.classical import analyse
from assessments.statistics.marksfile import read_marks
from courses.models import Cohort
from tests.assessments.statistics.furnish import make_sat_quiz
from tests.bench.asking import client_of, cost_of
from tests.bench.tables import mark, median, milliseconds, print_table
from tests.factories.courses import make_cohort, make_colleague, make_course

SIZES = ((1_000, 10), (2_000, 50), (10_000, 100))
PEOPLE, ITEMS = 200, 30
GOAL_MS = 60.0
ROUNDS = 11


def measure_statistics() -> None:
    """Measure files, then the page; print both."""
    _measure_files()
    _measure_page()


def _measure_files() -> None:
    rows = []
    for attempts, items in SIZES:
        marks = np.random.default_rng(1).integers(0, 5, (attempts, items)) / 4
        data, table = _csv(marks), marks.tolist()
        read = median([milliseconds(partial(read_marks, data)) for _ in range(5)])
        found = read_marks(data)
        figures = median([milliseconds(partial(analyse, found)) for _ in range(5)])
        loop = median([milliseconds(partial(_means, table)) for _ in range(5)])
        rows.append(
            [
                f"{attempts * items:,} ({attempts:,} × {items})",
                *(f"{value:.1f}" for value in (read, figures, loop)),
                f"{figures / loop:.1f}",
                f"{(read + figures) / loop:.1f}",
            ]
        )
    columns = ["marks", "reading ms", "figures ms", "mean by a loop ms", "figures/loop", "all/loop"]
    print_table("Item statistics of a file, in this process (median of 5)", columns, rows)


def _csv(marks: np.ndarray) -> bytes:
    head = ",".join(["attempt", *(f"q{item}" for item in range(marks.shape[1]))])
    rows = (f"{at}," + ",".join(map(str, row)) for at, row in enumerate(marks.tolist()))
    return "\n".join([head, *rows]).encode()


def _means(table: list[list[float]]) -> list[float]:
    """What the yardstick does: the mean of each item, one mark after the other."""
    sums = [0.0] * len(table[0])
    for row in table:
        for item, value in enumerate(row):
            sums[item] += value
    return [total / len(table) for total in sums]


def _measure_page() -> None:
    cohort, quiz = _furnished()
    client = client_of(f"lead-{cohort.code}".lower())
    with translation.override("fr"):
        address = reverse("item-results", args=[cohort.code, quiz.activity.key])
    cost = cost_of([partial(client.get, address)] * (ROUNDS + 1))
    figures = median(
        [milliseconds(partial(analyse_quiz, quiz=quiz, cohort=cohort)) for _ in range(ROUNDS)]
    )
    loop = median([milliseconds(partial(_means_of_grades, quiz)) for _ in range(ROUNDS)])
    rows: list[list[object]] = [
        [
            "figures alone",
            f"{figures:.1f}",
            mark(figures, GOAL_MS),
            "",
            "",
            f"{figures / loop:.1f}",
        ],
        [
            "the page",
            f"{cost.milliseconds:.1f}",
            mark(cost.milliseconds, GOAL_MS),
            cost.queries,
            f"{cost.bytes / 1000:.1f}",
            f"{cost.milliseconds / loop:.1f}",
        ],
        ["mean of each item by a loop", f"{loop:.1f}", "", 1, "", "1.0"],
    ]
    columns = [f"{PEOPLE} attempts × {ITEMS} items", "ms", "≤ 60", "queries", "gzip KB", "/loop"]
    print_table("Item results of a quiz, in this process (median)", columns, rows)


@transaction.atomic
def _furnished() -> tuple[Cohort, Quiz]:
    # A course of its own: nobody else's attempts are in its quizzes.
    cohort = make_cohort(
        "BENCHIT",
        course=make_course("bench"),
        starts_on=timezone.localdate(),
        zone="Africa/Niamey",
    )
    make_colleague(cohort, "lead")
    quiz, _, _ = make_sat_quiz(cohort, people=PEOPLE, items=ITEMS, key="Q01")
    return cohort, quiz


def _means_of_grades(quiz: Quiz) -> dict[int, float]:
    """The yardstick: the mean of each item from the stored grades, one after the other."""
    sums: dict[int, float] = {}
    counts: dict[int, int] = {}
    for items in AttemptGrade.objects.filter(attempt__quiz=quiz).values_list("items", flat=True):
        for item in items:
            value = float(item["fraction"]) * float(item["points"])
            sums[item["version"]] = sums.get(item["version"], 0.0) + value
            counts[item["version"]] = counts.get(item["version"], 0) + 1
    return {version: total / counts[version] for version, total in sums.items()}
