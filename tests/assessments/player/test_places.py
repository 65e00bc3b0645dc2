"""Where one is in an attempt: numbers, the map, the last page, and where another device goes on."""

import datetime
import json
import re
import uuid

import pytest

from assessments.models import Attempt
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in, start
from tests.factories.courses import make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    cohort = running_cohort()
    open_quiz(cohort)
    return signed_in(make_enrolment(cohort).user)


@pytest.fixture
def attempt(browser):
    return start(browser)


def item(browser, attempt, position, language="en"):
    where = address("attempt-item", attempt.public_id, position, language=language)
    return browser.get(where).content.decode()


def review(browser, attempt):
    return browser.get(address("attempt-review", attempt.public_id, language="en")).content.decode()


def send(browser, attempt, position, **form):
    """The form of a page of its own, rendered with nothing chosen."""
    page = {"page": str(uuid.uuid4()), "shown": "null", "sequence": "0", "go": "next"}
    return browser.post(address("attempt-item", attempt.public_id, position), {**page, **form})


def step(browser, attempt, position, **more):
    sent = {"client_id": str(uuid.uuid4()), "position": position, "language": "fr", "elapsed": 1}
    body = json.dumps({**sent, **more})
    where = address("attempt-step", attempt.public_id)
    assert browser.post(where, body, "application/json").status_code == 200


def it_began(minutes, *, lasts=None):
    """The attempt was started so many minutes ago, and lasts so long."""
    begun = datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(minutes=minutes)
    end = begun + datetime.timedelta(minutes=lasts) if lasts else None
    Attempt.objects.update(started_at=begun, deadline_at=end)


@pytest.mark.parametrize(
    ("position", "go", "name", "target"),
    [
        (3, "next", "attempt-review", None),
        (1, "next", "attempt-item", 2),
        (1, "previous", "attempt-item", 1),
        (1, "3", "attempt-item", 3),
        (1, "4", "attempt-review", None),
        (1, "99", "attempt-item", 3),
        (2, "0", "attempt-item", 1),
        (2, "nowhere", "attempt-item", 2),
        (2, "1000", "attempt-item", 2),
    ],
)
def test_every_number_leads_somewhere(browser, attempt, position, go, name, target):
    wanted = address(name, attempt.public_id, *([target] if target else []))
    assert send(browser, attempt, position, go=go)["Location"] == wanted


def test_the_map_says_where_one_is_what_is_answered_and_what_to_come_back_to(browser, attempt):
    send(browser, attempt, 1, answer="b")
    send(browser, attempt, 2, answer="a", flaggable="1", flag="on")
    html = item(browser, attempt, 3)
    boxes = re.findall(r'name="go" value="(\d)" class="([^"]*)"( aria-current="step")?', html)
    assert [(number, classes.split(), bool(here)) for number, classes, here in boxes] == [
        ("1", ["answered"], False),
        ("2", ["answered", "flagged"], False),
        ("3", [], True),
    ]
    words = re.findall(r"<span data-word>([^<]*)</span> <span data-flag>([^<]*)</span>", html)
    assert words == [
        ("answered", ""),
        ("answered", "to come back to"),
        ("without answer", ""),
    ]
    links = re.findall(
        r'<li><a href="([^"]*)" class="([^"]*)">(\d)<span class="vh"> ([^<]*)</span>',
        review(browser, attempt),
    )
    assert [(number, css.split(), " ".join(said.split())) for _, css, number, said in links] == [
        ("1", ["answered"], "answered"),
        ("2", ["answered", "flagged"], "answered to come back to"),
        ("3", [], "without answer"),
    ]
    assert [where for where, *_ in links] == [
        address("attempt-item", attempt.public_id, number, language="en") for number in (1, 2, 3)
    ]


def test_only_the_first_item_has_none_before_it_and_only_the_last_leads_to_the_last_page(
    browser, attempt
):
    for position in (1, 2, 3):
        html = item(browser, attempt, position)
        assert (' value="previous" hidden>' in html) is (position == 1)
        assert ("data-next>Save and check<" in html) is (position == 3)
        assert ("data-next>Save and next<" in html) is (position != 3)


def test_what_to_come_back_to_is_listed_with_whether_it_is_answered(browser, attempt):
    send(browser, attempt, 1, answer="a", flaggable="1", flag="on")
    send(browser, attempt, 3, flaggable="1", flag="on")
    html = review(browser, attempt)
    wanted = html[html.index('id="flagged"') : html.index('id="blank"')]
    assert re.findall(r"Question (\d)</b><span class=\"status (\w+)\">([\w ]+)<", wanted) == [
        ("1", "done", "Answered"),
        ("3", "waiting", "Without answer"),
    ]


def test_the_last_page_leads_back_and_says_when_the_time_ends(browser, attempt):
    html = review(browser, attempt)
    back = re.search(r'<div class="actions"><a class="btn" href="([^"]*)"', html)
    assert back is not None
    assert back[1] == address("attempt-item", attempt.public_id, 3, language="en")
    assert "The time ends at" not in html
    it_began(5, lasts=90)
    assert "The time ends at" in review(browser, attempt)


def test_an_item_says_how_long_the_attempt_has_run_and_how_long_it_still_does(browser, attempt):
    it_began(5, lasts=90)
    html = item(browser, attempt, 1)
    found = re.search(r'data-elapsed="(\d+)".*data-left="(\d+)"', html, re.DOTALL)
    assert found is not None
    assert abs(int(found[1]) - 300) < 20 and abs(int(found[2]) - 5100) < 20


def test_a_mark_set_taken_away_and_set_again_on_one_page_is_set(browser, attempt):
    page = {"page": str(uuid.uuid4()), "flaggable": "1"}
    for on in ({"flag": "on"}, {}, {"flag": "on"}):
        send(browser, attempt, 1, **page, **on)
        assert ('name="flag" checked' in item(browser, attempt, 1)) is bool(on)


def test_another_device_goes_on_where_the_newest_step_was_not_where_the_last_arrived(
    browser, attempt
):
    where = address("attempt", attempt.public_id)
    assert browser.get(where)["Location"] == address("attempt-item", attempt.public_id, 1)
    step(browser, attempt, 3, sequence=8, values=["a"])
    step(browser, attempt, 2, sequence=7, values=["b"])
    item(browser, attempt, 1)
    assert browser.get(where)["Location"] == address("attempt-item", attempt.public_id, 3)


def test_the_bundle_of_the_script_says_what_stands(browser, attempt):
    it_began(5, lasts=90)
    step(browser, attempt, 3, sequence=8, values=["c"])
    step(browser, attempt, 3, sequence=7, values=["b"])
    step(browser, attempt, 2, sequence=9, values=["on"], action="flag")
    step(browser, attempt, 1, sequence=10, values=["on"], action="flag")
    step(browser, attempt, 1, sequence=11, values=[], action="flag")
    where = address("attempt-items", attempt.public_id, language="en")
    told = browser.get(where).json()
    assert told["values"] == {"3": ["c"]}
    assert (told["language"], told["flagged"], told["sequence"]) == ("en", [2], 12)
    assert abs(told["left"] - 5100) < 20
    assert set(told["items"]) == {"1", "2", "3"}
    assert all("choice Q01" in html and "checked" not in html for html in told["items"].values())


def test_an_item_says_when_its_newest_answer_was_saved(browser, attempt):
    for sequence, letter in ((1, "a"), (2, "b")):
        step(browser, attempt, 1, sequence=sequence, values=[letter])
    moments = (datetime.time(9, 5), datetime.time(11, 15))
    today = datetime.datetime.now(tz=datetime.UTC).date()
    for sequence, moment in enumerate(moments, start=1):
        at = datetime.datetime.combine(today, moment, tzinfo=attempt.enrolment.cohort.tz)
        attempt.steps.filter(sequence=sequence).update(received_at=at)
    assert "11:15" in item(browser, attempt, 1) and "09:05" not in item(browser, attempt, 1)


def test_the_script_is_told_a_number_above_all_that_the_server_has_of_the_item(browser, attempt):
    sent = {"client_id": str(uuid.uuid4()), "position": 1, "language": "fr", "elapsed": 1}
    where = address("attempt-step", attempt.public_id)
    step(browser, attempt, 1, sequence=41, values=["a"])
    body = json.dumps({**sent, "sequence": 3, "values": ["b"]})
    assert browser.post(where, body, "application/json").json()["sequence"] == 42
