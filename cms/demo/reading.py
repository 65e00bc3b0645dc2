"""The demo's data files as values."""

import datetime
from pathlib import Path
from typing import Any

import yaml

from courses.timetable import SATURDAY

FOLDER = Path(__file__).resolve().parent.parent / "content"
BANK = FOLDER.parent.parent / "assessments" / "content"
COHORT_FILES = ("historic", "prepared", "running")


def read(name: str) -> dict[str, Any]:
    """One file of the demo, such as `people` or `running`."""
    return yaml.safe_load((FOLDER / "demo" / f"{name}.yaml").read_text(encoding="utf-8"))


def read_bank(name: str) -> Any:
    """One file of the specimen bank: `questions` or `rubric`."""
    return yaml.safe_load((BANK / f"{name}.yaml").read_text(encoding="utf-8"))


def weekdays_before(date: datetime.date, count: int) -> datetime.date:
    """The weekday that lies `count` weekdays before `date`; a weekend counts as its Friday."""
    while date.weekday() >= SATURDAY:
        date -= datetime.timedelta(days=1)
    while count:
        date -= datetime.timedelta(days=1)
        if date.weekday() < SATURDAY:
            count -= 1
    return date


def first_day(cohort: dict[str, Any], *, today: datetime.date) -> datetime.date:
    """When a demo cohort begins: a fixed date, or so that today is the day its file says."""
    if "starts_on" in cohort:
        return cohort["starts_on"]
    if "today" in cohort:
        return weekdays_before(today, cohort["today"] - 1)
    return weekdays_before(today, cohort["last_day_weekdays_ago"] + 14)
