"""A mark reads the same on every page, to the trainee and to the lead."""

import re

import pytest
from django.utils import timezone, translation

from assessments.models import AttemptGrade
from assessments.templatetags.figures import short_number
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in, start
from tests.factories.courses import make_colleague, make_enrolment


@pytest.mark.parametrize(
    ("value", "words"),
    [("90.00", "90"), ("22.50", "22,5"), ("66.67", "66,67"), (0, "0"), (100, "100"), (None, "")],
)
def test_as_short_as_it_is_exact(value, words):
    with translation.override("fr"):
        assert short_number(value) == words


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("fr", "22,5"), ("en", "22.5")])
def test_result_quiz_own_marks_and_board_agree(language, words):
    cohort = running_cohort()
    quiz = open_quiz(cohort)
    trainee = signed_in(make_enrolment(cohort).user)
    attempt = start(trainee)
    trainee.post(address("attempt-submit", attempt.public_id))
    AttemptGrade.objects.create(
        attempt=attempt,
        score="22.50",
        items=attempt.grades.get().items,
        graded_at=timezone.now(),
        cause=AttemptGrade.Cause.REGRADE,
    )
    lead = signed_in(make_colleague(cohort, "lead"))
    pages = {
        "result": trainee.get(address("attempt-result", attempt.public_id, language=language)),
        "quiz": trainee.get(
            address("quiz-start", quiz.activity.key, language=language), follow=True
        ),
        "own": trainee.get(address("my-results", language=language)),
        "board": lead.get(address("board", cohort.code, language=language)),
    }
    for name, page in pages.items():
        found = re.findall(r"22[.,]5\d*", page.content.decode())
        assert found and set(found) == {words}, name
