"""Freezing: refused with every reason while something is open, final once done."""

import dataclasses
import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import refusals
from assessments.blockers import find_blockers
from assessments.bridge import read_records
from assessments.deliberating import (
    freeze_cohort,
    recomputed_digest,
    store_rules,
    tie_rules,
)
from assessments.marking import record_mark
from assessments.models import FrozenOutcome
from assessments.outcome.ruleset import RULES_V1
from assessments.refusals import Refusal
from courses.attending import record_half_day
from courses.models import Activity, Attendance
from courses.refusals import Refused
from tests.factories.assessments import enter, make_complete, tie_default_rules
from tests.factories.courses import AFTER, make_cohort, make_enrolment
from tests.factories.jury import freeze_confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    cohort = make_cohort()
    tie_default_rules(cohort)
    return cohort


def codes(cohort, at=AFTER):
    return {blocker.code for blocker in find_blockers(read_records(cohort), at=at)}


def test_an_untouched_trainee_blocks_with_every_reason(cohort):
    make_enrolment(cohort)
    assert codes(cohort) == {
        "attendance-unrecorded",
        "practical-not-recorded",
        "teaching-not-recorded",
        "exam-not-recorded",
    }


def test_a_freeze_before_the_last_half_day_is_refused(cohort):
    make_complete(make_enrolment(cohort))
    before = datetime.datetime(2016, 2, 10, tzinfo=datetime.UTC)
    assert codes(cohort, at=before) == {"course-not-over"}


def test_freeze_stores_inputs_and_results_with_a_digest(cohort):
    enrolment = make_enrolment(cohort)
    make_complete(enrolment)
    freeze = freeze_confirmed(cohort)
    outcome = FrozenOutcome.objects.get(enrolment=enrolment)
    # Q 80, P 80, M 75, E 80 → F 78.50: merit by R10.
    assert (outcome.final, outcome.on20, outcome.decided) == ("78.50", "15.70", "CRM")
    assert "STAGIAIRE" not in str(freeze.inputs)
    assert recomputed_digest(freeze) == freeze.digest
    freeze.inputs[0]["E1"] = "81"
    assert recomputed_digest(freeze) != freeze.digest


def test_the_freeze_keeps_the_rules_of_its_cohort_and_no_others(cohort):
    make_complete(make_enrolment(cohort))
    second, third = (
        store_rules(rules=dataclasses.replace(RULES_V1, version=n, merit_f=Decimal(f)), at=AFTER)
        for n, f in ((2, "79"), (3, "74"))
    )
    assert third.pk > second.pk
    tie_rules(cohort=cohort, rule_set=second)
    freeze = freeze_confirmed(cohort)
    # F 78.50 is a merit by the first and by the third.
    assert (freeze.rule_set.version, FrozenOutcome.objects.get().decided) == (2, "CR")
    assert recomputed_digest(freeze) == freeze.digest


def test_a_blocked_freeze_changes_nothing(cohort):
    make_enrolment(cohort)
    with pytest.raises(Refusal) as refused:
        freeze_cohort(cohort=cohort, by=None, at=AFTER)
    assert refused.value.code == refusals.BLOCKED
    cohort.refresh_from_db()
    assert cohort.frozen_at is None
    assert not FrozenOutcome.objects.exists()


def test_a_frozen_cohort_refuses_every_change(cohort):
    enrolment = make_enrolment(cohort)
    make_complete(enrolment)
    freeze_confirmed(cohort)
    with pytest.raises(Refusal, match=refusals.FROZEN):
        freeze_cohort(cohort=cohort, by=None, at=AFTER)
    with pytest.raises(Refusal, match=refusals.FROZEN):
        enter(enrolment, "EXAM", "99", reason="late thought")
    half_day = cohort.half_days.get(number=1)
    with pytest.raises(Refused, match=refusals.FROZEN):
        record_half_day(
            half_day=half_day, statuses={enrolment.pk: "N"}, by=None, at=AFTER, reason="x"
        )
    assert Attendance.objects.get(enrolment=enrolment, half_day=half_day).status == "P"


def test_a_second_sitting_of_the_exam_is_capped(cohort):
    enrolment = make_enrolment(cohort)
    make_complete(enrolment, mark="50")
    exam = Activity.objects.get(course=cohort.edition.course, key="EXAM")
    record_mark(
        enrolment=enrolment,
        activity=exam,
        value=Decimal(95),
        out_of=Decimal(100),
        by=None,
        at=AFTER,
        sitting=2,
    )
    records = read_records(cohort)
    assert str(records.outcome(enrolment).figures.e) == "60.00"


def test_records_take_the_same_number_of_queries_for_one_and_three(
    cohort, django_assert_num_queries
):

    make_complete(make_enrolment(cohort))
    with CaptureQueriesContext(connection) as one:
        read_records(cohort)
    for position in (2, 3):
        make_complete(make_enrolment(cohort, position=position))
    with django_assert_num_queries(len(one.captured_queries)):
        read_records(cohort)
