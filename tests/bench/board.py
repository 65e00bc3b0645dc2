"""The cohort board for 24 and for 200 trainees: the same queries, whatever the size."""

import datetime
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from assessments.marking import record_mark
from courses.models import Activity, Cohort, Course
from tests.bench.asking import client_of, cost_of
from tests.bench.tables import mark, print_table
from tests.factories.assessments import tie_default_rules
from tests.factories.courses import fill_register, make_cohort, make_colleague, make_enrolment

GOAL_MS, GOAL_QUERIES, GOAL_BYTES = 60.0, 12, 40_000
ROUNDS = 11


def measure_board() -> None:
    """Build both cohorts, ask for each board as its lead."""
    rows = []
    queries = []
    for count in (24, 200):
        cohort = _furnished(f"BENCH{count}", count)
        client = client_of(f"lead-{cohort.code}".lower())
        with translation.override("fr"):
            address = reverse("board", args=[cohort.code])
        cost = cost_of([partial(client.get, address)] * (ROUNDS + 1))
        queries.append(cost.queries)
        rows.append(
            [
                f"{count} trainees",
                f"{cost.milliseconds:.1f}",
                mark(cost.milliseconds, GOAL_MS),
                cost.queries,
                mark(cost.queries, GOAL_QUERIES),
                f"{cost.bytes / 1000:.1f}",
                mark(cost.bytes, GOAL_BYTES),
            ]
        )
    print_table(
        "Cohort board, in this process",
        ["board", "ms", f"≤ {GOAL_MS:.0f}", "queries", f"≤ {GOAL_QUERIES}", "gzip KB", "≤ 40"],
        rows,
    )
    print("  queries are " + ("equal" if len(set(queries)) == 1 else "NOT EQUAL"))


@transaction.atomic
def _furnished(code: str, count: int) -> Cohort:
    """A cohort in its second week: ten half-days of attendance and six quiz marks for each."""
    today = timezone.localdate()
    monday = today - datetime.timedelta(days=today.weekday() + 7)
    course = Course.objects.get(key="fdf")
    cohort = make_cohort(code, course=course, starts_on=monday, zone="Africa/Niamey")
    make_colleague(cohort, "lead")
    tie_default_rules(cohort)
    quizzes = Activity.objects.filter(course=course, kind="quiz").order_by("position")[:6]
    at = timezone.now()
    for position in range(1, count + 1):
        enrolment = make_enrolment(cohort, position=position)
        fill_register(enrolment, "PPPPPLPPJP")
        for step, quiz in enumerate(quizzes):
            value = Decimal(40 + (7 * position + 11 * step) % 60)
            record_mark(
                enrolment=enrolment, activity=quiz, value=value, out_of=Decimal(100), by=None, at=at
            )
    return cohort
