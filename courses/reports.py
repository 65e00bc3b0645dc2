"""Registers and progress of a whole cohort in a fixed number of queries, whatever its size."""

import datetime
from dataclasses import dataclass, field

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
