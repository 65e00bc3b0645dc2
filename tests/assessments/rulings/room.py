"""A quiz that was taken, with single and short-text items: the ground of the rulings' tests."""

import datetime
import uuid

from accounts.models import User
from assessments import refusals
from assessments.attempting import save_step, start_attempt
from assessments.authoring import approve_as_read, write_version
from assessments.closing import submit_attempt
from assessments.models import Attempt, AttemptGrade, LateStep, Question, QuestionVersion, Quiz
from assessments.publishing import publish_version
from courses.models import Cohort, Enrolment, Module
from tests.factories.assessments import LONG_AGO, make_question, make_quiz
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

NOON = datetime.datetime(2016, 1, 26, 12, tzinfo=datetime.UTC)
LATER = NOON + datetime.timedelta(hours=2)


def make_short_text(
    module: Module, key: str, *, answers: tuple[str, ...] = ("SLTD",)
) -> QuestionVersion:
    """A published short-text question, the same list in both languages."""
    question, _ = Question.objects.get_or_create(
        key=key, defaults={"module": module, "kind": "short-text"}
    )
    version = write_version(
        question=question,
        structure={
            "key": {"fr": list(answers), "en": list(answers), "ignore": ""},
            "normalise": "default",
        },
        faces={
            language: {"stem": f"{key} {language}", "words": {"feedback": f"retour {language}"}}
            for language in ("fr", "en")
        },
        details={"bloom": "remember", "points": "1", "sources": ["S1"]},
        by=None,
        at=LONG_AGO,
    )
    approve_as_read(version=version, by=None, at=LONG_AGO)
    publish_version(version=version, by=None, at=LONG_AGO)
    version.refresh_from_db()
    return version


def correct_key(version: QuestionVersion, *right: str) -> QuestionVersion:
    """The next version of a question with options, with another key; published."""
    structure = {**version.structure, "key": list(right)}
    corrected = write_version(
        question=version.question,
        structure=structure,
        faces={
            face.language: {"stem": face.stem, "words": face.words} for face in version.faces.all()
        },
        details={"bloom": "remember", "points": "1", "sources": ["S1"]},
        by=None,
        at=LATER,
    )
    approve_as_read(version=corrected, by=None, at=LATER)
    publish_version(version=corrected, by=None, at=LATER)
    return corrected


def short_quiz(cohort: Cohort) -> Quiz:
    """Quiz Q01 of exactly three items: two of single choice, one of short text."""
    module = Module.objects.get(course=cohort.edition.course, code="M01")
    if not Question.objects.filter(key="Q01-1").exists():
        make_question(module, "Q01-1")
        make_question(module, "Q01-2")
        make_short_text(module, "Q01-3")
        for number in (4, 5, 6):  # so that the factory adds nothing to the pool
            Question.objects.create(key=f"Q01-{number}", module=module, kind="single")
    return make_quiz(cohort, items=3)


def take(
    enrolment: Enrolment,
    quiz: Quiz,
    answers: dict[str, object],
    *,
    language: str = "fr",
    at: datetime.datetime = NOON,
    submit: bool = True,
) -> Attempt:
    """Take a quiz: answers by question key; the others stay unanswered."""
    attempt = start_attempt(enrolment=enrolment, quiz=quiz, seed="seed", at=at)
    for item in attempt.items.select_related("version__question"):
        key = item.version.question.key
        if key in answers:
            save_step(
                attempt=attempt,
                client_id=uuid.uuid4(),
                sequence=item.position,
                action="answer",
                position=item.position,
                response=answers[key],
                language=language,
                elapsed=item.position,
                at=at,
            )
    if submit:
        submit_attempt(attempt=attempt, at=at)
    return attempt


def come_late(attempt: Attempt, key: str, response: object, *, sequence: int = 99) -> LateStep:
    """An answer to a question that came five minutes after the end and waits for a person."""
    return LateStep.objects.create(
        attempt=attempt,
        client_id=uuid.uuid4(),
        sequence=sequence,
        action="answer",
        position=attempt.items.get(version__question__key=key).position,
        response=response,
        language="en",
        elapsed=5,
        received_at=NOON + datetime.timedelta(minutes=5),
        refused=refusals.OVER,
    )


def score_of(attempt: Attempt) -> str:
    """The mark that stands, as text."""
    return str(AttemptGrade.objects.filter(attempt=attempt).latest("graded_at", "pk").score)


def readers_of(cohort: Cohort) -> tuple[User, User, User]:
    """Two facilitators and the lead."""
    first = make_colleague(cohort, "facilitator", "SOW Fatou")
    from_elsewhere = make_cohort(f"{cohort.code}B")
    second = make_colleague(from_elsewhere, "facilitator", "DIALLO Moussa")
    cohort.team.create(user=second, role="facilitator")
    return first, second, make_colleague(cohort, "lead", "KONÉ Awa")


__all__ = ["make_cohort", "make_enrolment"]
