"""A cohort's records: marks, lessons, register and plans brought together for the rules.

A cohort's records take a fixed number of queries, whatever its size.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Subquery

from assessments.entryreading import Entry, read_entries, zeroing
from assessments.lessonreading import read_lessons
from assessments.models import (
    Absence as MarkAbsence,
)
from assessments.models import (
    ActionPlan,
    CohortRules,
    QuizWindow,
)
from assessments.outcome.attendance import STATUS_FIELDS, Register
from assessments.outcome.decision import decide
from assessments.outcome.lesson import Lesson
from assessments.outcome.record import (
    Absence,
    QuizEntry,
    TraineeRecord,
    Unmarked,
)
from assessments.outcome.result import Outcome
from assessments.outcome.ruleset import RULES_V1, RuleSet
from courses.models import Activity, ActivityKind, Cohort, Enrolment
from courses.reports import Register as RegisterRows
from courses.reports import read_register

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser


@dataclass(frozen=True)
class CohortRecords:
    """A cohort as values: enrolments in protocol order, their register, marks and records.

    `closings`: by activity, when its first sitting closes for this cohort.
    """

    cohort: Cohort
    rules: RuleSet
    enrolments: list[Enrolment]
    register: RegisterRows
    activities: list[Activity]
    closings: dict[int, datetime.datetime]
    entries: dict[tuple[int, int], Entry]
    lessons: dict[int, dict[int, Lesson]]
    # Lessons that wait for a blind sheet: one of two is in, or a turn was planned. Only the
    # blockers look here: a page that told one sheet from none would break the blind (4.3.1).
    awaited: dict[int, set[int]]
    plans: dict[int, ActionPlan]
    records: dict[int, TraineeRecord]

    def entry(self, enrolment: Enrolment, activity: Activity) -> Entry:
        """Marks of one trainee at one activity; an empty entry when there are none."""
        return self.entries.get((enrolment.pk, activity.pk), Entry())

    def of_kind(self, kind: str) -> list[Activity]:
        """The course's activities of one kind, in order."""
        return [activity for activity in self.activities if activity.kind == kind]

    def outcome(self, enrolment: Enrolment) -> Outcome:
        """The computed proposal for one trainee."""
        return decide(self.records[enrolment.pk], rules=self.rules)


def rules_of(cohort: Cohort) -> RuleSet:
    """The rule set a cohort runs on; version 1 where none was tied yet.

    No query when the cohort was fetched with `select_related("rules__rule_set")`.
    """
    try:
        stored = cohort.rules.rule_set
    except CohortRules.DoesNotExist:
        return RULES_V1
    return RuleSet.from_json(stored.parameters)


def read_records(
    cohort: Cohort,
    *,
    enrolment: Enrolment | None = None,
    supposed: Mapping[int, Decimal] | None = None,
    rules: RuleSet | None = None,
    viewer: "Person | None" = None,
) -> CohortRecords:
    """The records of all active trainees of a cohort, or of one.

    For previews: `supposed` gives attempts (by id) another score, `rules` another rule set. For
    pages: until the freeze the lessons that the `viewer` still has to mark are awaited.
    """
    enrolments = (
        Enrolment.objects.active()
        .filter(cohort=cohort)
        .select_related("user", "action_plan")
        .annotate(zeroed=Exists(zeroing().filter(enrolment=OuterRef("pk"))))
    )
    if enrolment is not None:
        enrolments = enrolments.filter(pk=enrolment.pk)
    people: list[Enrolment] = [*enrolments.order_by("position", "pk")]
    ids = [person.pk for person in people]
    rules = rules or rules_of(cohort)
    register = read_register(cohort, enrolment=enrolment)
    planned = list(
        Activity.objects.filter(course_id=cohort.edition.course_id)
        .exclude(kind=ActivityKind.LESSON)
        .select_related("module")
        .annotate(closes_at=_first_closing(cohort))
        .order_by("position")
    )
    activities: list[Activity] = [*planned]
    closings = {a.pk: a.closes_at for a in planned if a.closes_at is not None}
    # Irregularities are rare: they are asked for only where there is one.
    struck = {person.pk for person in people if getattr(person, "zeroed", False)}
    zeroed = zeroing().filter(enrolment__in=struck).values_list("enrolment_id", "activity_id")
    entries = read_entries(ids, supposed or {}, set(zeroed) if struck else set())
    lessons, awaited = read_lessons(ids, rules, viewer=None if cohort.is_frozen else viewer)
    plans = {person.pk: person.action_plan for person in people if hasattr(person, "action_plan")}
    records = {
        person.pk: _record(person.pk, register, activities, entries, lessons, plans, rules)
        for person in people
    }
    return CohortRecords(
        cohort=cohort,
        rules=rules,
        enrolments=people,
        register=register,
        activities=activities,
        closings=closings,
        entries=entries,
        lessons=lessons,
        awaited=awaited,
        plans=plans,
        records=records,
    )


def _first_closing(cohort: Cohort) -> Subquery:
    """When the first sitting of an activity's quiz closes for this cohort."""
    windows = QuizWindow.objects.filter(
        cohort=cohort,
        quiz__activity=OuterRef("pk"),
        cancelled_at__isnull=True,
        only_granted=False,
    )
    return Subquery(windows.order_by("closes_at").values("closes_at")[:1])


def _record(
    owner: int,
    register: RegisterRows,
    activities: Iterable[Activity],
    entries: Mapping[tuple[int, int], Entry],
    lessons: Mapping[int, Mapping[int, Lesson]],
    plans: Mapping[int, ActionPlan],
    rules: RuleSet,
) -> TraineeRecord:
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for activity in activities:
        by_kind[activity.kind].append(entries.get((owner, activity.pk), Entry()))
    counts = register.counts(owner)
    exam = (by_kind[ActivityKind.EXAM] or [Entry()])[0]
    teaching = (by_kind[ActivityKind.MICRO_TEACHING] or [Entry()])[0]
    taught = lessons.get(owner, {})
    plan = plans.get(owner)
    return TraineeRecord(
        identifier=str(owner),
        register=Register(**{STATUS_FIELDS[status]: count for status, count in counts.items()}),
        quizzes=tuple(_quiz(entry) for entry in by_kind[ActivityKind.QUIZ]),
        practicals=tuple(
            _out_of(entry.best, rules.practical_out_of) for entry in by_kind[ActivityKind.PRACTICAL]
        ),
        teaching=None if teaching.zeroed else taught.get(1),
        teaching_absence=_absence(teaching),
        teaching_resit=None if teaching.zeroed else taught.get(2),
        exam=exam.values.get(1),
        exam_absence=_absence(exam),
        exam_resit=exam.values.get(2),
        action_plan=plan is not None and plan.validated_at is not None,
        teaching_zeroed=teaching.zeroed,
        pre=_first(by_kind[ActivityKind.PRE_TEST]),
        post=_first(by_kind[ActivityKind.POST_TEST]),
    )


def _quiz(entry: Entry) -> QuizEntry:
    if entry.best is not None:
        return entry.best
    excused = entry.absence == MarkAbsence.EXCUSED
    return Unmarked.EXCUSED if excused else Unmarked.NOT_ATTEMPTED


def _absence(entry: Entry) -> Absence | None:
    return {
        MarkAbsence.JUSTIFIED: Absence.JUSTIFIED,
        MarkAbsence.EXCUSED: Absence.JUSTIFIED,
        MarkAbsence.UNJUSTIFIED: Absence.UNJUSTIFIED,
    }.get(MarkAbsence(entry.absence))


def _out_of(value: Decimal | None, out_of: Decimal) -> Fraction | None:
    return None if value is None else Fraction(value) * Fraction(out_of) / 100


def _first(entries: list[Entry]) -> Decimal | None:
    return entries[0].values.get(1) if entries else None
