"""Attempts that show one version, with the steps that a test gives them."""

import uuid

from assessments import states
from assessments.models import Attempt, AttemptItem, AttemptStep, Quiz
from tests.assessments.bank.drafts import AT


def sit(version, enrolment, *steps, state=states.SUBMITTED):
    """An attempt with the item in second place; steps are (action, position, language)."""
    activity = enrolment.cohort.edition.course.activities.get(key="Q01")
    quiz, _ = Quiz.objects.get_or_create(activity=activity)
    attempt = Attempt.objects.create(
        quiz=quiz, enrolment=enrolment, number=1, seed="s", started_at=AT, state=state
    )
    AttemptItem.objects.create(attempt=attempt, position=2, version=version)
    for number, (action, position, language) in enumerate(steps):
        AttemptStep.objects.create(
            attempt=attempt,
            client_id=uuid.uuid4(),
            sequence=number,
            action=action,
            position=position,
            language=language,
            elapsed=0,
            received_at=AT,
        )
    return attempt
