"""What happened to a demo register after its first entries: cancelled, on paper, corrected."""

import datetime
from collections.abc import Mapping
from typing import Any

from cms.demo.recording import Recorder
from courses.cancelling import cancel_half_day
from courses.catchingup import last_day
from courses.models import (
    Attendance,
    AttendanceChange,
    CatchUpTask,
    Cohort,
    Enrolment,
    HalfDay,
    Source,
    Status,
)
from courses.sheetprinting import half_days_on, print_sheet

AN_HOUR = datetime.timedelta(hours=1)


def enter_events(
    recorder: Recorder,
    cohort: Cohort,
    values: Mapping[str, Any],
    enrolments: Mapping[str, Enrolment],
    *,
    at: datetime.datetime,
) -> None:
    """`cancelled`, `on_paper`, `corrected` and `missed_last` of a cohort's file, so far as over."""
    for row in values.get("on_paper", ()):
        _from_paper(recorder, cohort, row["day"], at)
    for row in values.get("corrected", ()):
        half_day = recorder.half_days[row["half_day"]]
        if half_day.ends_at <= at:
            _corrected(recorder, half_day, enrolments[row["id"]], row)
    for row in values.get("missed_last", ()):
        _missed_last(recorder, enrolments[row["id"]], row, at)
    for row in values.get("cancelled", ()):
        half_day = recorder.half_days[row["half_day"]]
        if half_day.ends_at <= at:
            cancel_half_day(
                half_day=half_day,
                reason=row["reason"],
                by=recorder.registrar,
                at=half_day.ends_at,
            )


def _missed_last(
    recorder: Recorder, enrolment: Enrolment, row: Mapping[str, Any], at: datetime.datetime
) -> None:
    """A justified absence in the latest half-day, so that a task is under way on any day."""
    over = [h for h in recorder.half_days.values() if h.ends_at <= at]
    half_day = max(over, key=lambda one: one.number)
    entry = {"enrolment": enrolment, "half_day": half_day}
    Attendance.objects.filter(**entry).update(status=Status.JUSTIFIED)
    AttendanceChange.objects.filter(**entry).update(after=Status.JUSTIFIED)
    CatchUpTask.objects.create(
        **entry,
        task=row["task"],
        due_on=last_day(half_day, half_day.cohort),
        set_at=half_day.ends_at,
        set_by=recorder.registrar,
        handed_in_at=half_day.ends_at if row.get("answer") else None,
        handed_in_by=enrolment.user if row.get("answer") else None,
        answer=row.get("answer", ""),
    )


def enter_catch_ups(recorder: Recorder, enrolment: Enrolment, row: Mapping[str, Any]) -> None:
    """The catch-up tasks of one trainee's record; a validated one is what made J into C."""
    by_day = {half_day.day: half_day.date for half_day in recorder.half_days.values()}
    for task in row.get("catch_ups", ()):
        half_day = recorder.half_days[task["half_day"]]
        validated = task.get("validated_day")
        validated_at = recorder.half_days[2 * validated].ends_at if validated else None
        handed_in_at = validated_at or (half_day.ends_at if task.get("answer") else None)
        made = CatchUpTask.objects.create(
            enrolment=enrolment,
            half_day=half_day,
            task=task["task"],
            due_on=by_day[task["due_day"]],
            set_at=half_day.ends_at,
            set_by=recorder.registrar,
            handed_in_at=handed_in_at,
            handed_in_by=enrolment.user if handed_in_at else None,
            answer=task.get("answer", ""),
            validated_at=validated_at,
            validated_by=recorder.registrar if validated else None,
        )
        if validated_at:
            _second_line(
                made.half_day,
                enrolment,
                first=Status.JUSTIFIED,
                at=validated_at,
                recorder=recorder,
                source=Source.CATCH_UP,
                reason=made.task,
            )


def _from_paper(recorder: Recorder, cohort: Cohort, day: int, at: datetime.datetime) -> None:
    morning = recorder.half_days[2 * day - 1]
    if recorder.half_days[2 * day].ends_at > at:
        return
    sheet = print_sheet(
        cohort=cohort, kind="day", number=day, by=recorder.registrar, at=morning.opens_at - AN_HOUR
    )
    AttendanceChange.objects.filter(half_day__in=half_days_on(sheet)).update(
        source=Source.PAPER, sheet_reference=sheet.reference
    )


def _corrected(
    recorder: Recorder, half_day: HalfDay, enrolment: Enrolment, row: Mapping[str, Any]
) -> None:
    _second_line(
        half_day,
        enrolment,
        first=row["first"],
        at=half_day.ends_at + AN_HOUR,
        recorder=recorder,
        source=Source.FACILITATOR,
        reason=row["reason"],
    )


def _second_line(
    half_day: HalfDay,
    enrolment: Enrolment,
    *,
    first: str,
    at: datetime.datetime,
    recorder: Recorder,
    source: str,
    reason: str,
) -> None:
    """What stands was something else at first: the history gets both lines."""
    standing = Attendance.objects.filter(half_day=half_day, enrolment=enrolment).first()
    if standing is None or standing.status == first:
        return
    AttendanceChange.objects.filter(half_day=half_day, enrolment=enrolment).update(after=first)
    AttendanceChange.objects.create(
        enrolment=enrolment,
        half_day=half_day,
        before=first,
        after=standing.status,
        recorded_at=at,
        recorded_by=recorder.registrar,
        source=source,
        reason=reason,
    )
