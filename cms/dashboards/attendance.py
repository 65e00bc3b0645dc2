"""Attendance on its own pages: one trainee's half-days, and a whole cohort with its intervals."""

import datetime
from dataclasses import dataclass

from assessments.bridge import rules_of
from assessments.outcome.attendance import STATUS_FIELDS, Interval, attendance_interval
from assessments.outcome.attendance import Register as Counts
from assessments.outcome.ruleset import RuleSet
from cms.dashboards.standing import Standing, stand
from courses.models import CatchUpTask, Cohort, Enrolment, HalfDay
from courses.reports import Register, read_register


@dataclass(frozen=True)
class OwnHalfDay:
    """One half-day of one trainee; `letter` is F while it is still to come without an entry."""

    half_day: HalfDay
    letter: str
    task: CatchUpTask | None
    task_state: str


@dataclass(frozen=True)
class OwnAttendance:
    """What a trainee sees of the own register, and of nobody else's."""

    enrolment: Enrolment
    standing: Standing
    interval: Interval | None
    half_days: list[OwnHalfDay]
    catch_ups_left: int


@dataclass(frozen=True)
class CohortLine:
    """One trainee of the cohort's page: counts by letter, standing, and A with its interval."""

    enrolment: Enrolment
    counts: dict[str, int]
    standing: Standing
    interval: Interval | None

    @property
    def is_known(self) -> bool:
        """Whether A is one figure: no half-day is without a status."""
        return self.interval is not None and self.interval.low == self.interval.high


def own_attendance(enrolment: Enrolment, *, at: datetime.datetime) -> OwnAttendance:
    """The half-days of one enrolment with its catch-up tasks."""
    register = read_register(enrolment.cohort, enrolment=enrolment)
    rules = rules_of(enrolment.cohort)
    today = at.astimezone(enrolment.cohort.tz).date()
    tasks = {task.half_day_id: task for task in enrolment.catch_ups.all()}
    half_days = []
    for half_day, letter in zip(register.half_days, register.line(enrolment.pk), strict=True):
        task = tasks.get(half_day.pk)
        ahead = letter == "U" and half_day.ends_at > at
        half_days.append(
            OwnHalfDay(half_day, "F" if ahead else letter, task, task.state(today) if task else "")
        )
    counts = register.counts(enrolment.pk)
    return OwnAttendance(
        enrolment=enrolment,
        standing=stand(register, enrolment.pk, rules=rules, at=at),
        interval=_interval(counts, rules),
        half_days=half_days,
        catch_ups_left=max(0, rules.catch_up_max - counts.get("C", 0)),
    )


def cohort_lines(cohort: Cohort, *, at: datetime.datetime) -> list[CohortLine]:
    """Every active trainee in protocol order: the same number of queries whatever the size."""
    register = read_register(cohort)
    rules = rules_of(cohort)
    trainees = Enrolment.objects.active().filter(cohort=cohort).select_related("user")
    return [_line(register, person, rules, at) for person in trainees.order_by("position", "pk")]


def _line(
    register: Register, enrolment: Enrolment, rules: RuleSet, at: datetime.datetime
) -> CohortLine:
    counts = register.counts(enrolment.pk)
    return CohortLine(
        enrolment=enrolment,
        counts=counts,
        standing=stand(register, enrolment.pk, rules=rules, at=at),
        interval=_interval(counts, rules),
    )


def _interval(counts: dict[str, int], rules: RuleSet) -> Interval | None:
    known = Counts(**{STATUS_FIELDS[letter]: count for letter, count in counts.items()})
    return attendance_interval(known, rules=rules)
