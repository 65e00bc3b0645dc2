"""Two devices as the server sees them: one ends the attempt while the other still answers."""

import datetime
import json
import uuid

import pytest
from django.test import Client

from assessments.models import Attempt, LateStep
from assessments.opening import cancel_sitting
from tests.assessments.player.room import (
    address,
    on_the_device,
    open_quiz,
    running_cohort,
    signed_in,
    start,
)
from tests.assessments.rulings.room import score_of
from tests.factories.courses import make_enrolment

pytestmark = pytest.mark.django_db
MINUTE = 60


@pytest.fixture
def trainee():
    cohort = running_cohort()
    open_quiz(cohort)
    return make_enrolment(cohort).user


@pytest.fixture
def attempt(trainee):
    """Started ten minutes ago; it could last ninety."""
    attempt = start(signed_in(trainee))
    begun = datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(minutes=10)
    begun = begun.replace(microsecond=0)
    end = begun + datetime.timedelta(minutes=90)
    Attempt.objects.update(started_at=begun, deadline_at=end)
    attempt.refresh_from_db()
    return attempt


def given(elapsed, *, sequence=1, position=1, value="a", **more):
    return on_the_device(position, value, sequence=sequence, elapsed=elapsed, **more)


def send(browser, attempt, step):
    where = address("attempt-step", attempt.public_id, language="en")
    return browser.post(where, json.dumps(step), "application/json")


def test_an_older_answer_of_the_other_device_comes_later_and_changes_nothing(trainee, attempt):
    phone, tablet = signed_in(trainee), signed_in(trainee)
    newer, older = given(300, sequence=7, value="a"), given(200, sequence=5, value="d")
    for browser, step in ((phone, newer), (tablet, older), (phone, newer), (tablet, older)):
        told = send(browser, attempt, step).json()
        assert (told["saved"], told["standing"], told["sequence"]) == (True, ["a"], 8)
    assert attempt.steps.filter(action="answer").count() == 2
    # What the tablet says after it has been told the number is heard.
    assert send(tablet, attempt, given(400, sequence=8, value="b")).json()["standing"] == ["b"]


def test_what_was_answered_while_the_other_device_submitted_waits_for_a_person(trainee, attempt):
    phone, tablet = signed_in(trainee), signed_in(trainee)
    assert send(phone, attempt, given(60)).json()["saved"]
    phone.post(address("attempt-submit", attempt.public_id))
    attempt.refresh_from_db()
    ended = attempt.started_at + datetime.timedelta(seconds=10 * MINUTE)
    Attempt.objects.update(submitted_at=ended)
    before, at_the_second, after = (
        given(elapsed, sequence=9, position=2)
        for elapsed in (9 * MINUTE, 10 * MINUTE, 10 * MINUTE + 1)
    )
    codes = [
        send(tablet, attempt, step).json()["code"]
        for step in (before, at_the_second, after, before)
    ]
    assert codes == ["late", "late", "attempt-over", "late"]
    kept = {str(step.client_id) for step in LateStep.objects.all()}
    assert kept == {before["client_id"], at_the_second["client_id"]}
    # Submitted once more from the tablet: the same result, since the same moment.
    tablet.post(address("attempt-submit", attempt.public_id))
    attempt.refresh_from_db()
    assert (attempt.submitted_at, score_of(attempt)) == (ended, "33.33")
    assert attempt.grades.count() == 1


def test_a_mark_or_a_turn_of_the_language_is_not_kept_after_the_end(trainee, attempt):
    browser = signed_in(trainee)
    browser.post(address("attempt-submit", attempt.public_id))
    for action in ("flag", "language", "shown"):
        answer = send(browser, attempt, given(60, action=action))
        assert (answer.status_code, answer.json()["code"]) == (409, "attempt-over")
    assert not LateStep.objects.exists() and not attempt.steps.exists()


def test_what_comes_after_a_cancelled_sitting_waits_for_nobody(trainee, attempt):
    at = attempt.started_at + datetime.timedelta(seconds=9 * MINUTE)
    cancel_sitting(window=attempt.window, reason="Alerte", by=None, at=at)
    answer = send(signed_in(trainee), attempt, given(60))
    assert (answer.status_code, answer.json()["code"]) == (409, "attempt-over")
    assert not LateStep.objects.exists()


def test_a_form_without_script_comes_after_what_its_page_still_keeps(trainee, attempt):
    """The script counted to 8 before it was stopped: what it kept arrives later and is older."""
    browser = signed_in(trainee)
    form = {"page": str(uuid.uuid4()), "shown": "null", "sequence": "9", "answer": "c"}
    browser.post(address("attempt-item", attempt.public_id, 1), form)
    told = send(browser, attempt, given(30, sequence=8, value="b")).json()
    assert (told["standing"], told["sequence"]) == (["c"], 10)


def test_back_from_signing_in_again_the_submission_asks_once_more(trainee, attempt):
    """A form that was sent while signed out comes back as a page: nothing is submitted by it."""
    where = address("attempt-submit", attempt.public_id)
    assert Client().post(where)["Location"] == f"{address('card-sign-in')}?next={where}"
    came_back = signed_in(trainee).get(where)
    assert came_back["Location"] == address("attempt-review", attempt.public_id)
    assert Attempt.objects.get().state == "in-progress"
