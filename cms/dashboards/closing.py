"""The registrar's last day: what is open, what is proposed, what was frozen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from accounts import roles
from assessments.blockers import JURY, UNDECIDED, Blocker, find_blockers
from assessments.bridge import CohortRecords, read_records
from assessments.juryreading import jury_blockers, read_jury
from assessments.models import Freeze, FrozenOutcome
from assessments.outcome.result import Outcome
from certificates.models import Certificate
from courses.models import Cohort, Enrolment
from courses.querysets import CohortQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser


@dataclass(frozen=True)
class Closing:
    """The end of a course as it stands: blockers by kind and proposals, or the frozen figures."""

    cohort: Cohort
    trainees: int
    blockers: dict[str, list[Blocker]] = field(default_factory=dict)
    proposals: list[tuple[Enrolment, Outcome]] = field(default_factory=list)
    freeze: Freeze | None = None
    outcomes: list[FrozenOutcome] = field(default_factory=list)
    certificates: int = 0
    records: CohortRecords | None = None

    @property
    def open_count(self) -> int:
        """How many things are open."""
        return sum(len(entries) for entries in self.blockers.values())

    @property
    def step(self) -> int:
        """Where the course stands: 1 complete, 2 deliberate, 3 freeze, 4 certificates."""
        if self.freeze is not None:
            return 4
        if not self.blockers:
            return 3
        return 2 if self.for_the_jury else 1

    @property
    def for_the_jury(self) -> bool:
        """Whether nothing but the jury is awaited."""
        return bool(self.blockers) and self.blockers.keys() <= {JURY, UNDECIDED}

    @property
    def undecided(self) -> int:
        """How many trainees the jury has not decided about."""
        return len(self.blockers.get(UNDECIDED, ()))


def closings_visible_to(user: Person) -> CohortQuerySet:
    """Cohorts whose end of course the person follows: its registrar, and its lead (N-LI-1)."""
    freezing = Cohort.objects.worked_on_by(user, roles.FREEZE)
    leading = Cohort.objects.worked_on_by(user, roles.SEE_ALL_SHEETS)
    return Cohort.objects.filter(Q(pk__in=freezing.values("pk")) | Q(pk__in=leading.values("pk")))


def closing_of(cohort: Cohort, *, viewer: Person | None, at: datetime.datetime) -> Closing:
    """The end of course of a cohort, in a fixed number of queries.

    A lesson that the viewer still has to mark is open, whatever the other sheets come to; without a
    viewer it stands as it will be frozen.
    """
    freeze = Freeze.objects.filter(cohort=cohort).select_related("rule_set", "frozen_by").first()
    if freeze is not None:
        outcomes = list(freeze.outcomes.select_related("enrolment__user"))
        return Closing(
            cohort,
            len(outcomes),
            freeze=freeze,
            outcomes=outcomes,
            certificates=Certificate.objects.filter(cohort=cohort).count(),
        )
    records = read_records(cohort, viewer=viewer)
    return Closing(
        cohort,
        len(records.enrolments),
        blockers=grouped(find_blockers(records, at=at) + jury_blockers(read_jury(records))),
        proposals=[(person, records.outcome(person)) for person in records.enrolments],
        records=records,
    )


def grouped(blockers: list[Blocker]) -> dict[str, list[Blocker]]:
    """Blockers by code, in the order in which they were found."""
    found: dict[str, list[Blocker]] = {}
    for blocker in blockers:
        found.setdefault(blocker.code, []).append(blocker)
    return found
