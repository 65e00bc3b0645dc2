"""Questions, quizzes, marks and sheets of the tests."""

import datetime
from decimal import Decimal

from accounts.models import User
from assessments.authoring import approve_as_read, write_version
from assessments.deliberating import store_rules, tie_rules
from assessments.marking import record_mark, submit_sheet
from assessments.models import (
    BlueprintLine,
    Criterion,
    Question,
    QuestionVersion,
    Quiz,
    QuizWindow,
    Rubric,
)
from assessments.outcome.ruleset import RULES_V1
from assessments.planning import validate_action_plan
from assessments.publishing import publish_version
from courses.models import Activity, Cohort, Enrolment, Module
from tests.factories.courses import AFTER, FIRST_DAY, MODULES, fill_register
from tests.factories.people import make_user

LONG_AGO = datetime.datetime(2016, 1, 1, tzinfo=datetime.UTC)


def make_question(
    module: Module,
    key: str,
    *,
    kind: str = "single",
    options: tuple[str, ...] = ("a", "b", "c", "d"),
    right: tuple[str, ...] = ("a",),
    **details,
) -> QuestionVersion:
    """A published question; its words name key, option and language so that leaks show."""
    question = Question.objects.create(key=key, module=module, kind=kind)
    faces = {
        language: {
            "stem": f"{key} {word} ?",
            "words": {
                "options": {option: f"{word} {key} {option}" for option in options},
                "option_feedback": {option: f"retour {language} {option}" for option in options},
                "feedback": f"explication {language} {key}",
            },
        }
        for language, word in (("fr", "choix"), ("en", "choice"))
    }
    version = write_version(
        question=question,
        structure={"options": list(options), "key": list(right)},
        faces=faces,
        details={"bloom": "remember", "points": "1", "sources": ["S1"], **details},
        by=None,
        at=LONG_AGO,
    )
    approve_as_read(version=version, by=None, at=LONG_AGO)
    publish_version(version=version, by=None, at=LONG_AGO)
    version.refresh_from_db()
    return version


def make_quiz(
    cohort: Cohort, *, key: str = "Q01", items: int = 3, minutes: int | None = None
) -> Quiz:
    """A quiz of `items` items over twice as many questions, open during the course."""
    activity = Activity.objects.get(course=cohort.edition.course, key=key)
    assert activity.module is not None
    for number in range(1, 2 * items + 1):
        name = f"{key}-{number}"
        if not Question.objects.filter(key=name).exists():
            make_question(activity.module, name)
    quiz = Quiz.objects.create(activity=activity, minutes=minutes)
    BlueprintLine.objects.create(quiz=quiz, position=1, module=activity.module, count=items)
    start = datetime.datetime.combine(FIRST_DAY, datetime.time(6), tzinfo=datetime.UTC)
    QuizWindow.objects.create(cohort=cohort, quiz=quiz, opens_at=start, closes_at=AFTER)
    return quiz


def make_rubric() -> Rubric:
    """The eight criteria with their weights and plain descriptors."""
    rubric, created = Rubric.objects.get_or_create(identifier="micro-teaching-2016", version=1)
    if created:
        Criterion.objects.bulk_create(
            Criterion(
                rubric=rubric,
                position=number,
                code=f"C{number}",
                name={"fr": f"Critère {number}", "en": f"Criterion {number}"},
                weight=weight,
                knock_out=number == RULES_V1.knock_out_criterion,
                descriptors={
                    language: [f"{language} {number}.{level}" for level in range(5)]
                    for language in ("fr", "en")
                },
            )
            for number, weight in enumerate(RULES_V1.rubric_weights, start=1)
        )
    return rubric


def tie_default_rules(cohort: Cohort) -> None:
    """Version 1 of the rules for this cohort."""
    tie_rules(cohort=cohort, rule_set=store_rules(at=LONG_AGO))


def enter(
    enrolment: Enrolment, key: str, value: str | None, *, out_of: str = "100", **more
) -> None:
    """A mark by hand, as from paper."""
    activity = Activity.objects.get(course=enrolment.cohort.edition.course, key=key)
    record_mark(
        enrolment=enrolment,
        activity=activity,
        value=None if value is None else Decimal(value),
        out_of=Decimal(out_of),
        by=None,
        at=AFTER,
        **more,
    )


def make_complete(enrolment: Enrolment, *, level: int = 3, mark: str = "80") -> None:
    """Everything a trainee owes: full presence, quizzes, practicals, two sheets, exam, plan."""
    fill_register(enrolment, "P" * 30)
    for module in MODULES:
        enter(enrolment, module.replace("M", "Q"), mark)
    for key in ("P1", "P2", "P3", "P4"):
        enter(enrolment, key, "16", out_of="20")
    enter(enrolment, "EXAM", mark)
    for seat in (1, 2):
        assessor = make_assessor(seat)
        submit_sheet(
            enrolment=enrolment,
            seat=seat,
            assessor=assessor,
            rubric=make_rubric(),
            levels=[level] * 8,
            by=assessor,
            at=AFTER,
        )
    validate_action_plan(enrolment=enrolment, by=None, at=AFTER)


def make_assessor(seat: int) -> User:
    """The assessor who always holds this seat in the tests."""
    username = f"assessor-{seat}"
    found = User.objects.filter(username=username).first()
    return found or make_user(f"ÉVALUATEUR Siège {'ABC'[seat - 1]}", username=username)
