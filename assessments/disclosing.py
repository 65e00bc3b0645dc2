"""Where an attempt stands in the table of `assessments.disclosure`."""

import datetime

from assessments import states
from assessments.disclosure import (
    CANCELLED,
    DURING,
    PRACTICE,
    RELEASED,
    SUBMITTED,
    TRAINEE,
    shown,
)
from assessments.models import Attempt, Quiz, QuizWindow
from courses.models import Cohort


def phase_of(attempt: Attempt) -> str:
    """The phase of an attempt; fetch it with its window and cohort.

    A frozen cohort has released everything: the marks stand in the minutes.
    """
    if attempt.state == states.CANCELLED:
        return CANCELLED
    if attempt.state == states.IN_PROGRESS:
        return DURING
    window = attempt.window
    if attempt.enrolment.cohort.is_frozen or (window is not None and window.released_at):
        return RELEASED
    return SUBMITTED


def shown_to_trainee(attempt: Attempt) -> frozenset[str]:
    """What the one whose attempt it is sees of it now."""
    return shown(policy=attempt.quiz.policy, phase=phase_of(attempt), role=TRAINEE)


def items_withheld(*, quiz: Quiz, cohort: Cohort, at: datetime.datetime) -> bool:
    """Whether the team may not yet see the items of a test or exam, because somebody of the cohort
    is taking it, or still can: a sitting is open. A quiz for practice is never withheld.
    """
    if quiz.policy == PRACTICE:
        return False
    running = Attempt.objects.filter(quiz=quiz, enrolment__cohort=cohort, state=states.IN_PROGRESS)
    open_now = QuizWindow.objects.filter(
        quiz=quiz,
        cohort=cohort,
        opens_at__lte=at,
        closes_at__gte=at,
        cancelled_at__isnull=True,
    )
    return running.exists() or open_now.exists()
