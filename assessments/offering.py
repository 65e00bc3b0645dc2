"""What a quiz offers a trainee at a moment: go on, start, wait, or read the result."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from assessments import states
from assessments.attempting import check_start, close_if_overdue
from assessments.models import Attempt, AttemptGrade, Quiz, QuizWindow
from assessments.refusals import Refusal
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
    attempts_left: int
    window: QuizWindow | None
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
        .select_related("quiz__activity", "enrolment")
        .order_by("number")
    )
    running = next((a for a in attempts if a.state == states.IN_PROGRESS), None)
    if running is not None and close_if_overdue(attempt=running, at=at):
        running = None
    window = QuizWindow.objects.filter(cohort=enrolment.cohort_id, quiz=quiz).first()
    refusal = None
    if running is None:
        try:
            check_start(enrolment=enrolment, quiz=quiz, window=window, earlier=attempts, at=at)
        except Refusal as refused:
            refusal = refused
    return Offer(
        quiz=quiz,
        items=sum(quiz.blueprint.values_list("count", flat=True)),
        attempts_left=max(0, quiz.attempts_allowed - len(attempts)),
        window=window,
        running=running,
        refusal=refusal,
        taken=_taken(attempts, shown=quiz.policy == Quiz.Policy.PRACTICE),
    )


def _taken(attempts: list[Attempt], *, shown: bool) -> list[Taken]:
    ended = [attempt for attempt in attempts if attempt.state in states.MARKED]
    scores = {}
    if shown:
        grades = AttemptGrade.objects.filter(attempt__in=ended).order_by("graded_at", "pk")
        scores = dict(grades.values_list("attempt_id", "score"))
    return [Taken(attempt, scores.get(attempt.pk)) for attempt in ended]
