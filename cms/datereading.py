"""Dates in a text of either language, as exact as they are written. Pure."""

import datetime
import re

from assessments.tokenparity import MONTHS

# Year; year and month; year, month and day.
Date = tuple[int, ...]

_MONTHS = {
    name.lower(): number
    for names in MONTHS.values()
    for number, name in enumerate(names.split(), start=1)
}
# A year inside a number of a text (ordonnance 2010-86) is no date of its own.
_DATE = re.compile(
    rf"(?<![\w/.-])(?:(?:(\d{{1,2}})(?:er|st|nd|rd|th)?\s+)?({'|'.join(_MONTHS)})\s+)?"
    r"((?:19|20)\d\d)(?!\w|-\d)",
    re.I,
)


def dates_in(text: str) -> dict[Date, str]:
    """Every date with a year, with the words it is written in."""
    found: dict[Date, str] = {}
    for match in _DATE.finditer(text):
        day, month, year = match.groups()
        date: Date = (int(year),)
        if month:
            date += (_MONTHS[month.lower()],)
        if day:
            date += (int(day),)
        found.setdefault(date, match[0])
    return found


def date_of(day: datetime.date) -> Date:
    """A day as exact as can be."""
    return day.year, day.month, day.day


def covers(written: Date, exact: Date) -> bool:
    """Whether a date as written says no other than an exact one: « in 2014 » of 27 June 2014."""
    return exact[: len(written)] == written
