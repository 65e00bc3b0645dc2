"""Registers and progress of a whole cohort in a fixed number of queries, whatever its size."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Q

from courses.attendance import count_register
from courses.models import Attendance, Cohort, Enrolment, HalfDay


@dataclass(frozen=True)
class Register:
    """The register of a cohort: half-days in order, and by enrolment id the status by number."""

    half_days: list[HalfDay]
    statuses: dict[int, dict[int, str]] = field(default_factory=dict)

    @property
    def cancelled(self) -> set[int]:
        """Numbers of the half-days cancelled for everyone."""
        return {half_day.number for half_day in self.half_days if half_day.cancelled_at}

    def counts(self, enrolment_id: int) -> dict[str, int]:
        """Counts by status over all planned half-days, U and X included (R2)."""
        return count_register(
            [half_day.number for half_day in self.half_days],
            self.statuses.get(enrolment_id, {}),
            self.cancelled,
        )

    def line(self, enrolment_id: int) -> list[str]:
        """One status per half-day, in order."""
        row, cancelled = self.statuses.get(enrolment_id, {}), self.cancelled
        return [
            "X" if half_day.number in cancelled else row.get(half_day.number, "U")
            for half_day in self.half_days
        ]

    def past(self, at: datetime.datetime) -> list[HalfDay]:
        """Half-days that have ended, cancelled ones left out: what must be filled by now."""
        return [h for h in self.half_days if h.ends_at <= at and not h.cancelled_at]


def read_register(cohort: Cohort, *, enrolment: Enrolment | None = None) -> Register:
    """The register of the cohort, or of one trainee: two queries."""
    rows = Attendance.objects.filter(half_day__cohort=cohort)
    if enrolment is not None:
        rows = rows.filter(enrolment=enrolment)
    statuses: dict[int, dict[int, str]] = {}
    for enrolment_id, number, status in rows.values_list(
        "enrolment_id", "half_day__number", "status"
    ):
        statuses.setdefault(enrolment_id, {})[number] = status
    return Register(list(cohort.half_days.order_by("number")), statuses)


@dataclass(frozen=True)
class RegisterEntry:
    """One half-day in the list: how many lines of its register stand, and how many are blank."""

    half_day: HalfDay
    filled: int
    blank: int
    has_begun: bool

    @property
    def state(self) -> str:
        """One of cancelled, ahead, done, missing."""
        if self.half_day.cancelled_at:
            return "cancelled"
        if not self.has_begun:
            return "ahead"
        return "missing" if self.blank else "done"


def count_entries(cohort: Cohort, *, at: datetime.datetime) -> list[RegisterEntry]:
    """The half-days in order with their counts over active trainees: two queries."""
    people = Enrolment.objects.active().filter(cohort=cohort).count()
    counted = cohort.half_days.annotate(
        filled=Count("attendance", filter=Q(attendance__enrolment__withdrawn_at__isnull=True))
    ).order_by("number")
    return [
        RegisterEntry(half_day, half_day.filled, people - half_day.filled, half_day.opens_at <= at)
        for half_day in counted
    ]
