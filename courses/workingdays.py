"""Working days, Monday to Friday, on the calendar of the venue (R2, R19). Pure."""

import datetime

FRIDAY = 4


def add_working_days(day: datetime.date, count: int) -> datetime.date:
    """The day that comes `count` working days after `day`; the day itself is not counted.

    From a Saturday or a Sunday, one working day later is Monday.
    """
    while count > 0:
        day += datetime.timedelta(days=1)
        if day.weekday() <= FRIDAY:
            count -= 1
    return day
