"""Irregularities: recorded after a hearing, in force until lifted, seen by lead and registrar."""

import datetime

import pytest

from assessments import refusals
from assessments.bridge import read_records
from assessments.disputing import lift_irregularity, record_irregularity
from assessments.models import Irregularity
from assessments.refusals import Refusal
from courses.models import Activity
from tests.assessments.player.room import address, signed_in
from tests.assessments.rulings.room import (
    LATER,
    NOON,
    make_cohort,
    make_enrolment,
    readers_of,
    score_of,
    short_quiz,
    take,
)
from tests.factories.assessments import make_complete
from tests.factories.courses import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def lead(cohort):
    return readers_of(cohort)[2]


@pytest.fixture
def attempt(cohort):
    return take(make_enrolment(cohort), short_quiz(cohort), {"Q01-1": ["a"], "Q01-2": ["a"]})


def activity(cohort, key):
    return Activity.objects.get(course=cohort.edition.course, key=key)


def record(attempt, lead, **changes):
    said = {
        "enrolment": attempt.enrolment,
        "activity": None,
        "item": attempt.items.get(version__question__key="Q01-1"),
        "facts": "une antisèche",
        "heard_on": NOON.date(),
        "hearing": "il le reconnaît",
        "reason": "fraude",
        "by": lead,
        "at": LATER,
    }
    return record_irregularity(**said | changes)


def test_an_item_counts_0_until_the_decision_is_lifted(attempt, lead):
    row = record(attempt, lead)
    assert score_of(attempt) == "33.33"
    with pytest.raises(Refusal, match=refusals.ZEROED_ALREADY):
        record(attempt, lead)
    with pytest.raises(Refusal, match=refusals.REASON_MISSING):
        lift_irregularity(irregularity=row, reason=" ", by=lead, at=LATER)
    assert score_of(attempt) == "33.33"
    lift_irregularity(irregularity=row, reason="erreur sur la personne", by=lead, at=LATER)
    assert score_of(attempt) == "66.67"
    with pytest.raises(Refusal, match=refusals.DECIDED):
        lift_irregularity(irregularity=row, reason="encore", by=lead, at=LATER)
    record(attempt, lead)
    assert score_of(attempt) == "33.33"


def test_a_component_counts_0(cohort, attempt, lead):
    record(attempt, lead, item=None, activity=activity(cohort, "Q01"))
    assert read_records(cohort).records[attempt.enrolment_id].quizzes[0] == 0
    assert score_of(attempt) == "66.67"  # what was marked stays what was marked


def test_a_micro_teaching_counts_0_whatever_sheets_there_are(cohort, attempt, lead):
    make_complete(attempt.enrolment)
    assert read_records(cohort).records[attempt.enrolment_id].teaching is not None
    record(attempt, lead, item=None, activity=activity(cohort, "MT"))
    struck = read_records(cohort).records[attempt.enrolment_id]
    assert struck.teaching_zeroed and struck.teaching is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"hearing": " "}, refusals.REASON_MISSING),
        ({"facts": ""}, refusals.REASON_MISSING),
        ({"reason": ""}, refusals.REASON_MISSING),
        ({"heard_on": LATER.date() + datetime.timedelta(days=1)}, refusals.NOT_HEARD),
        ({"item": None}, refusals.OUT_OF_RANGE),
    ],
)
def test_without_hearing_or_reasons_nothing_counts_0(attempt, lead, changes, code):
    with pytest.raises(Refusal, match=code):
        record(attempt, lead, **changes)
    assert not Irregularity.objects.exists()


def test_only_what_is_marked_and_the_trainees_own(cohort, attempt, lead):
    for key in ("AP", "PRE"):
        with pytest.raises(Refusal, match=refusals.OUT_OF_RANGE):
            record(attempt, lead, item=None, activity=activity(cohort, key))
    with pytest.raises(Refusal, match=refusals.OUT_OF_RANGE):
        record(attempt, lead, enrolment=make_enrolment(cohort, position=2))


def test_a_frozen_cohort_refuses(cohort, attempt, lead):
    cohort.frozen_at = LATER
    cohort.save()
    with pytest.raises(Refusal, match=refusals.FROZEN):
        record(attempt, lead)


def test_the_pages_record_and_lift(cohort, attempt, lead):
    registrar = signed_in(make_colleague(cohort, "registrar"))
    where = address("irregularities", cohort.code) + f"?trainee={attempt.enrolment_id}"
    item = attempt.items.get(version__question__key="Q01-1")
    sent = {
        "what": f"item-{item.pk}",
        "facts": "une antisèche",
        "heard_on": "2016-01-26",
        "hearing": "il le reconnaît",
        "reason": "fraude",
    }
    assert registrar.post(where, sent | {"hearing": ""}).status_code == 200
    assert registrar.post(where, sent).status_code == 302
    row = Irregularity.objects.get()
    assert "une antisèche" in registrar.get(address("irregularities", cohort.code)).content.decode()
    lifting = address("lift-irregularity", cohort.code, row.pk)
    assert registrar.post(lifting, {"reason": "erreur"}).status_code == 302
    assert score_of(attempt) == "66.67"


@pytest.mark.parametrize("role", ["facilitator", "assessor"])
def test_nobody_else_sees_the_file(cohort, attempt, role):
    browser = signed_in(make_colleague(cohort, role))
    for name in ("irregularities", "appeals", "corrections", "ranking"):
        assert browser.get(address(name, cohort.code)).status_code == 404
