"""Quizzes that many people sat, written straight into the tables: fast, and known to the mark."""

import datetime
import itertools
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments import states
from assessments.models import (
    Attempt,
    AttemptGrade,
    AttemptItem,
    AttemptStep,
    QuestionVersion,
    Quiz,
)
from assessments.scoring.total import attempt_score
from courses.models import Enrolment
from tests.factories.courses import AFTER

STEP_NAMESPACE = uuid.UUID("5b1a9d52-7c55-4a0e-9f0b-0d5f2f1f8a11")


@dataclass(frozen=True)
class Given:
    """One answer: what was ticked (None: left out), its worth as a fraction, the language."""

    response: object
    fraction: str
    language: str = "fr"


Answers = Callable[[int, int], Given]


def sit_quiz(
    quiz: Quiz,
    enrolments: Sequence[Enrolment],
    versions: Sequence[QuestionVersion],
    answers: Answers,
    *,
    number: int = 1,
    at: datetime.datetime = AFTER,
) -> list[Attempt]:
    """Every enrolment sits these items once; `answers(person, item)` says what each one did."""
    attempts = Attempt.objects.bulk_create(
        Attempt(
            quiz=quiz,
            enrolment=enrolment,
            number=number,
            seed="made",
            state=states.SUBMITTED,
            started_at=at - datetime.timedelta(minutes=20),
            submitted_at=at,
        )
        for enrolment in enrolments
    )
    given = {
        (person, item): answers(person, item)
        for person in range(len(attempts))
        for item in range(len(versions))
    }
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt,
            position=item + 1,
            version=version,
            option_order=version.structure.get("options", []),
        )
        for attempt in attempts
        for item, version in enumerate(versions)
    )
    counter = itertools.count(1)
    AttemptStep.objects.bulk_create(
        AttemptStep(
            attempt=attempt,
            client_id=uuid.uuid5(STEP_NAMESPACE, f"{attempt.pk}-{next(counter)}"),
            sequence=item + 1,
            action=AttemptStep.Action.ANSWER,
            position=item + 1,
            response=given[person, item].response,
            language=given[person, item].language,
            elapsed=item,
            received_at=at,
        )
        for person, attempt in enumerate(attempts)
        for item in range(len(versions))
        if given[person, item].response is not None
    )
    AttemptGrade.objects.bulk_create(
        _grade(attempt, versions, [given[person, item] for item in range(len(versions))], at)
        for person, attempt in enumerate(attempts)
    )
    return attempts


def _grade(
    attempt: Attempt,
    versions: Sequence[QuestionVersion],
    given: Sequence[Given],
    at: datetime.datetime,
) -> AttemptGrade:
    pairs = zip(versions, given, strict=True)
    return AttemptGrade(
        attempt=attempt,
        score=attempt_score((Fraction(one.fraction), version.points) for version, one in pairs),
        graded_at=at,
        items=[
            {
                "position": item + 1,
                "version": version.pk,
                "scheme": version.scheme,
                "fraction": one.fraction,
                "points": str(version.points),
                "language": one.language if one.response is not None else "",
            }
            for item, (version, one) in enumerate(zip(versions, given, strict=True))
        ],
    )
