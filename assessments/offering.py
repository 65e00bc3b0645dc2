"""What a quiz offers a trainee at a moment: go on, start, wait, or read the result."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from assessments import states
from assessments.attempting import check_start
from assessments.closing import close_if_overdue
from assessments.disclosing import shown_to_trainee
from assessments.disclosure import MARK
from assessments.models import Attempt, AttemptGrade, Quiz
from assessments.refusals import Refusal
from assessments.sitting import Span, entitlement_of
from courses.models import Enrolment


@dataclass(frozen=True)
class Taken:
    """An attempt that has ended, with its mark out of 100."""

    attempt: Attempt
    score: Decimal | None


@dataclass(frozen=True)
class Offer:
    """Everything the start page says. `refusal` tells why no attempt can start now."""

    quiz: Quiz
    items: int
    attempts_allowed: int
    attempts_left: int
    minutes: int | None
    span: Span | None
    running: Attempt | None = None
    refusal: Refusal | None = None
    taken: list[Taken] = field(default_factory=list)

    @property
    def best(self) -> Decimal | None:
        """The mark that counts so far: the best of the attempts (R4)."""
        return max((t.score for t in self.taken if t.score is not None), default=None)


def find_offer(*, enrolment: Enrolment, quiz: Quiz, at: datetime.datetime) -> Offer:
    """What this trainee can do with this quiz now; an attempt past its deadline is closed first."""
    attempts = list(
        Attempt.objects.filter(enrolment=enrolment, quiz=quiz)
        .select_related("quiz__activity", "enrolment__cohort", "window")
        .order_by("number")
    )
    running = next((a for a in attempts if a.state == states.IN_PROGRESS), None)
    if running is not None and close_if_overdue(attempt=running, at=at):
        running = None
    entitlement = entitlement_of(enrolment=enrolment, quiz=quiz)
    refusal = None
    if running is None:
        try:
            check_start(enrolment=enrolment, entitlement=entitlement, earlier=attempts, at=at)
        except Refusal as refused:
            refusal = refused
    counted = sum(attempt.state != states.CANCELLED for attempt in attempts)
    return Offer(
        quiz=quiz,
        items=sum(quiz.blueprint.values_list("count", flat=True)),
        attempts_allowed=entitlement.attempts_allowed,
        attempts_left=max(0, entitlement.attempts_allowed - counted),
        minutes=entitlement.minutes,
        span=entitlement.nearest(at),
        running=running,
        refusal=refusal,
        taken=_taken(attempts),
    )


def _taken(attempts: list[Attempt]) -> list[Taken]:
    ended = [attempt for attempt in attempts if attempt.state in states.MARKED]
    shown = [attempt for attempt in ended if MARK in shown_to_trainee(attempt)]
    grades = AttemptGrade.objects.filter(attempt__in=shown).order_by("graded_at", "pk")
    scores = dict(grades.values_list("attempt_id", "score"))
    return [Taken(attempt, scores.get(attempt.pk)) for attempt in ended]
