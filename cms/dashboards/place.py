"""Where a cohort is at a moment: which day of how many, which half-day, what is taught."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from courses.models import Cohort, HalfDay, HalfDaySession

BEFORE, NOW, BREAK, EVENING, FREE, AFTER, UNPLANNED = (
    "before",
    "now",
    "break",
    "evening",
    "free",
    "after",
    "unplanned",
)


@dataclass(frozen=True)
class Place:
    """`state`: before or after the course, in a half-day (now), ahead of one on the same day
    (break), after the last of the day (evening), a day without teaching (free), or no timetable.

    `half_day` is the one that runs or comes next; None after the course.
    """

    state: str
    today: datetime.date
    days: int
    half_day: HalfDay | None = None
    day: int | None = None
    sessions: list[HalfDaySession] = field(default_factory=list)

    @property
    def is_teaching_day(self) -> bool:
        """Whether today is one of the days of the course."""
        return self.state in (NOW, BREAK, EVENING)


def locate(half_days: Sequence[HalfDay], cohort: Cohort, *, at: datetime.datetime) -> Place:
    """The place of a cohort in its timetable, in venue time. Sessions take one query."""
    today = at.astimezone(cohort.tz).date()
    if not half_days:
        return Place(UNPLANNED, today, 0)
    days = max(half_day.day for half_day in half_days)
    day = next((h.day for h in half_days if h.date == today), None)
    ahead = next((h for h in half_days if h.ends_at > at and not h.cancelled_at), None)
    if ahead is None:
        state = EVENING if day else AFTER
        return Place(state, today, days, day=day)
    if today < half_days[0].date:
        state = BEFORE
    elif ahead.date == today:
        state = NOW if ahead.opens_at <= at else BREAK
    else:
        state = EVENING if day else FREE
    sessions = list(ahead.sessions.select_related("module").order_by("position"))
    return Place(state, today, days, ahead, day, sessions)
