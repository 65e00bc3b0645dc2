"""Which half-days a course has and when. Pure: dates and zone in, half-days out."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

FRIDAY = 4
SATURDAY = 5

# Local times: register opens, teaching starts, teaching ends (domain 1.1 and 1.4).
NORMAL = {"am": ("07:45", "08:00", "12:00"), "pm": ("13:45", "14:00", "16:30")}
FRIDAY_HOURS = {"am": ("07:45", "08:00", "12:00"), "pm": ("14:15", "14:30", "17:00")}

Hours = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class PlannedHalfDay:
    """One half-day: number from 1, day from 1, part am or pm, and three moments with a zone."""

    number: int
    day: int
    part: str
    date: datetime.date
    opens_at: datetime.datetime
    starts_at: datetime.datetime
    ends_at: datetime.datetime


def teaching_dates(first: datetime.date, days: int) -> Iterator[datetime.date]:
    """`days` weekdays from `first` on; Saturdays and Sundays are left out."""
    date = first
    found = 0
    while found < days:
        if date.weekday() < SATURDAY:
            found += 1
            yield date
        date += datetime.timedelta(days=1)


def _moment(date: datetime.date, clock: str, zone: ZoneInfo) -> datetime.datetime:
    return datetime.datetime.combine(date, datetime.time.fromisoformat(clock), tzinfo=zone)


def plan_half_days(
    first: datetime.date,
    *,
    days: int,
    zone: ZoneInfo,
    normal: Hours | None = None,
    friday: Hours | None = None,
) -> list[PlannedHalfDay]:
    """Two half-days for each of `days` weekdays from `first`, in venue time.

    Friday afternoons start later (prayer); another template, such as Ramadan's, is passed in.
    """
    planned = []
    for day, date in enumerate(teaching_dates(first, days), start=1):
        hours = (friday or FRIDAY_HOURS) if date.weekday() == FRIDAY else (normal or NORMAL)
        for offset, part in enumerate(("am", "pm")):
            opens, starts, ends = (_moment(date, clock, zone) for clock in hours[part])
            planned.append(
                PlannedHalfDay(2 * day - 1 + offset, day, part, date, opens, starts, ends)
            )
    return planned
