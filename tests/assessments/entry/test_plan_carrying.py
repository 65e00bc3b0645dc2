"""Without script, signed out over an action plan: what was typed is neither lost nor shown."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import ActionPlan
from assessments.planning import validate_action_plan
from assessments.views import waiting
from courses.models import Cohort
from tests.assessments.entry.test_plans import PLAN, hand_in, keep
from tests.assessments.player.room import address, running_cohort, signed_in
from tests.assessments.player.test_carrying import sign_in
from tests.factories.courses import make_colleague, make_enrolment

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
TYPED = {**PLAN, "need": "Typed while signed out"}


@pytest.fixture
def cohort():
    return running_cohort()


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort)


@pytest.fixture
def opened(trainee):
    """The page as it was rendered while the session lasted."""
    return hidden(signed_in(trainee.user).get(there()))


def there():
    return address("action-plan", language="en")


def hidden(page):
    """What the form says beside the fields."""
    found = re.findall(r'name="(seen|owner)" value="([^"]*)"', page.content.decode())
    return dict(found)


def sent_signed_out(opened, client=None, **changed):
    """The form of the page, from a browser whose session is gone."""
    browser = client or Client()
    response = browser.post(there(), {**TYPED, **opened, **changed})
    assert response.status_code == 302
    assert response["Location"].endswith(f"card/?next={there()}")
    return browser


def text(response):
    return html.unescape(response.content.decode())


def need():
    plan = ActionPlan.objects.first()
    return plan and plan.answers.get("need")


def test_a_plan_is_handed_in_once_its_author_has_signed_in_again(trainee, opened):
    browser = sent_signed_out(opened)
    shown = text(browser.get(address("card-sign-in", language="en")))
    assert "Sign in again and the plan you just sent is taken up" in shown
    assert not ActionPlan.objects.exists()
    assert "Your action plan is on the server." in text(sign_in(browser, trainee, at=there()))
    plan = ActionPlan.objects.get()
    assert (plan.enrolment, plan.answers, bool(plan.handed_in_at)) == (trainee, TYPED, True)
    # Once: what the page says later is not undone.
    ActionPlan.objects.all().delete()
    browser.get(there())
    assert not ActionPlan.objects.exists()


def test_a_draft_is_kept_as_one_and_a_turn_of_the_language_loses_nothing(trainee, opened):
    browser = sent_signed_out(opened, draft="1", men="many")
    browser.get(address("card-sign-in"))
    sign_in(browser, trainee, at=address("action-plan"))
    plan = ActionPlan.objects.get()
    assert (plan.answers["men"], plan.handed_in_at) == ("many", None)


def test_what_is_not_complete_is_shown_as_it_was_typed(trainee, opened):
    browser = sent_signed_out(opened, risk="")
    shown = text(sign_in(browser, trainee, at=there()))
    assert "Typed while signed out" in shown and "required" in shown
    assert not ActionPlan.objects.exists()


def test_sent_twice_the_later_one_counts(trainee, opened):
    browser = sent_signed_out(opened, need="First")
    sent_signed_out(opened, browser, need="Second")
    sign_in(browser, trainee, at=there())
    assert need() == "Second"


def test_another_person_neither_sees_nor_saves_it(cohort, trainee, opened):
    other = make_enrolment(cohort, position=2)
    browser = sent_signed_out(opened)
    landed = sign_in(browser, other, "BBB", at=there())
    assert landed.status_code == 200
    assert waiting.KEPT not in browser.session
    assert "Typed while signed out" not in text(landed)
    assert "Typed while signed out" not in text(browser.get(there()))
    # Nor does it come to its author from a session that another person had.
    browser.logout()
    sign_in(browser, trainee, at=there())
    assert not ActionPlan.objects.exists()


def test_staff_who_sign_in_leave_nothing_of_it(cohort, opened):
    browser = sent_signed_out(opened)
    browser.force_login(make_colleague(cohort, "lead"))
    assert waiting.KEPT not in browser.session


def test_what_waits_for_another_person_is_not_taken_up_even_if_it_were_there(trainee, opened):
    browser = sent_signed_out(opened)
    kept = {**browser.session[waiting.KEPT][0], "person": trainee.user_id + 1}
    browser.force_login(trainee.user)
    session = browser.session
    session[waiting.KEPT] = [kept]
    session.save()
    assert "Typed while signed out" not in text(browser.get(there()))
    assert not ActionPlan.objects.exists()


def test_nobody_puts_words_into_the_plan_of_somebody_else(cohort, trainee, opened):
    """The page says whose it is under the server's signature; a number alone says nothing."""
    victim = make_enrolment(cohort, position=2)
    signature = opened["owner"].partition(":")[2]
    for owner in ("", str(victim.pk), f"{victim.pk}:{signature}"):
        browser = sent_signed_out(opened, owner=owner)
        assert waiting.KEPT not in browser.session


def test_it_waits_an_hour_and_no_longer(trainee, opened):
    browser = sent_signed_out(opened)
    assert browser.session.get_expiry_age() <= HOUR.total_seconds()
    session = browser.session
    late = (timezone.now() - HOUR - datetime.timedelta(seconds=1)).isoformat()
    session[waiting.KEPT] = [{**session[waiting.KEPT][0], "at": late}]
    session.save()
    sign_in(browser, trainee, at=there())
    assert not ActionPlan.objects.exists()


def test_the_browser_holds_nothing_of_it(opened):
    browser = sent_signed_out(opened)
    page = browser.get(f"{address('card-sign-in')}?next={there()}")
    assert "Typed" not in text(page)
    assert all("Typed" not in cookie.value for cookie in browser.cookies.values())


def test_what_another_device_saved_meanwhile_stands_and_the_words_are_shown(trainee, opened):
    browser = sent_signed_out(opened)
    keep(signed_in(trainee.user), {"need": "From the phone"})
    shown = text(sign_in(browser, trainee, at=there()))
    assert "Another device changed this meanwhile" in shown
    assert "Typed while signed out" in shown
    assert need() == "From the phone"


def test_a_plan_that_was_closed_meanwhile_is_said_to_be(trainee, opened):
    browser = sent_signed_out(opened)
    hand_in(signed_in(trainee.user))
    validate_action_plan(enrolment=trainee, by=None, at=timezone.now())
    shown = text(sign_in(browser, trainee, at=there()))
    assert "This plan is handed in or validated: it is closed." in shown
    assert need() == PLAN["need"]


def test_a_closed_plan_one_that_is_none_and_too_much_are_answered_alike(trainee, opened):
    assert waiting.KEPT not in sent_signed_out(opened, need="x" * 20_001).session
    validate_action_plan(enrolment=trainee, by=None, at=timezone.now())
    assert waiting.KEPT not in sent_signed_out(opened).session
    ActionPlan.objects.all().delete()
    Cohort.objects.update(frozen_at=timezone.now())
    assert waiting.KEPT not in sent_signed_out(opened).session


def test_what_the_script_sends_waits_on_the_device_alone(opened):
    browser = Client()
    browser.post(there(), {**TYPED, **opened, "draft": "1"}, HTTP_ACCEPT="application/json")
    assert waiting.KEPT not in browser.session


def test_without_the_token_of_its_page_nothing_is_kept(opened):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(there(), {**TYPED, **opened}).status_code == 403
    assert waiting.KEPT not in browser.session
