"""Where a demo cohort stands on the day of loading. Its weeks run from Monday to Friday."""

import datetime
from collections.abc import Mapping
from typing import Any

SATURDAY = 5
WEEK = datetime.timedelta(days=7)
# The day of the course on which a quiz or practical is set (domain 2.2).
QUIZ_DAYS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 10)
PRACTICAL_DAYS = (5, 7, 9, 11)


def monday_of(date: datetime.date) -> datetime.date:
    """The Monday of the date's week."""
    return date - datetime.timedelta(days=date.weekday())


def first_day(cohort: Mapping[str, Any], *, today: datetime.date) -> datetime.date:
    """When a demo cohort begins: a fixed date; so that this is week `week` of its course; or so
    that its last Friday is the latest one that lies before today."""
    if "starts_on" in cohort:
        return cohort["starts_on"]
    if "week" in cohort:
        return monday_of(today) - (cohort["week"] - 1) * WEEK
    last_friday = today - datetime.timedelta(days=(today.weekday() - 5) % 7 + 1)
    return monday_of(last_friday) - 2 * WEEK


def days_over(starts_on: datetime.date, *, today: datetime.date) -> int:
    """How many teaching days lie before today; today itself is still going on."""
    weeks, rest = divmod((today - starts_on).days, 7)
    return 5 * weeks + min(rest, 5)


def as_of(row: Mapping[str, Any], *, over: int, untaken: str = "") -> dict[str, Any]:
    """A running trainee's record after `over` days: later entries are left out.

    Where the file stops earlier the trainee goes on as before: present, with the last mark; but
    the quiz `untaken` (such as Q08) has no mark, whatever the day.
    """
    register = list(row["register"]) + ["P"] * (2 * over)
    catch_ups = [
        task if (task.get("validated_day") or 0) <= over else {**task, "validated_day": None}
        for task in row.get("catch_ups", ())
        if task["half_day"] <= 2 * over
    ]
    return {
        **row,
        "register": register[: 2 * over],
        "quizzes": [
            None if f"Q{number:02}" == untaken else mark
            for number, mark in enumerate(_until(row["quizzes"], QUIZ_DAYS, over), start=1)
        ],
        "practicals_20": _until(row["practicals_20"], PRACTICAL_DAYS, over),
        "catch_ups": catch_ups,
    }


def _until(marks: list[Any], days: tuple[int, ...], over: int) -> list[Any]:
    usual = next((mark for mark in reversed(marks) if mark not in (None, "EXC")), None)
    full = marks + [usual] * (len(days) - len(marks))
    return [mark if day <= over else None for mark, day in zip(full, days, strict=True)]
