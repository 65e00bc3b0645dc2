"""Marking attempts: steps and every decision about them → a mark out of 100, append-only.

Marking is a function of the evidence, so marking again with nothing new appends nothing. Many
attempts are marked together in a fixed number of queries.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import User
from assessments.evidencing import Supposed, evidence_of, steps_of
from assessments.models import Attempt, AttemptGrade
from assessments.scoring.evidence import ItemEvidence, item_worth
from assessments.scoring.total import attempt_score

__all__ = ["Remark", "mark_attempt", "mark_attempts", "steps_of", "suppose_marks"]


@dataclass(frozen=True)
class Remark:
    """What marking an attempt now gives, beside its last grade (None: never marked)."""

    attempt: Attempt
    last: AttemptGrade | None
    score: Decimal
    items: list[dict[str, Any]]

    @property
    def is_new(self) -> bool:
        """Whether anything differs from the last grade."""
        last = self.last
        return last is None or (last.score, last.items) != (self.score, self.items)

    def fraction_at(self, version: int, *, before: bool = False) -> str:
        """The stored fraction of a version's item, now or in the last grade; "" without one."""
        items = (self.last.items if self.last else []) if before else self.items
        return next((item["fraction"] for item in items if item["version"] == version), "")


def suppose_marks(attempts: Sequence[Attempt], *, supposed: Supposed | None = None) -> list[Remark]:
    """What marking these attempts would give, stored nowhere. Raises ValueError for an attempt of
    which every item is left out: it has no points."""
    evidence = evidence_of(attempts, supposed=supposed)
    last = _last_grades(attempts)
    return [
        Remark(attempt, last.get(attempt.pk), *_total(evidence[attempt.pk])) for attempt in attempts
    ]


def mark_attempts(
    attempts: Sequence[Attempt],
    *,
    by: User | None,
    at: datetime.datetime,
    cause: str,
    reason: str = "",
) -> list[Remark]:
    """Append a grade to each of these closed attempts whose evidence gives another one.

    Returns the changes. Call it inside a transaction that holds the cohort's lock: two markings at
    once would both append.
    """
    changed = [remark for remark in suppose_marks(attempts) if remark.is_new]
    AttemptGrade.objects.bulk_create(
        AttemptGrade(
            attempt=remark.attempt,
            score=remark.score,
            items=remark.items,
            graded_at=at,
            graded_by=by,
            cause=cause,
            reason=reason,
        )
        for remark in changed
    )
    return changed


def mark_attempt(
    *,
    attempt: Attempt,
    by: User | None,
    at: datetime.datetime,
    cause: str = AttemptGrade.Cause.SUBMISSION,
    reason: str = "",
) -> AttemptGrade:
    """Mark one closed attempt and return the grade that stands; a new row only if it says more.

    The mark is out of 100, rounded once (R1.2): it is a printed figure from here on. A later
    cause is stored with the reason and the person that made it.
    """
    mark_attempts([attempt], by=by, at=at, cause=cause, reason=reason)
    return AttemptGrade.objects.filter(attempt=attempt).latest("graded_at", "pk")


def _total(evidence: Iterable[ItemEvidence]) -> tuple[Decimal, list[dict[str, Any]]]:
    items, parts = [], []
    for item in evidence:
        worth = item_worth(item)
        parts.append((worth.fraction, worth.points))
        entry = {
            "position": item.position,
            "version": item.version,
            "scheme": item.keyed.scheme,
            "fraction": str(worth.fraction),
            "points": str(worth.points),
            "language": item.language,
        }
        if worth.because:
            entry["because"] = worth.because
        items.append(entry)
    return attempt_score(parts), items


def _last_grades(attempts: Sequence[Attempt]) -> Mapping[int, AttemptGrade]:
    grades = AttemptGrade.objects.filter(attempt__in=[attempt.pk for attempt in attempts])
    return {grade.attempt_id: grade for grade in grades.order_by("graded_at", "pk")}
