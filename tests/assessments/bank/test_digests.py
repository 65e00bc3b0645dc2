"""Two digests: words change one, what decides a mark changes both."""

import copy

import pytest
from django.db.models import ProtectedError

from assessments.authoring import write_version
from assessments.kinds.base import ContentProblem
from assessments.models import QuestionFace
from tests.factories.assessments import LONG_AGO, make_question
from tests.factories.courses import make_cohort, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make_question(make_course().modules.get(code="M01"), "QB-X")


def faces(version):
    return {
        face.language: {"stem": face.stem, "words": copy.deepcopy(face.words)}
        for face in version.faces.all()
    }


def write(version, *, structure=None, words=None, points="1"):
    return write_version(
        question=version.question,
        structure=structure or version.structure,
        faces=words or faces(version),
        details={"bloom": "remember", "points": points},
        by=None,
        at=LONG_AGO,
    )


def test_an_accent_changes_only_the_content_digest(version):
    words = faces(version)
    words["fr"]["words"]["options"]["a"] = "Éléphant"
    new = write(version, words=words)
    assert new.number == version.number + 1
    assert new.structure_digest == version.structure_digest
    assert new.content_digest != version.content_digest


@pytest.mark.parametrize(
    "change",
    [
        {"structure": {"options": ["a", "b", "c", "d"], "key": ["b"]}},
        {"structure": {"options": ["b", "a", "c", "d"], "key": ["a"]}},
        {"points": "2"},
    ],
)
def test_key_options_and_points_change_both(version, change):
    new = write(version, **change)
    assert new.structure_digest != version.structure_digest
    assert new.content_digest != version.content_digest


def test_the_same_words_make_no_new_version(version):
    assert write(version).pk == version.pk
    assert version.question.versions.count() == 1


def test_a_published_version_is_left_as_it_was(version):
    words = faces(version)
    words["en"]["stem"] = "Another question?"
    write(version, words=words)
    version.refresh_from_db()
    assert version.faces.get(language="en").stem != "Another question?"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_question_in_one_language_is_refused(version, language):
    words = faces(version)
    words[language]["stem"] = "  "
    with pytest.raises(ContentProblem, match="face-missing"):
        write(version, words=words)


@pytest.mark.parametrize(
    "structure",
    [
        {"options": ["a"], "key": ["a"]},
        {"options": ["a", "a"], "key": ["a"]},
        {"options": ["a", "b"], "key": []},
        {"options": ["a", "b"], "key": ["z"]},
        {"options": ["a", "b"], "key": ["a", "b"]},
        {"options": ["a", "b"]},
    ],
)
def test_a_structure_that_cannot_be_scored_is_refused(version, structure):
    with pytest.raises(ContentProblem):
        write(version, structure=structure)


def test_evidence_protects_its_version(version):
    cohort = make_cohort()
    enrolment = make_enrolment(cohort)
    quiz = enrolment.cohort.edition.course.activities.get(key="Q01")
    attempt = quiz_attempt(enrolment, quiz, version)
    with pytest.raises(ProtectedError):
        version.delete()
    assert attempt.items.get().version == version
    assert QuestionFace.objects.filter(version=version).count() == 2


def quiz_attempt(enrolment, activity, version):
    quiz = activity.quiz if hasattr(activity, "quiz") else make_bare_quiz(activity)
    attempt = enrolment.attempts.create(quiz=quiz, number=1, seed="s", started_at=LONG_AGO)
    attempt.items.create(position=1, version=version, option_order=["a", "b", "c", "d"])
    return attempt


def make_bare_quiz(activity):
    return activity._meta.get_field("quiz").related_model.objects.create(activity=activity)
