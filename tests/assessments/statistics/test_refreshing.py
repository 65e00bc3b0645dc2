"""Figures beside the questions: pooled, written once."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.itemflagging import flag_unfair_faces
from assessments.itempooling import pool_questions
from assessments.itemrefreshing import refresh_figures
from assessments.models import ItemFigures
from tests.assessments.statistics.furnish import answers_of, make_sat_quiz
from tests.factories.courses import AFTER, make_cohort, make_enrolment
from tests.factories.sittings import sit_quiz

pytestmark = pytest.mark.django_db

LATER = AFTER + datetime.timedelta(days=90)


def test_figures_are_pooled_over_cohorts_and_written_once():
    quiz, versions, _ = make_sat_quiz(make_cohort(), people=20, items=4, seed=1)
    cohort = make_cohort("NIA24")
    more = [make_enrolment(cohort, position=number) for number in range(1, 11)]
    sit_quiz(quiz, more, versions, answers_of(10, 4, seed=2))
    # A second attempt does not count.
    sit_quiz(quiz, more, versions, answers_of(10, 4, seed=3), number=2)
    assert refresh_figures(at=AFTER) == 4
    assert refresh_figures(at=LATER) == 4
    figures = ItemFigures.objects.get(question=versions[0].question)
    assert figures.attempts == 30
    assert figures.computed_at == LATER
    assert figures.by_language["fr"]["n"] == figures.by_language["en"]["n"] == 15
    facility = sum(Decimal(figures.by_language[one]["facility"]) for one in ("fr", "en")) / 2
    assert figures.facility == pytest.approx(facility, abs=Decimal("0.01"))
    assert figures.verdict.startswith("item-")


def test_a_question_in_two_quizzes_counts_in_both():
    cohort = make_cohort()
    _, versions, people = make_sat_quiz(cohort, people=12, items=4)
    other, _, _ = make_sat_quiz(make_cohort("NIA24"), people=2, items=1, key="Q02")
    sit_quiz(other, people, versions[:2], answers_of(12, 2, seed=9))
    refresh_figures(at=AFTER)
    counts = {
        figures.question.key: figures.attempts
        for figures in ItemFigures.objects.select_related("question")
    }
    assert counts == {"q01-01": 24, "q01-02": 24, "q01-03": 12, "q01-04": 12, "q02-01": 2}


def test_fair_items_raise_nothing():
    make_sat_quiz(make_cohort(), people=120, items=12)
    assert flag_unfair_faces(at=AFTER) == []


def test_queries_grow_with_quizzes_not_with_people():
    counts = []
    for code, key, people in (("OUA16", "Q01", 3), ("NIA24", "Q02", 24)):
        make_sat_quiz(make_cohort(code), people=people, items=4, key=key)
        with CaptureQueriesContext(connection) as captured:
            pool_questions()
        counts.append(len(captured))
    assert counts == [5, 9]
