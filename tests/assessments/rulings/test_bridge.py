"""Sittings without cancelled attempts; components that an irregularity sets to 0."""

from decimal import Decimal

import pytest

from assessments import states
from assessments.bridge import read_records
from assessments.models import Attempt, AttemptGrade, Irregularity, Quiz
from assessments.outcome.casefile import read_record
from assessments.outcome.casewriting import write_case
from assessments.outcome.result import OutcomeCode
from courses.models import Activity
from tests.assessments.rulings.room import LATER, NOON, make_cohort, make_enrolment
from tests.factories.assessments import make_complete, tie_default_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    cohort = make_cohort()
    tie_default_rules(cohort)
    return make_enrolment(cohort)


def activity(enrolment, key):
    return Activity.objects.get(course=enrolment.cohort.edition.course, key=key)


def sit(enrolment, quiz, number, state, score=None):
    attempt = Attempt.objects.create(
        quiz=quiz, enrolment=enrolment, number=number, seed="s", state=state, started_at=NOON
    )
    if score:
        AttemptGrade.objects.create(attempt=attempt, score=score, items=[], graded_at=LATER)
    return attempt


def strike(enrolment, key):
    return Irregularity.objects.create(
        enrolment=enrolment,
        activity=activity(enrolment, key),
        facts="x",
        heard_on=NOON.date(),
        hearing="x",
        reason="x",
        decided_at=LATER,
    )


def test_a_cancelled_first_attempt_makes_no_resit(enrolment):
    exam = Quiz.objects.create(activity=activity(enrolment, "EXAM"))
    sit(enrolment, exam, 1, states.CANCELLED, "10")
    sit(enrolment, exam, 2, states.SUBMITTED, "90")
    record = read_records(enrolment.cohort).records[enrolment.pk]
    assert (record.exam, record.exam_resit) == (Decimal(90), None)
    sit(enrolment, exam, 3, states.TIMED_OUT, "40")
    record = read_records(enrolment.cohort).records[enrolment.pk]
    assert (record.exam, record.exam_resit) == (Decimal(90), Decimal(40))


def test_the_last_grade_counts_and_a_supposed_one_stays_a_supposition(enrolment):
    quiz = Quiz.objects.create(activity=activity(enrolment, "Q01"))
    attempt = sit(enrolment, quiz, 1, states.SUBMITTED, "50")
    AttemptGrade.objects.create(attempt=attempt, score="60", items=[], graded_at=LATER)
    assert read_records(enrolment.cohort).records[enrolment.pk].quizzes[0] == 60
    supposed = read_records(enrolment.cohort, supposed={attempt.pk: Decimal(75)})
    assert supposed.records[enrolment.pk].quizzes[0] == 75
    assert read_records(enrolment.cohort).records[enrolment.pk].quizzes[0] == 60


@pytest.mark.parametrize(("key", "letter"), [("Q01", "q"), ("P1", "p"), ("MT", "m"), ("EXAM", "e")])
def test_a_component_set_to_0_counts_0_and_is_never_left_out(enrolment, key, letter):
    make_complete(enrolment)
    before = read_records(enrolment.cohort).outcome(enrolment)
    struck = strike(enrolment, key)
    records = read_records(enrolment.cohort)
    after = records.outcome(enrolment)
    assert after.code is not OutcomeCode.AJO
    expected = {"q": "73.33", "p": "60.00", "m": "0.00", "e": "0.00"}[letter]
    assert str(getattr(after.figures, letter)) == expected
    assert not after.knock_out
    case = write_case(records.records[enrolment.pk])
    again = read_record(case, identifier=case["id"], rules=records.rules)
    assert again == records.records[enrolment.pk]
    struck.lifted_at = LATER
    struck.save()
    assert read_records(enrolment.cohort).outcome(enrolment) == before


def test_a_justified_absentee_whose_exam_is_set_to_0_is_not_deferred(enrolment):
    make_complete(enrolment)
    enrolment.marks.filter(activity__key="EXAM").update(value=None, absence="justified")
    assert read_records(enrolment.cohort).outcome(enrolment).code is OutcomeCode.AJO
    strike(enrolment, "EXAM")
    assert read_records(enrolment.cohort).outcome(enrolment).code is OutcomeCode.ATT
