"""The cohort board: one row a trainee, in a fixed number of queries whatever the cohort's size."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessments.bridge import CohortRecords, read_records
from assessments.entryreading import Entry
from assessments.outcome.components import teaching_component
from cms.dashboards.risk import Flag, flags_of
from cms.dashboards.standing import Standing, stand_on
from courses.models import NOT_RECORDED, Activity, ActivityKind, Cohort, Enrolment, HalfDay

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser

MARKED_KINDS = (
    ActivityKind.QUIZ,
    ActivityKind.PRACTICAL,
    ActivityKind.MICRO_TEACHING,
    ActivityKind.EXAM,
    ActivityKind.ACTION_PLAN,
)
# States of a cell. A mark that a person still has to enter is waited for; a quiz that closed
# without an attempt was not done; before its day a cell is simply to come.
MARK, DONE, EXCUSED, ABSENT, NOT_DONE, WAITING, AHEAD = (
    "mark",
    "done",
    "excused",
    "absent",
    "not-done",
    "waiting",
    "ahead",
)


@dataclass(frozen=True)
class Cell:
    """One activity of one trainee: its state, and the mark as printed (out of 100 or of 20)."""

    activity: Activity
    state: str
    value: object = None


@dataclass(frozen=True)
class Row:
    """One trainee: a letter for each half-day (F: still to come), cells, attendance, flags."""

    enrolment: Enrolment
    letters: list[str]
    cells: list[Cell]
    standing: Standing
    flags: list[Flag]


@dataclass(frozen=True)
class Board:
    """Everything the board shows. `at_risk` counts all rows, whatever the filter left."""

    cohort: Cohort
    half_days: list[HalfDay]
    activities: list[Activity]
    rows: list[Row]
    trainees: int
    at_risk: int
    current: int | None
    blank: int
    day: int | None = None
    days: int = 0
    kinds: dict[str, int] = field(default_factory=dict)


def board_of(
    cohort: Cohort, *, viewer: Person, at: datetime.datetime, only_flagged: bool = False
) -> Board:
    """The board at a moment; `only_flagged` keeps the rows that carry a flag.

    Lessons that the viewer still has to mark wait, as they do before anybody has marked them.
    """
    records = read_records(cohort, viewer=viewer)
    half_days = records.register.half_days
    today = at.astimezone(cohort.tz).date()
    day = max((h.day for h in half_days if h.date <= today), default=0)
    activities = [a for kind in MARKED_KINDS for a in records.of_kind(kind)]
    closed = {activity for activity, closes_at in records.closings.items() if closes_at <= at}
    rows = [_row(records, person, activities, closed, day, at) for person in records.enrolments]
    current = next((h.number for h in half_days if h.opens_at <= at < h.ends_at), None)
    return Board(
        cohort=cohort,
        half_days=half_days,
        activities=activities,
        rows=[row for row in rows if row.flags] if only_flagged else rows,
        trainees=len(rows),
        at_risk=sum(bool(row.flags) for row in rows),
        current=current,
        blank=sum(row.standing.unrecorded for row in rows),
        day=next((h.day for h in half_days if h.date == today), None),
        days=max((h.day for h in half_days), default=0),
        kinds={kind: len(records.of_kind(kind)) for kind in MARKED_KINDS},
    )


def _row(
    records: CohortRecords,
    person: Enrolment,
    activities: Sequence[Activity],
    closed: set[int],
    day: int,
    at: datetime.datetime,
) -> Row:
    cells = [_cell(records, person, activity, closed, day) for activity in activities]
    line = records.register.line(person.pk)
    half_days = records.register.half_days
    blank = [h for h, status in zip(half_days, line, strict=True) if status == NOT_RECORDED]
    standing = stand_on(line, ended=sum(h.ends_at <= at for h in blank), rules=records.rules)
    ahead = {h.number for h in blank if h.opens_at > at}
    marks = {
        kind: [
            best
            for activity in records.of_kind(kind)
            if (best := records.entry(person, activity).best) is not None
        ]
        for kind in (ActivityKind.QUIZ, ActivityKind.PRACTICAL)
    }
    missed = sum(
        cell.state == NOT_DONE and cell.activity.kind == ActivityKind.QUIZ for cell in cells
    )
    return Row(
        enrolment=person,
        letters=["F" if h.number in ahead else s for h, s in zip(half_days, line, strict=True)],
        cells=cells,
        standing=standing,
        flags=flags_of(
            standing,
            quizzes=marks[ActivityKind.QUIZ],
            missed=missed,
            practicals=marks[ActivityKind.PRACTICAL],
        ),
    )


def _cell(
    records: CohortRecords, person: Enrolment, activity: Activity, closed: set[int], day: int
) -> Cell:
    entry = records.entry(person, activity)
    if activity.kind == ActivityKind.MICRO_TEACHING:
        return _teaching(records, person, activity, entry, day)
    if activity.kind == ActivityKind.ACTION_PLAN:
        plan = records.plans.get(person.pk)
        if plan is not None and plan.validated_at:
            return Cell(activity, DONE)
        return Cell(activity, WAITING if plan or activity.day <= day else AHEAD)
    if entry.best is not None:
        scale = records.rules.practical_out_of / 100
        practical = activity.kind == ActivityKind.PRACTICAL
        return Cell(activity, MARK, entry.best * scale if practical else entry.best)
    if entry.absence:
        return Cell(activity, EXCUSED if entry.absence == "excused" else ABSENT)
    if activity.kind == ActivityKind.QUIZ:
        return Cell(activity, NOT_DONE if activity.pk in closed else AHEAD)
    return Cell(activity, WAITING if activity.day <= day else AHEAD)


def _teaching(
    records: CohortRecords, person: Enrolment, activity: Activity, entry: Entry, day: int
) -> Cell:
    """The combined mark once the sheets agree; before that nobody learns one sheet from here."""
    record = records.records[person.pk]
    if record.teaching is None and entry.absence:
        return Cell(activity, ABSENT)
    if record.teaching is None:
        return Cell(activity, WAITING if activity.day <= day else AHEAD)
    part = teaching_component(
        record.teaching, record.teaching_resit, record.teaching_absence, rules=records.rules
    )
    return Cell(activity, WAITING if part.value is None else MARK, part.value)
