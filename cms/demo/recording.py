"""Enters one trainee's record, written as in the case format, through the real verbs."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import User
from assessments.marking import record_mark, submit_sheet
from assessments.models import Absence, Rubric
from assessments.planning import hand_in_action_plan, validate_action_plan
from courses.models import (
    NOT_RECORDED,
    Activity,
    Attendance,
    AttendanceChange,
    Enrolment,
    HalfDay,
    Source,
)

PRACTICALS = ("P1", "P2", "P3", "P4")


@dataclass(frozen=True)
class Recorder:
    """What every record of a cohort is entered with."""

    activities: Mapping[str, Activity]
    half_days: Mapping[int, HalfDay]
    rubric: Rubric
    registrar: User
    # Lesson number → seat → assessor; a re-sit has at least one new one (R12).
    seats: Mapping[int, Mapping[int, User]]
    at: datetime.datetime


def fill_registers(recorder: Recorder, registers: Mapping[int, Sequence[str]]) -> None:
    """Statuses of half-days 1, 2, … by enrolment id, with their history, in two inserts.

    Values go in at once because thousands of single changes would make the demo slow; each line
    carries the history row that the verb would have written.
    """
    rows, history = [], []
    for enrolment_id, statuses in registers.items():
        for number, status in enumerate(statuses, start=1):
            if status in (NOT_RECORDED, "X", ""):
                continue
            half_day = recorder.half_days[number]
            rows.append(Attendance(enrolment_id=enrolment_id, half_day=half_day, status=status))
            history.append(
                AttendanceChange(
                    enrolment_id=enrolment_id,
                    half_day=half_day,
                    before=NOT_RECORDED,
                    after=status,
                    recorded_at=half_day.ends_at,
                    recorded_by=recorder.registrar,
                    source=Source.FACILITATOR,
                )
            )
    Attendance.objects.bulk_create(rows)
    AttendanceChange.objects.bulk_create(history)


def enter_marks(recorder: Recorder, enrolment: Enrolment, record: Mapping[str, Any]) -> None:
    """Quizzes, practicals, exam, pre- and post-test of one trainee."""
    for number, entry in enumerate(record.get("quizzes", ()), start=1):
        key = f"Q{number:02}"
        attempts = entry if isinstance(entry, list) else [entry]
        for sitting, value in enumerate(attempts, start=1):
            _enter(recorder, enrolment, key, value, sitting=sitting)
    for key, value in zip(PRACTICALS, record.get("practicals_20", ()), strict=False):
        _enter(recorder, enrolment, key, value, out_of="20")
    _enter(recorder, enrolment, "EXAM", record.get("E1"), absence=record.get("E_absence"))
    _enter(recorder, enrolment, "EXAM", record.get("E2"), sitting=2)
    _enter(recorder, enrolment, "PRE", record.get("pre"))
    _enter(recorder, enrolment, "POST", record.get("post"))
    _enter(recorder, enrolment, "MT", None, absence=record.get("M_absence"))


def _enter(
    recorder: Recorder,
    enrolment: Enrolment,
    key: str,
    value: str | None,
    *,
    out_of: str = "100",
    sitting: int = 1,
    absence: str | None = None,
) -> None:
    if value == "EXC":
        value, absence = None, Absence.EXCUSED
    if value is None and not absence:
        return
    record_mark(
        enrolment=enrolment,
        activity=recorder.activities[key],
        value=None if value is None else Decimal(value),
        out_of=Decimal(out_of),
        sitting=sitting,
        absence=absence or Absence.NONE,
        by=recorder.registrar,
        at=recorder.at,
    )


def enter_sheets(recorder: Recorder, enrolment: Enrolment, record: Mapping[str, Any]) -> None:
    """The micro-teaching sheets of the first lesson and of the re-sit."""
    for lesson, name in ((1, "mt"), (2, "mt_resit")):
        sheets = record.get(name)
        if not sheets:
            continue
        revised = sheets.get("rev") or {}
        reasons = sheets.get("revision_reasons") or {}
        facts = sheets.get("knock_out_facts") or {}
        second_rounds: list[dict[str, Any]] = []
        for seat, key in ((1, "s1"), (2, "s2"), (3, "s3")):
            if not sheets.get(key):
                continue
            common: dict[str, Any] = {
                "enrolment": enrolment,
                "lesson": lesson,
                "seat": seat,
                "assessor": recorder.seats[lesson][seat],
                "rubric": recorder.rubric,
                "knock_out_facts": _text_for(facts, key),
                "by": recorder.seats[lesson][seat],
                "at": recorder.at,
            }
            submit_sheet(levels=_levels(sheets[key]), **common)
            if revised and seat < 3:
                second_rounds.append(
                    {
                        **common,
                        "levels": _levels(revised.get(key) or sheets[key]),
                        "revision_reason": _text_for(reasons, key) or "Maintien après échange",
                        "revision_reasons": _beside_each(recorder, _text_for(reasons, key)),
                    }
                )
        # Nobody revises before both blind sheets are in.
        for values in second_rounds:
            submit_sheet(round=2, **values)


def _levels(sheet: Sequence[str | int]) -> list[int]:
    return [int(level) for level in sheet]


def _beside_each(recorder: Recorder, reason: str) -> dict[str, str]:
    """The record's reason names the criteria itself: it stands beside whichever was changed."""
    return {criterion.code: reason for criterion in recorder.rubric.criteria.all() if reason}


def _text_for(texts: Mapping[str, str] | str, key: str) -> str:
    return texts if isinstance(texts, str) else texts.get(key, "")


def enter_plan(recorder: Recorder, enrolment: Enrolment, record: Mapping[str, Any]) -> None:
    """The action plan, handed in and, where the record says so, validated."""
    hand_in_action_plan(enrolment=enrolment, answers={}, at=recorder.at, seen=None)
    if record.get("action_plan"):
        validate_action_plan(enrolment=enrolment, by=recorder.registrar, at=recorder.at)
