"""An action plan that changed elsewhere meanwhile is not overwritten, sent back or kept unseen."""

import re

import pytest
from django.utils import timezone

from assessments.models import ActionPlan
from courses.registering import withdraw
from tests.assessments.entry.test_plans import PLAN, all_plans, hand_in, keep, own
from tests.assessments.player.room import signed_in
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort)


def test_handed_in_from_a_page_that_slept_it_does_not_undo_the_other_device(trainee):
    phone, tablet = signed_in(trainee.user), signed_in(trainee.user)
    opened = {**PLAN, "need": "From the tablet", "seen": ""}
    keep(phone, {"need": "From the phone"})
    page = tablet.post(own(), opened)
    assert page.status_code == 200
    html = page.content.decode()
    assert "Another device changed this meanwhile" in html and "From the tablet" in html
    plan = ActionPlan.objects.get()
    assert (plan.answers["need"], plan.handed_in_at) == ("From the phone", None)
    # The page says so and shows what was typed: pressed again it is what the trainee wants.
    shown = re.search(r'name="seen" value="([^"]+)"', html)
    assert shown
    assert tablet.post(own(), {**opened, "seen": shown[1]}).status_code == 302
    plan.refresh_from_db()
    assert plan.answers["need"] == "From the tablet"
    # Pressed twice it is handed in once, and stays what the team is reading.
    edition = plan.edition
    assert tablet.post(own(), {**opened, "seen": shown[1]}).status_code == 302
    plan.refresh_from_db()
    assert plan.edition == edition


def test_a_plan_that_was_mended_meanwhile_is_not_sent_back_unseen(cohort, trainee):
    browser, team = signed_in(trainee.user), signed_in(make_colleague(cohort, "lead"))
    hand_in(browser)
    page = team.get(all_plans()).content.decode()
    read = re.findall(r'name="read" value="([^"]+)"', page)
    assert len(read) == 2 and len(set(read)) == 1
    hand_in(browser, {"session_1_on": "2016-03-08"})
    sent = {"enrolment": trainee.pk, "send_back": "1", "remark": "A holiday", "read": read[0]}
    refused = team.post(all_plans(), sent)
    assert refused.status_code == 409
    assert "changed while you read it" in refused.content.decode()
    assert "A holiday" in refused.content.decode()
    assert ActionPlan.objects.get().handed_in_at


def test_whoever_has_left_the_course_has_no_plan_to_hand_in_or_to_validate(cohort, trainee):
    lead, browser = make_colleague(cohort, "lead"), signed_in(trainee.user)
    hand_in(browser)
    withdraw(enrolment=trainee, reason="rappelé", at=timezone.now())
    assert hand_in(browser, {"need": "Something else"}).status_code == 404
    assert signed_in(lead).post(all_plans(), {"enrolment": trainee.pk}).status_code == 404
    assert ActionPlan.objects.get().answers == PLAN
