"""Each question about one object agrees with its list, over personas × objects."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from assessments.marking import submit_sheet
from assessments.models import Attempt, TeachingSheet
from assessments.permissions import (
    attempts_visible_to,
    can_enter_marks,
    can_freeze,
    can_mark_teaching,
    can_see_attempt,
    can_see_sheet,
    frozen_by,
    marks_entered_by,
    sheets_visible_to,
    teaching_marked_by,
)
from courses.models import Cohort, CohortStaff
from tests.factories.assessments import LONG_AGO, make_quiz, make_rubric
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

ROLES = ("facilitator", "lead", "assessor", "registrar", "editor", "donor", "technical")
# Who of the cohort's own team may do what.
MARKS = {"facilitator", "lead", "registrar"}
TEACHING = {"facilitator", "lead", "assessor"}


@pytest.fixture
def world():
    """Two cohorts, each with its whole team, two trainees, an attempt and a sheet."""
    here, there = make_cohort(), make_cohort("AUTRE")
    people: dict[str, Any] = {"nobody": make_user("PERSONNE Aucune"), "visitor": AnonymousUser()}
    quiz = make_quiz(here)
    for cohort in (here, there):
        for role in ROLES:
            people[f"{role}-{cohort.code}"] = make_colleague(cohort, role)
        for position in (1, 2):
            enrolment = make_enrolment(cohort, position=position)
            people[f"trainee-{position}-{cohort.code}"] = enrolment.user
            Attempt.objects.create(
                quiz=quiz, enrolment=enrolment, number=1, seed="s", started_at=LONG_AGO
            )
        assessor = people[f"assessor-{cohort.code}"]
        submit_sheet(
            enrolment=enrolment,
            seat=1,
            assessor=assessor,
            rubric=make_rubric(),
            levels=[3] * 8,
            by=assessor,
            at=LONG_AGO,
        )
    return people


@pytest.mark.parametrize(
    ("listed", "allowed", "model"),
    [
        (attempts_visible_to, can_see_attempt, Attempt),
        (sheets_visible_to, can_see_sheet, TeachingSheet),
        (marks_entered_by, can_enter_marks, Cohort),
        (teaching_marked_by, can_mark_teaching, Cohort),
        (frozen_by, can_freeze, Cohort),
    ],
)
def test_question_and_list_agree(world, listed, allowed, model):
    seen = 0
    for name, person in world.items():
        visible = set(listed(person).values_list("pk", flat=True))
        seen += len(visible)
        for thing in model.objects.all():
            assert allowed(person, thing) is (thing.pk in visible), name
    assert seen


def test_each_right_belongs_to_the_roles_of_the_table(world):
    for listed, roles in (
        (marks_entered_by, MARKS),
        (teaching_marked_by, TEACHING),
        (frozen_by, {"registrar"}),
    ):
        for name, person in world.items():
            role, _, code = name.rpartition("-")
            codes = set(listed(person).values_list("code", flat=True))
            assert codes == ({code} if role in roles else set()), name


def test_a_withdrawn_trainee_and_an_ended_post_see_nothing_more(world):
    attempt = Attempt.objects.order_by("pk")[0]
    enrolment = attempt.enrolment
    enrolment.withdrawn_at = LONG_AGO
    enrolment.save()
    assert not attempts_visible_to(enrolment.user).exists()
    assert not can_see_attempt(enrolment.user, Attempt.objects.get(pk=attempt.pk))
    lead = world["lead-OUA16"]
    CohortStaff.objects.filter(user=lead).update(until=datetime.date(2016, 2, 12))
    assert not marks_entered_by(lead).exists()
