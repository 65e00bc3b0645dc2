"""A corrected face: the attempts that saw it are found, the others are left alone."""

import pytest

from assessments import states
from assessments.facecorrecting import attempts_that_saw, correction_of, seen_by_cohort
from assessments.models import Question
from courses.models import Cohort
from tests.assessments.bank.attempts import sit
from tests.assessments.bank.drafts import both, draft, published, words
from tests.factories.courses import AFTER, make_cohort, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    module = make_course().modules.get(code="M01")
    return Question.objects.create(key="Q-1", kind="single", module=module)


@pytest.mark.parametrize(
    ("steps", "seen"),
    [
        ([("answer", 2, "fr")], {"fr"}),
        ([("shown", 2, "fr"), ("language", 2, "en")], {"fr", "en"}),
        ([("language", 2, "en"), ("answer", 2, "en")], {"en"}),
        ([("answer", 1, "fr"), ("flag", 2, "fr"), ("submit", None, "fr")], set()),
        ([("shown", 2, "en"), ("answer", 1, "fr")], {"en"}),
    ],
)
def test_a_face_was_seen_when_a_step_says_so(question, steps, seen):
    version = published(question)
    attempt = sit(version, make_enrolment(make_cohort()), *steps)
    for language in ("fr", "en"):
        expected = [attempt] if language in seen else []
        assert list(attempts_that_saw(version=version, language=language)) == expected


def test_counts_by_cohort_of_marked_attempts(question, django_assert_num_queries):
    version = published(question)
    open_cohort, frozen = make_cohort("AAA01"), make_cohort("BBB02")
    answer = ("answer", 2, "fr")
    for position in (1, 2):
        sit(version, make_enrolment(open_cohort, position=position), answer)
    sit(version, make_enrolment(open_cohort, position=3), answer, state=states.IN_PROGRESS)
    sit(version, make_enrolment(frozen, position=4), answer)
    Cohort.objects.filter(pk=frozen.pk).update(frozen_at=AFTER)
    with django_assert_num_queries(1):
        rows = seen_by_cohort(version=version, language="fr")
    assert [(row.cohort, row.frozen, row.quiz, row.attempts) for row in rows] == [
        ("AAA01", False, "Q01", 2),
        ("BBB02", True, "Q01", 1),
    ]


def test_what_a_version_corrects(question):
    first = published(question)
    assert correction_of(first) is None
    second = draft(question, faces=both(fr=words("fr", stem="Combien de jours, au plus ?")))
    found = correction_of(second)
    assert found is not None
    assert (found.earlier, found.languages) == (first, ("fr",))
    draft(question, structure={"options": ["a", "b"], "key": ["b"]})
    second.refresh_from_db()
    assert correction_of(second) is None
