"""Without script, signed out in the middle of a quiz: the answer that was sent is not lost."""

import datetime
import html
import json

import pytest
from django.test import Client
from django.utils import timezone

from accounts.cards import issue_card
from assessments import states
from assessments.models import Attempt, AttemptStep, LateStep
from assessments.views import waiting
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in, start
from tests.assessments.player.test_pages import answers, fields, item, order, ticked
from tests.factories.courses import make_colleague, make_enrolment

pytestmark = pytest.mark.django_db
PIN = "246810"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def cohort():
    return running_cohort()


@pytest.fixture
def trainee(cohort):
    open_quiz(cohort)
    return make_enrolment(cohort)


@pytest.fixture
def attempt(trainee):
    return start(signed_in(trainee.user))


@pytest.fixture
def page(trainee, attempt):
    """The item as it was rendered while the session lasted."""
    return item(signed_in(trainee.user), attempt)


def sent_signed_out(attempt, page, position=1, client=None, **changed):
    """The form of the page, from a browser whose session is gone; the browser and the answer."""
    browser = client or Client()
    chosen = order(page)[1]
    data = {**fields(page), "answer": chosen, "go": "next", **changed}
    where = address("attempt-item", attempt.public_id, position)
    response = browser.post(where, data)
    assert response.status_code == 302
    assert response["Location"] == f"{address('card-sign-in')}?next={where}"
    return browser, chosen


def sign_in(browser, enrolment, suffix="AAA", *, at=None, **more):
    """By card, at the address to which the browser was sent; where it comes out."""
    card = enrolment.user.cards.first() or issue_card(
        user=enrolment.user, group_code="OUA16", suffix=suffix, pin=PIN, by=None, at=timezone.now()
    )
    code = getattr(getattr(card, "card", card), "code")  # noqa: B009
    return browser.post(
        f"{address('card-sign-in')}?next={at}", {"code": code, "pin": PIN, **more}, follow=True
    )


def text(response):
    return html.unescape(response.content.decode())


def there(attempt, position=1):
    return address("attempt-item", attempt.public_id, position)


def test_the_answer_is_saved_once_its_author_has_signed_in_again(trainee, attempt, page):
    browser, chosen = sent_signed_out(attempt, page, flaggable="1", flag="on")
    assert "Votre session avait pris fin" in text(browser.get(address("card-sign-in")))
    assert answers(attempt) == []
    shown = sign_in(browser, trainee, at=there(attempt))
    told = "Votre réponse à la question 1, donnée alors que votre session avait pris fin, est"
    assert told in text(shown)
    assert answers(attempt) == [(1, [chosen])]
    assert ticked(shown) == [chosen] and 'name="flag" checked' in text(shown)
    # It is taken up once, and a page sent again changes nothing.
    AttemptStep.objects.filter(action="answer").delete()
    item(browser, attempt)
    assert answers(attempt) == []


@pytest.mark.parametrize("seal", ["", "0" * 32, "é"])
def test_a_form_that_no_page_of_the_attempt_made_is_not_kept(trainee, attempt, page, seal):
    """An address alone stands in the history of a device that several people use."""
    browser, _ = sent_signed_out(attempt, page, seal=seal)
    sign_in(browser, trainee, at=there(attempt))
    assert answers(attempt) == []


def test_a_wrong_pin_and_a_turn_of_the_language_lose_nothing(trainee, attempt, page):
    browser, chosen = sent_signed_out(attempt, page)
    browser.post(address("card-sign-in"), {"code": "OUA16-AAA", "pin": "000000"})
    browser.get(address("card-sign-in", language="en"))
    sign_in(browser, trainee, at=there(attempt))
    assert answers(attempt) == [(1, [chosen])]


def test_sent_twice_it_is_one_answer(trainee, attempt, page):
    browser, chosen = sent_signed_out(attempt, page)
    sent_signed_out(attempt, page, client=browser)
    sign_in(browser, trainee, at=there(attempt))
    browser.logout()
    sent_signed_out(attempt, page, client=browser)
    sign_in(browser, trainee, at=there(attempt))
    assert answers(attempt) == [(1, [chosen])]


def test_another_person_neither_sees_nor_saves_it(cohort, trainee, attempt, page):
    other = make_enrolment(cohort, position=2)
    own = start_own(other)
    browser, chosen = sent_signed_out(attempt, page)
    landed = sign_in(browser, other, "BBB", at=there(attempt))
    assert landed.status_code == 404
    assert waiting.KEPT not in browser.session
    for where in (there(own), there(attempt)):
        assert chosen not in ticked(browser.get(where))
    # Nor does it come to its author from a session that another person had.
    browser.logout()
    sign_in(browser, trainee, at=there(attempt))
    assert not AttemptStep.objects.filter(action="answer").exists()


def start_own(enrolment):
    browser = signed_in(enrolment.user)
    browser.post(address("quiz-start", "Q01"))
    return Attempt.objects.get(enrolment=enrolment)


def test_whoever_posts_to_somebody_elses_attempt_and_signs_in_as_oneself_writes_nowhere(
    cohort, trainee, attempt, page
):
    other = make_enrolment(cohort, position=2)
    own = start_own(other)
    browser, _ = sent_signed_out(attempt, page)
    sign_in(browser, other, "BBB", at=there(own))
    assert waiting.KEPT not in browser.session
    assert not AttemptStep.objects.filter(action="answer").exists()


def test_staff_who_sign_in_leave_nothing_of_it(cohort, attempt, page):
    browser, _ = sent_signed_out(attempt, page)
    lead = make_colleague(cohort, "lead")
    browser.force_login(lead)
    assert waiting.KEPT not in browser.session


def test_what_was_kept_for_another_attempt_or_person_is_not_taken_up(trainee, attempt, page):
    """Even where a session were to hold it after all."""
    for changed in ({"person": trainee.user_id + 1}, {"about": "attempt of another"}):
        browser, _ = sent_signed_out(attempt, page)
        session = browser.session
        kept = [{**session[waiting.KEPT][0], **changed}]
        browser.force_login(trainee.user)
        session = browser.session
        session[waiting.KEPT] = kept
        session.save()
        item(browser, attempt)
        assert answers(attempt) == []
        # What waits for another attempt goes on waiting for it.
        assert (waiting.KEPT in browser.session) == ("about" in changed)


def test_it_waits_an_hour_and_no_longer(trainee, attempt, page, monkeypatch):
    browser, _ = sent_signed_out(attempt, page)
    assert browser.session.get_expiry_age() <= HOUR.total_seconds()
    session = browser.session
    kept = dict(session[waiting.KEPT][0])
    kept["at"] = (timezone.now() - HOUR - datetime.timedelta(seconds=1)).isoformat()
    session[waiting.KEPT] = [kept]
    session.save()
    sign_in(browser, trainee, at=there(attempt))
    assert answers(attempt) == []


@pytest.mark.parametrize(("own_device", "days"), [(False, 0), (True, 13)])
def test_the_session_that_follows_lasts_as_long_as_any_other(
    trainee, attempt, page, own_device, days
):
    browser, _ = sent_signed_out(attempt, page)
    more = {"own_device": "on"} if own_device else {}
    sign_in(browser, trainee, at=there(attempt), **more)
    assert browser.session.get_expiry_age() > days * 24 * 3600 + 11 * 3600


def test_the_browser_holds_nothing_of_it_and_no_address_says_it(attempt, page):
    browser, _ = sent_signed_out(attempt, page, answer="QQOQCCP-secret")
    sign_in_page = browser.get(f"{address('card-sign-in')}?next={there(attempt)}")
    assert "QQOQCCP" not in sign_in_page.content.decode()
    assert all("QQOQCCP" not in cookie.value for cookie in browser.cookies.values())


def test_an_attempt_that_is_none_or_over_is_answered_alike_and_nothing_is_kept(attempt, page):
    Attempt.objects.filter(pk=attempt.pk).update(state=states.SUBMITTED)
    browser, _ = sent_signed_out(attempt, page)
    assert waiting.KEPT not in browser.session
    Attempt.objects.filter(pk=attempt.pk).update(public_id="00000000-0000-4000-8000-000000000000")
    browser, _ = sent_signed_out(attempt, page)  # its old address
    assert waiting.KEPT not in browser.session


def test_too_much_is_not_kept(attempt, page):
    long = {"answer": "x" * (waiting.LONGEST + 1)}
    shown = {"shown": json.dumps("x" * waiting.LONGEST)}
    many = {"answer": ["a"] * 61}
    for changed in (long, shown, many):
        browser, _ = sent_signed_out(attempt, page, **changed)
        assert waiting.KEPT not in browser.session


def test_without_the_token_of_its_page_nothing_is_kept(attempt):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post(there(attempt), {"answer": "a", "go": "next"})
    assert response.status_code == 403
    assert waiting.KEPT not in browser.session


def test_given_before_the_end_and_carried_after_it_a_person_decides(trainee, attempt, page):
    now = timezone.now()
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=now - HOUR, deadline_at=now + datetime.timedelta(minutes=1)
    )
    browser, chosen = sent_signed_out(attempt, page)
    session = browser.session
    kept = dict(session[waiting.KEPT][0])
    kept["at"] = (now - datetime.timedelta(minutes=10)).isoformat()
    session[waiting.KEPT] = [kept]
    session.save()
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=now - datetime.timedelta(minutes=5))
    shown = sign_in(browser, trainee, at=there(attempt))
    assert "Cette réponse est arrivée après la fin. Elle est conservée" in text(shown)
    assert answers(attempt) == []
    late = LateStep.objects.get()
    assert (late.attempt, late.position, late.response) == (attempt, 1, [chosen])


def test_what_was_answered_elsewhere_since_stands(trainee, attempt, page):
    browser, chosen = sent_signed_out(attempt, page)
    phone = signed_in(trainee.user)
    newer = order(page)[0]
    form = fields(item(phone, attempt))
    phone.post(there(attempt), {**form, "answer": newer, "go": "next"})
    assert answers(attempt) == [(1, [newer])]
    shown = sign_in(browser, trainee, at=there(attempt))
    assert "la réponse la plus récente compte" in text(shown)
    assert answers(attempt) == [(1, [newer])] and chosen != newer
    assert ticked(shown) == [newer]


def test_every_answer_waits_and_is_in_the_attempt_that_is_handed_in(trainee, attempt, page):
    """Two questions answered signed out; then the last page, and no question is opened again."""
    second = item(signed_in(trainee.user), attempt, 2)
    browser, first = sent_signed_out(attempt, page)
    browser, other = sent_signed_out(attempt, second, 2, client=browser)
    review = address("attempt-review", attempt.public_id)
    shown = sign_in(browser, trainee, at=review)
    for number in (1, 2):
        assert f"Votre réponse à la question {number}" in text(shown)
    assert answers(attempt) == [(1, [first]), (2, [other])]
    AttemptStep.objects.filter(action="answer").delete()
    anew = item(browser, attempt)
    browser.logout()
    browser, first = sent_signed_out(attempt, anew, client=browser)
    sign_in(browser, trainee, at=address("home"))
    browser.post(address("attempt-submit", attempt.public_id))
    assert answers(attempt) == [(1, [first])]
    attempt.refresh_from_db()
    assert attempt.state == states.SUBMITTED
