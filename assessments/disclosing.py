"""Where an attempt stands in the table of `assessments.disclosure`."""

from assessments import states
from assessments.disclosure import (
    CANCELLED,
    DURING,
    RELEASED,
    SUBMITTED,
    TRAINEE,
    shown,
)
from assessments.models import Attempt


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
