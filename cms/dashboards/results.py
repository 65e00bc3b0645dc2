"""A trainee's own results: what is marked, what is waited for; never anybody else's."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from assessments.bridge import CohortRecords, read_records
from assessments.disclosing import marks_withheld
from assessments.models import FrozenOutcome
from cms.dashboards.standing import Standing, stand
from courses.models import Activity, ActivityKind, Enrolment

MARKED, RECEIVED, EXCUSED, ABSENT, OPEN = "marked", "received", "excused", "absent", "open"


@dataclass(frozen=True)
class Line:
    """One activity: its state, the marks by sitting and the one that counts."""

    activity: Activity
    state: str
    value: Decimal | None = None
    out_of: Decimal = Decimal(100)
    attempts: int = 0


@dataclass(frozen=True)
class Results:
    """The results of one enrolment; `outcome` and `teaching` only once the cohort is frozen."""

    enrolment: Enrolment
    standing: Standing
    quizzes: list[Line]
    practicals: list[Line]
    others: list[Line]
    outcome: FrozenOutcome | None


def results_of(enrolment: Enrolment, *, at: datetime.datetime) -> Results:
    """The results of one trainee in a fixed number of queries."""
    records = read_records(enrolment.cohort, enrolment=enrolment)
    withheld = marks_withheld(enrolment)
    outcome = FrozenOutcome.objects.filter(enrolment=enrolment).select_related("freeze").first()
    kinds = ActivityKind

    def lines(*wanted: str) -> list[Line]:
        return [
            _line(records, enrolment, activity, hidden=activity.pk in withheld)
            for kind in wanted
            for activity in records.of_kind(kind)
        ]

    tests = (kinds.PRE_TEST, kinds.POST_TEST) if records.records[enrolment.pk].post else ()
    return Results(
        enrolment=enrolment,
        standing=stand(records.register, enrolment.pk, rules=records.rules, at=at),
        quizzes=lines(kinds.QUIZ),
        practicals=lines(kinds.PRACTICAL),
        others=[
            *lines(kinds.EXAM),
            *(_teaching(records, enrolment, a, outcome) for a in records.of_kind("micro-teaching")),
            *(_plan(records, enrolment, a) for a in records.of_kind(kinds.ACTION_PLAN)),
            # The pre-test is shown beside the post-test, never before it (domain 1.3).
            *lines(*tests),
        ],
        outcome=outcome,
    )


def _line(
    records: CohortRecords, enrolment: Enrolment, activity: Activity, *, hidden: bool
) -> Line:
    entry = records.entry(enrolment, activity)
    if entry.best is None:
        state = {"": OPEN, "excused": EXCUSED}.get(entry.absence, ABSENT)
        return Line(activity, state)
    if hidden:
        return Line(activity, RECEIVED, attempts=len(entry.values))
    if activity.kind == ActivityKind.PRACTICAL:
        out_of = records.rules.practical_out_of
        return Line(activity, MARKED, entry.best * out_of / 100, out_of)
    return Line(activity, MARKED, entry.best, attempts=len(entry.values))


def _teaching(
    records: CohortRecords,
    enrolment: Enrolment,
    activity: Activity,
    outcome: FrozenOutcome | None,
) -> Line:
    """Marks of micro-teaching stay with the assessors until the freeze."""
    if outcome is not None and outcome.teaching:
        return Line(activity, MARKED, Decimal(outcome.teaching))
    record = records.records[enrolment.pk]
    if record.teaching is None:
        return Line(activity, ABSENT if record.teaching_absence else OPEN)
    complete = record.teaching.first is not None and record.teaching.second is not None
    return Line(activity, RECEIVED if complete else OPEN)


def _plan(records: CohortRecords, enrolment: Enrolment, activity: Activity) -> Line:
    plan = records.plans.get(enrolment.pk)
    if plan is None:
        return Line(activity, OPEN)
    if plan.validated_at:
        return Line(activity, "validated")
    return Line(activity, RECEIVED if plan.handed_in_at else OPEN)
