"""The address of the script: durable, idempotent, tolerant of order, and silent about the key."""

import datetime
import json
import uuid

import pytest
from django.test import Client

from assessments.models import Attempt, QuestionFace
from assessments.presenting import read_trail
from tests.assessments.player.room import (
    address,
    open_quiz,
    queries,
    running_cohort,
    signed_in,
    start,
)
from tests.factories.courses import make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return running_cohort()


@pytest.fixture
def quiz(cohort):
    return open_quiz(cohort)


@pytest.fixture
def browser(cohort):
    return signed_in(make_enrolment(cohort).user)


def step(**changed):
    return {
        "client_id": str(uuid.uuid4()),
        "sequence": 1,
        "position": 1,
        "values": ["b"],
        "language": "fr",
        "elapsed": 12,
        **changed,
    }


def send(browser, attempt, sent, language="fr"):
    body = sent if isinstance(sent, str) else json.dumps(sent)
    where = address("attempt-step", attempt.public_id, language=language)
    return browser.post(where, body, content_type="application/json")


def test_a_step_is_acknowledged_with_the_moment_in_the_readers_words(browser, quiz):
    attempt = start(browser)
    answer = send(browser, attempt, step(), language="en")
    assert answer.status_code == 200
    said = answer.json()
    assert said["saved"] is True
    assert said["standing"] == ["b"]
    assert said["message"].startswith("Saved on the server at ")
    stored = attempt.steps.get()
    assert (stored.response, stored.language, stored.elapsed) == (["b"], "fr", 12)
    assert stored.received_at.isoformat() == said["at"]


def test_the_same_step_twice_has_no_effect(browser, quiz):
    attempt, sent = start(browser), step()
    send(browser, attempt, sent)
    again = send(browser, attempt, {**sent, "values": ["c"]})
    assert again.json() == {**again.json(), "saved": True, "standing": ["b"]}
    assert attempt.steps.count() == 1


def test_a_late_step_does_not_undo_a_newer_one(browser, quiz):
    attempt = start(browser)
    send(browser, attempt, step(sequence=5, values=["d"]))
    late = send(browser, attempt, step(sequence=4, values=["a"]))
    assert late.json()["standing"] == ["d"]
    assert attempt.steps.count() == 2
    assert read_trail(attempt).standing[1].response == ["d"]


def test_of_two_steps_with_one_number_the_same_stands_as_in_the_replay(browser, quiz):
    """Two devices without a network may count alike: the id decides, everywhere alike."""
    attempt = start(browser)
    names = ["00000000-0000-4000-8000-00000000000f", "f0000000-0000-4000-8000-000000000000"]
    for name, letter in zip(reversed(names), "ab", strict=True):
        said = send(browser, attempt, step(client_id=name, sequence=4, values=[letter])).json()
    assert said["standing"] == read_trail(attempt).standing[1].response == ["a"]


def test_the_plain_page_is_heard_after_the_script(browser, quiz):
    """The form of the same page carries the script's count on, so that it comes later."""
    attempt, page = start(browser), uuid.uuid4()
    name = uuid.UUID(hex=page.hex[:16] + "0" * 16)
    send(browser, attempt, step(client_id=str(name), sequence=8, values=["a"]))
    where = address("attempt-item", attempt.public_id, 1)
    form = {"page": str(page), "shown": "null", "sequence": "9", "go": "next"}
    browser.post(where, {**form, "answer": "a"})
    assert attempt.steps.count() == 1  # the script had said it
    browser.post(where, {**form, "answer": "c"})
    assert read_trail(attempt).standing[1].response == ["c"]
    send(browser, attempt, step(sequence=8, values=["b"]))  # found in the queue an hour later
    assert read_trail(attempt).standing[1].response == ["c"]


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 5000,
        step(client_id="x"),
        step(client_id=5),
        step(sequence=-1),
        step(sequence=2**40),
        step(sequence=True),
        step(sequence="1"),
        step(position=None),
        step(position=9),
        step(values=None),
        step(values=[1]),
        step(values=["a"] * 1000),
        step(language="de"),
        step(elapsed=1.5),
        {"values": ["a"]},
    ],
    ids=lambda sent: type(sent).__name__,
)
def test_what_is_no_step_is_refused_and_stores_nothing(browser, quiz, sent):
    attempt = start(browser)
    answer = send(browser, attempt, sent)
    assert answer.status_code == 400
    assert answer.json()["saved"] is False
    assert not attempt.steps.exists()


def test_options_that_do_not_exist_are_no_answer(browser, quiz):
    attempt = start(browser)
    send(browser, attempt, step(values=["zzz"]))
    assert attempt.steps.get().response is None


def test_after_the_end_a_step_is_refused(browser, quiz):
    attempt = start(browser)
    browser.post(address("attempt-submit", attempt.public_id))
    answer = send(browser, attempt, step(), language="en")
    assert (answer.status_code, answer.json()["code"]) == (409, "attempt-over")
    assert not attempt.steps.exists()


def test_past_the_deadline_a_step_is_refused_and_the_attempt_closed(browser, quiz):
    attempt = start(browser)
    past = datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(seconds=1)
    Attempt.objects.update(deadline_at=past)
    assert send(browser, attempt, step()).status_code == 409
    attempt.refresh_from_db()
    assert attempt.submitted_at == past


def test_signed_out_the_script_is_told_to_keep_the_step(browser, quiz):
    attempt = start(browser)
    answer = send(Client(), attempt, step(), language="en")
    assert answer.status_code == 401
    assert answer.json()["code"] == "signed-out"


def test_somebody_else_gets_404_and_a_missing_token_403(browser, cohort, quiz):
    attempt = start(browser)
    other = make_enrolment(cohort, position=2)
    assert send(signed_in(other.user), attempt, step()).status_code == 404
    strict = signed_in(attempt.enrolment.user, enforce_csrf_checks=True)
    assert send(strict, attempt, step()).status_code == 403
    assert browser.get(address("attempt-step", attempt.public_id)).status_code == 405
    assert not attempt.steps.exists()


def test_right_and_wrong_answers_are_answered_alike(browser, quiz):
    """As an attacker: send every option and look for a difference."""
    attempt = start(browser)
    shapes = set()
    for number, letter in enumerate("abcd", start=1):
        said = send(browser, attempt, step(values=[letter], sequence=number)).json()
        text = json.dumps(said)
        for face in QuestionFace.objects.all():
            assert face.words["feedback"] not in text
        shapes.add(tuple(sorted(said)))
    assert shapes == {("at", "message", "saved", "sequence", "standing", "values")}


def queries_of_each_page(browser, attempt, where):
    form = {"page": str(uuid.uuid4()), "shown": "null", "go": "review", "answer": "a"}
    return [
        queries(lambda: browser.get(where)),
        queries(lambda: browser.post(where, form)),
        queries(lambda: send(browser, attempt, step(sequence=3))),
        queries(lambda: browser.get(address("attempt-review", attempt.public_id))),
        queries(lambda: browser.post(address("attempt-submit", attempt.public_id))),
        queries(lambda: browser.get(address("attempt-result", attempt.public_id))),
    ]


def test_queries_do_not_grow_with_the_number_of_items(cohort):
    browser = Client()
    # As a card opens the session: its backend is asked at every request.
    browser.force_login(make_enrolment(cohort).user, backend="accounts.backends.CardBackend")
    counts = []
    for key, items in (("Q01", 1), ("Q02", 3), ("Q03", 9)):
        open_quiz(cohort, key=key, items=items)
        attempt = start(browser, key)
        where = address("attempt-item", attempt.public_id, 1)
        counts.append(queries_of_each_page(browser, attempt, where))
    assert counts[0] == counts[1] == counts[2]
    show, save, script = counts[0][:3]
    assert show <= 7
    assert save <= 11
    # Session, person with roles, attempt, item; savepoint, lock, step, release; what stands now.
    assert script <= 9
