"""What keeps a cohort from being frozen, one entry per open thing (R10.1, domain N-LI-1)."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from assessments import states
from assessments.bridge import CohortRecords
from assessments.models import Attempt, CohortRules, LateStep, UnmatchedAnswer
from assessments.outcome.lesson import Lesson, State
from assessments.outcome.microteaching import combine
from courses.models import ActivityKind, Enrolment

NO_RULES = "no-rule-set"
NOBODY = "nobody-enrolled"
NOT_OVER = "course-not-over"
UNRECORDED = "attendance-unrecorded"
PRACTICAL = "practical-not-recorded"
TEACHING = "teaching-not-recorded"
SHEETS = "teaching-sheets-open"
EXAM = "exam-not-recorded"
ATTEMPT = "attempt-in-progress"
ANSWERS = "answers-unread"
LATE = "late-answers-undecided"
# Found by `juryreading`, once nothing else is open.
JURY = "jury-not-composed"
UNDECIDED = "jury-undecided"


@dataclass(frozen=True)
class Blocker:
    """One open thing: a stable code, the trainee it concerns if any, and details for its words."""

    code: str
    enrolment: Enrolment | None = None
    details: dict[str, Any] = field(default_factory=dict)


def find_blockers(records: CohortRecords, *, at: datetime.datetime) -> list[Blocker]:
    """Everything open, in the order of R10 and then of protocol. Empty: the freeze may go on."""
    found = []
    cohort = records.cohort
    if not CohortRules.objects.filter(cohort=cohort).exists():
        found.append(Blocker(NO_RULES))
    if not records.enrolments:
        found.append(Blocker(NOBODY))
    last = records.register.half_days[-1] if records.register.half_days else None
    # The jury sits in the morning of the last day: its date decides, not the last half-day's end.
    if last is None or at.astimezone(cohort.tz).date() < last.date:
        found.append(Blocker(NOT_OVER, details={"ends_on": cohort.ends_on}))
    running = _running_attempts(records)
    for enrolment in records.enrolments:
        found += _of_trainee(records, enrolment)
        if enrolment.pk in running:
            found.append(Blocker(ATTEMPT, enrolment, {"activities": running[enrolment.pk]}))
    return found + _of_answers(records)


def _of_answers(records: CohortRecords) -> list[Blocker]:
    """Short answers that wait for readers (without names), late answers that wait for the lead."""
    cohort = records.cohort
    found = []
    unread = UnmatchedAnswer.objects.filter(cohort=cohort, right__isnull=True).count()
    if unread:
        found.append(Blocker(ANSWERS, details={"wordings": unread}))
    late = LateStep.objects.undecided().filter(attempt__enrolment__cohort=cohort)
    counts = Counter(late.values_list("attempt__enrolment_id", flat=True))
    for enrolment in records.enrolments:
        if counts[enrolment.pk]:
            found.append(Blocker(LATE, enrolment, {"answers": counts[enrolment.pk]}))
    return found


def _of_trainee(records: CohortRecords, enrolment: Enrolment) -> list[Blocker]:
    found = []
    line = records.register.line(enrolment.pk)
    blank = [n for n, status in enumerate(line, start=1) if status == "U"]
    if blank:
        found.append(Blocker(UNRECORDED, enrolment, {"half_days": blank}))
    missing = [
        activity.key
        for activity in records.of_kind(ActivityKind.PRACTICAL)
        if _untouched(records, enrolment, activity)
    ]
    if missing:
        found.append(Blocker(PRACTICAL, enrolment, {"activities": missing}))
    found += _teaching(records, enrolment)
    for activity in records.of_kind(ActivityKind.EXAM):
        if _untouched(records, enrolment, activity):
            found.append(Blocker(EXAM, enrolment, {"activities": [activity.key]}))
    return found


def _untouched(records: CohortRecords, enrolment: Enrolment, activity: Any) -> bool:
    entry = records.entry(enrolment, activity)
    return entry.best is None and not entry.absence


def _teaching(records: CohortRecords, enrolment: Enrolment) -> list[Blocker]:
    """Lessons that are owed or open.

    One code stands for « no sheet » and for « one of two sheets »: the page that shows it is read
    by people who still have to fill in the other one (4.3.1).
    """
    if records.records[enrolment.pk].teaching_zeroed:
        return []
    lessons: dict[int, Lesson] = records.lessons.get(enrolment.pk, {})
    awaited = set(records.awaited.get(enrolment.pk, ()))
    absent = any(
        records.entry(enrolment, activity).absence
        for activity in records.of_kind(ActivityKind.MICRO_TEACHING)
    )
    found = []
    if not lessons and not absent and records.of_kind(ActivityKind.MICRO_TEACHING):
        found.append(Blocker(TEACHING, enrolment))
        awaited.discard(1)
    for number in sorted(awaited):
        details = {"lesson": number, "state": str(State.SHEET_MISSING)}
        found.append(Blocker(SHEETS, enrolment, details))
    for number, lesson in sorted(lessons.items()):
        combination = combine(lesson, rules=records.rules)
        if combination.is_open:
            details = {"lesson": number, "state": str(combination.state)}
            found.append(Blocker(SHEETS, enrolment, details))
    return found


def _running_attempts(records: CohortRecords) -> dict[int, list[str]]:
    running: dict[int, list[str]] = {}
    attempts = Attempt.objects.filter(
        enrolment__cohort=records.cohort, state=states.IN_PROGRESS
    ).values_list("enrolment_id", "quiz__activity__key")
    for enrolment_id, key in attempts:
        running.setdefault(enrolment_id, []).append(key)
    return running
