"""Of everything open before the freeze: what is due by now, and what the course still brings."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assessments import blockers
from assessments.blockers import Blocker
from assessments.models import TeachingTurn
from cms.dashboards.closing import Closing
from courses.models import ActivityKind


@dataclass(frozen=True)
class _Calendar:
    """What has been: half-days that are over, the last course day with one, lessons that began."""

    over: frozenset[int]
    day: int
    days: Mapping[str, int]
    teaching_day: int
    begun: Mapping[tuple[int, int], bool]
    is_last_day: bool

    def is_reached(self, key: str) -> bool:
        """Whether the day of an activity has come."""
        return self.days.get(key, 0) <= self.day


def parted(closing: Closing, *, at: datetime.datetime) -> tuple[Closing, Closing]:
    """The closing with what is due by `at`, and the same with the rest. Two queries.

    A half-day is due when it is over, a mark from the day of its activity on, a lesson once its
    turn has begun, the jury on the last day; that the course is not over is nobody's debt. The rest
    is due already.
    """
    if not closing.blockers:
        return closing, closing
    calendar = _calendar(closing, at)
    due: dict[str, list[Blocker]] = {}
    later: dict[str, list[Blocker]] = {}
    for code, entries in closing.blockers.items():
        for entry in entries:
            now, then = _halves(entry, calendar)
            if now is not None:
                due.setdefault(code, []).append(now)
            if then is not None:
                later.setdefault(code, []).append(then)
    return replace(closing, blockers=due), replace(closing, blockers=later)


def is_plan_due(closing: Closing, *, at: datetime.datetime) -> bool:
    """Whether the day of the action plan has come."""
    course = closing.cohort.edition.course
    day = course.activities.filter(kind=ActivityKind.ACTION_PLAN).values_list("day", flat=True)
    half_days = closing.cohort.half_days.filter(day__in=day)
    return not half_days.exists() or half_days.filter(ends_at__lte=at).exists()


def _calendar(closing: Closing, at: datetime.datetime) -> _Calendar:
    half_days = closing.records.register.half_days if closing.records else []
    over = [one for one in half_days if one.ends_at <= at]
    activities = list(closing.cohort.edition.course.activities.all())
    turns = TeachingTurn.objects.filter(
        enrolment__cohort=closing.cohort, annulled_at__isnull=True
    ).values_list("enrolment_id", "lesson", "starts_at")
    return _Calendar(
        over=frozenset(one.number for one in over),
        day=max((one.day for one in over), default=0),
        days={activity.key: activity.day for activity in activities},
        teaching_day=min(
            (one.day for one in activities if one.kind == ActivityKind.MICRO_TEACHING), default=0
        ),
        begun={(owner, lesson): starts is None or starts <= at for owner, lesson, starts in turns},
        is_last_day=blockers.NOT_OVER not in closing.blockers,
    )


def _halves(entry: Blocker, calendar: _Calendar) -> tuple[Blocker | None, Blocker | None]:
    """The part of a blocker that is due, and the part that is not."""
    details = entry.details
    if entry.code == blockers.NOT_OVER:
        return None, entry
    if entry.code in (blockers.JURY, blockers.UNDECIDED):
        return (entry, None) if calendar.is_last_day else (None, entry)
    if entry.code == blockers.UNRECORDED:
        return _divided(entry, "half_days", lambda number: number in calendar.over)
    if entry.code in (blockers.PRACTICAL, blockers.EXAM):
        return _divided(entry, "activities", calendar.is_reached)
    if entry.code in (blockers.TEACHING, blockers.SHEETS) and entry.enrolment is not None:
        place = (entry.enrolment.pk, details.get("lesson", 1))
        is_due = calendar.begun.get(place, calendar.teaching_day <= calendar.day)
        return (entry, None) if is_due else (None, entry)
    return entry, None


def _divided(
    entry: Blocker, name: str, is_due: Callable[[Any], bool]
) -> tuple[Blocker | None, Blocker | None]:
    """A blocker about several things of one name, in two."""
    listed = entry.details[name]
    now = [one for one in listed if is_due(one)]
    then = [one for one in listed if not is_due(one)]
    return _about(entry, name, now), _about(entry, name, then)


def _about(entry: Blocker, name: str, part: list[Any]) -> Blocker | None:
    return replace(entry, details={**entry.details, name: part}) if part else None
