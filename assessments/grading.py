"""Marking an attempt: steps → standing answers → fractions → a mark out of 100, append-only."""

import datetime
from decimal import Decimal
from fractions import Fraction

from accounts.models import User
from assessments.kinds.registry import kind_of
from assessments.models import Attempt, AttemptGrade
from assessments.replay import Step, standing_answers
from assessments.scoring.schemes import score
from assessments.scoring.total import attempt_score


def steps_of(attempt: Attempt) -> list[Step]:
    """The attempt's steps as values."""
    return [
        Step(str(client_id), sequence, action, position, response, language)
        for client_id, sequence, action, position, response, language in attempt.steps.values_list(
            "client_id", "sequence", "action", "position", "response", "language"
        )
    ]


def mark_attempt(
    *, attempt: Attempt, by: User | None, at: datetime.datetime, reason: str = ""
) -> AttemptGrade:
    """Append the grade of a closed attempt from its steps; three queries whatever its length.

    The pinned version's own scheme and points decide; an unanswered item is worth 0. The mark is
    out of 100, rounded once (R1.2): it is a printed figure from here on.
    """
    standing = standing_answers(steps_of(attempt))
    items = []
    parts: list[tuple[Fraction, Decimal]] = []
    for item in attempt.items.select_related("version__question").order_by("position"):
        version = item.version
        answer = standing.get(item.position)
        fraction = score(
            version.scheme,
            kind_of(version.question.kind).scored_key(version.structure),
            answer.response if answer else None,
        )
        parts.append((fraction, version.points))
        items.append(
            {
                "position": item.position,
                "version": version.pk,
                "scheme": version.scheme,
                "fraction": str(fraction),
                "points": str(version.points),
                "language": answer.language if answer else "",
            }
        )
    return AttemptGrade.objects.create(
        attempt=attempt,
        score=attempt_score(parts),
        items=items,
        graded_at=at,
        graded_by=by,
        reason=reason,
    )
