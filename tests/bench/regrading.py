"""A regrade of 200 attempts of 40 items: told in advance, carried out, carried out again."""

import datetime
import uuid

from django.db import transaction

from assessments import states
from assessments.grading import mark_attempts
from assessments.models import Attempt, AttemptItem, AttemptStep, QuestionVersion, Quiz
from assessments.regrading import Choice, preview_regrade, regrade_cohort
from courses.models import Activity, Cohort, Course
from tests.bench.tables import mark, milliseconds, print_table
from tests.factories.assessments import make_question, tie_default_rules
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

ATTEMPTS, ITEMS, GOAL_MS = 200, 40, 10_000.0
NOON = datetime.datetime(2016, 1, 26, 12, tzinfo=datetime.UTC)


def measure_regrading() -> None:
    """Build a cohort of 200 who took the exam, then regrade one of its questions."""
    cohort, version = _furnished()
    lead = make_colleague(cohort, "lead")
    choice = Choice(version, "full")

    def carry_out() -> None:
        regrade_cohort(choice=choice, cohort=cohort, reason="bench", by=lead, at=NOON)

    acts = [
        ("preview", lambda: preview_regrade(choice, cohort)),
        ("regrade", carry_out),
        ("the same again", carry_out),
    ]
    rows = []
    for name, act in acts:
        spent = milliseconds(act)
        rows.append([name, f"{spent:.0f}", mark(spent, GOAL_MS)])
    title = f"Regrade of {ATTEMPTS} attempts of {ITEMS} items, in this process"
    print_table(title, ["act", "ms", f"≤ {GOAL_MS:.0f}"], rows)


@transaction.atomic
def _furnished() -> tuple[Cohort, QuestionVersion]:
    course = Course.objects.get(key="fdf")
    cohort = make_cohort("REGRADE", course=course)
    tie_default_rules(cohort)
    module = course.modules.first()
    assert module is not None
    versions = [make_question(module, f"BENCH-{number}") for number in range(1, ITEMS + 1)]
    exam = Activity.objects.get(course=course, key="EXAM")
    quiz, _ = Quiz.objects.get_or_create(activity=exam)
    attempts = [_taken(cohort, quiz, versions, number) for number in range(1, ATTEMPTS + 1)]
    mark_attempts(attempts, by=None, at=NOON, cause="submission")
    return cohort, versions[0]


def _taken(cohort: Cohort, quiz: Quiz, versions: list[QuestionVersion], number: int) -> Attempt:
    attempt = Attempt.objects.create(
        quiz=quiz,
        enrolment=make_enrolment(cohort, position=number),
        number=1,
        seed="bench",
        state=states.SUBMITTED,
        started_at=NOON,
        submitted_at=NOON,
    )
    places = list(enumerate(versions, start=1))
    AttemptItem.objects.bulk_create(
        AttemptItem(attempt=attempt, position=position, version=version, option_order=list("abcd"))
        for position, version in places
    )
    AttemptStep.objects.bulk_create(
        AttemptStep(
            attempt=attempt,
            client_id=uuid.UUID(int=number * 1000 + position),
            sequence=position,
            action="answer",
            position=position,
            response=["abcd"[(number + position) % 4]],
            language="fr",
            elapsed=position,
            received_at=NOON,
        )
        for position, _version in places
    )
    return attempt
