"""The published items, the rubric and the quizzes, loaded from the project's own files."""

import datetime
import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessments.attempting import start_attempt
from assessments.collecting import collect_questions
from assessments.kinds.registry import kind_of
from assessments.loading import RubricChanged, lay_out_quizzes, load_rubric
from assessments.models import (
    BlueprintLine,
    Criterion,
    Question,
    QuestionFace,
    QuestionVersion,
    Quiz,
    QuizWindow,
    Rubric,
)
from assessments.outcome.ruleset import RULES_V1
from assessments.scoring.schemes import key_is_readable
from tests.factories.courses import make_cohort, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def course(module_rows):
    """The course with the whole bank, loaded once for this file."""
    course = make_course()
    for position, code in enumerate(("M13", "M14", "M15", "M16"), start=13):
        course.modules.create(code=code, position=position, title={"fr": code}, hours="4")
    load()
    return course


def load(**options):
    call_command("load_question_bank", stdout=io.StringIO(), **options)


def rows():
    models = (Question, QuestionVersion, QuestionFace, Rubric, Criterion, Quiz, BlueprintLine)
    return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models]


def test_the_specimen_is_loaded_whole_in_both_languages(course):
    specimen = Question.objects.filter(key__startswith="QB-")
    kinds = list(specimen.values_list("kind", flat=True))
    # Domain 5.1 gives the mix.
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "single": 9,
        "multiple": 5,
        "true-false": 4,
        "matching": 4,
        "ordering": 3,
        "short-text": 2,
        "numeric": 3,
    }
    assert set(specimen.values_list("pool", flat=True)) == {"quiz"}


def test_every_item_of_the_bank_can_be_scored_and_read(course):
    assert Question.objects.count() == len(collect_questions())
    faces = QuestionFace.objects.select_related("version__question")
    assert faces.count() == 2 * Question.objects.count()
    for face in faces:
        kind = kind_of(face.version.question.kind)
        kind.check(face.version.structure)
        kind.check_words(face.version.structure, face.words)
        assert key_is_readable(face.version.scheme, kind.scored_key(face.version.structure))
        assert face.state == "approved"
        assert face.words["feedback"]


def test_loading_twice_changes_nothing(course):
    before = rows()
    load()
    assert rows() == before


def test_a_quiz_stands_for_each_module_with_items(course):
    lasting = Question.objects.filter(
        pool="quiz", versions__valid_from__isnull=True, versions__valid_until__isnull=True
    )
    for line in BlueprintLine.objects.filter(quiz__activity__kind="quiz"):
        assert line.count == min(10, lasting.filter(module=line.module).count())
    assert Quiz.objects.filter(activity__kind="quiz").count() == 12
    for quiz in Quiz.objects.filter(activity__kind="quiz"):
        assert (quiz.minutes, quiz.attempts_allowed, quiz.reopen_after_hours) == (15, 2, 12)


def test_exam_and_tests_are_taken_as_the_domain_says(course):
    """Domain 2.3 and R12: once, the exam to the end of its window, two forms crossed."""
    names = "pool", "policy", "forms", "minutes", "attempts_allowed", "ends_with_window"
    found = {
        quiz.activity.key: (
            *(getattr(quiz, name) for name in names),
            sum(quiz.blueprint.values_list("count", flat=True)),
        )
        for quiz in Quiz.objects.exclude(activity__kind="quiz").select_related("activity")
    }
    assert found == {
        "EXAM": ("exam", "exam", "", 90, 1, True, 40),
        "PRE": ("test", "test", "first", 25, 1, False, 20),
        "POST": ("test", "test", "other", 25, 1, False, 20),
    }


def test_the_rubric_weighs_as_the_rules_do(course):
    criteria = Criterion.objects.order_by("position")
    assert tuple(c.weight for c in criteria) == RULES_V1.rubric_weights
    assert [c.position for c in criteria if c.knock_out] == [RULES_V1.knock_out_criterion]
    for criterion in criteria:
        assert len(criterion.descriptors["fr"]) == len(criterion.descriptors["en"]) == 5


def test_a_stored_rubric_is_never_rewritten(course):
    data: dict[str, Any] = {
        "identifier": "r",
        "version": 1,
        "criteria": [
            {"code": "C1", "weight": 4, "knock_out": False, "name": {"fr": "a", "en": "a"},
             "descriptors": {"fr": list("abcde"), "en": list("abcde")}},
        ],
    }  # fmt: skip
    rubric = load_rubric(data=data)
    assert load_rubric(data=data) == rubric
    data["criteria"][0]["weight"] = 5
    with pytest.raises(RubricChanged):
        load_rubric(data=data)
    assert rubric.criteria.get().weight == 4


@pytest.mark.parametrize("year", [2016, 2026, 2036])
def test_every_quiz_can_be_taken_in_any_year(course, year):
    cohort = make_cohort(course=course, starts_on=datetime.date(year, 1, 25))
    enrolment = make_enrolment(cohort)
    at = datetime.datetime.combine(cohort.starts_on, datetime.time(12), tzinfo=datetime.UTC)
    hour = datetime.timedelta(hours=1)
    for quiz in Quiz.objects.filter(activity__kind="quiz"):
        QuizWindow.objects.create(cohort=cohort, quiz=quiz, opens_at=at - hour, closes_at=at + hour)
        attempt = start_attempt(enrolment=enrolment, quiz=quiz, seed="s", at=at)
        assert attempt.items.count() == quiz.blueprint.get().count


def test_more_items_make_a_longer_quiz_up_to_ten(course):
    at = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    Question.objects.filter(pool="quiz").update(module=course.modules.get(code="M01"))
    lay_out_quizzes(course=course, at=at)
    assert Quiz.objects.get(activity__key="Q01").blueprint.get().count == 10


def test_the_course_must_be_named_when_there_are_several(course):
    make_course("other")
    with pytest.raises(CommandError):
        load()
    with pytest.raises(CommandError):
        load(course="none")
    load(course="tot")
    assert Question.objects.count() == len(collect_questions())
