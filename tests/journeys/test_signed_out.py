"""Signed out in the middle of an exam: what was answered waits on the device, for its attempt."""

import re
import sqlite3
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import (
    begin_quiz,
    go,
    read_question,
    sign_in_by_card,
    tick,
    wait_until_saved,
)
from tests.personas import TRAINEE, TRAINEE_IN_ENGLISH


@pytest.fixture
def exam_site(furnished):
    """The demo with an exam that is open now."""
    return furnished("furnish_exam")[0]


@pytest.fixture
def trainee(exam_site, visit):
    """Somebody who will be signed out."""
    visitor = visit(exam_site, phone=True)
    sign_in_by_card(visitor, TRAINEE)
    visitor.allow(r"40[1349]")
    return visitor


def lose_session(visitor):
    """The cookie of the session is gone; what the page keeps stays."""
    (session,) = (c["name"] for c in visitor.context.cookies() if "session" in c["name"])
    visitor.context.clear_cookies(name=session)


def answer_unheard(visitor, choice):
    """Answer while signed out: the page says that it keeps the answer and offers the way back."""
    chosen = tick(visitor, choice)
    visitor.page.locator("[data-sign-in] a").wait_for()
    visitor.page.locator("[data-saved].failed").wait_for()
    return chosen


def sign_in_by_link(visitor, persona):
    """Follow the link of the page and type the card's code and PIN."""
    with visitor.page.expect_navigation():
        visitor.page.locator("[data-sign-in] a").click()
    form = visitor.page.locator("main form")
    form.locator("[name=code]").fill(persona.sign_in)
    form.locator("[name=pin]").fill(persona.secret)
    form.get_by_role("button").first.click()


WAITING = (
    "Object.keys(localStorage).filter(key => key.startsWith('relais-steps'))"
    ".flatMap(key => JSON.parse(localStorage[key])).length"
)


def wait_until_sent(visitor):
    """Until nothing waits on the device, of whatever attempt, and the page says so."""
    end = time.monotonic() + 20
    while visitor.page.evaluate(WAITING) and time.monotonic() < end:
        visitor.page.wait_for_timeout(100)
    assert visitor.page.evaluate(WAITING) == 0
    wait_until_saved(visitor)


def test_signed_in_again_one_is_at_the_item_that_was_on_the_screen(trainee):
    with trainee.page.expect_response(lambda r: r.url.endswith("/items/")):
        path = begin_quiz(trainee, "EXAM")
    trainee.page.wait_for_load_state("networkidle")
    kept = {1: tick(trainee, 1)}
    wait_until_saved(trainee)
    lose_session(trainee)
    for number in (2, 3):
        go(trainee, "next")  # no page is loaded: all items are there
        kept[number] = answer_unheard(trainee, number)
    sign_in_by_link(trainee, TRAINEE)
    trainee.page.wait_for_url(re.compile(f"{path}3/"))
    wait_until_sent(trainee)
    for number, value in kept.items():
        trainee.goto(f"{path}{number}/")
        assert value in read_question(trainee).ticked


def test_signed_in_again_in_another_tab_the_first_one_sends_what_it_kept(trainee):
    path = begin_quiz(trainee, "EXAM")
    lose_session(trainee)
    kept = answer_unheard(trainee, 1)
    first, trainee.page = trainee.page, trainee.context.new_page()
    sign_in_by_card(trainee, TRAINEE)
    trainee.page.close()
    trainee.page = first
    wait_until_sent(trainee)
    expect(first.locator("[data-sign-in]")).to_be_hidden()
    trainee.goto(f"{path}1/")
    assert kept in read_question(trainee).ticked


def test_on_a_shared_device_an_answer_never_reaches_another_persons_attempt(trainee):
    path = begin_quiz(trainee, "EXAM")
    lose_session(trainee)
    kept = answer_unheard(trainee, 1)
    # The next person takes the tablet, and by the link even comes to the first one's page.
    sign_in_by_link(trainee, TRAINEE_IN_ENGLISH)
    trainee.page.wait_for_url(re.compile(f"{path}1/"))
    expect(trainee.page.locator("form[data-attempt]")).to_have_count(0)
    asked: list[str] = []
    trainee.page.on("request", lambda one: asked.append(one.url))
    other = begin_quiz(trainee, "EXAM")
    assert other != path
    tick(trainee, 2)
    wait_until_saved(trainee)
    trainee.goto(f"{other}review/")
    trainee.page.wait_for_load_state("networkidle")
    sent = [url for url in asked if url.endswith("/step/")]
    assert sent and all(other in url for url in sent)
    expect(trainee.page.locator(".map a.answered")).to_have_count(1)
    assert trainee.page.evaluate(WAITING) >= 1
    lose_session(trainee)
    sign_in_by_card(trainee, TRAINEE)
    trainee.goto(f"{path}1/")
    wait_until_sent(trainee)
    trainee.page.reload()
    assert kept in read_question(trainee).ticked


def test_what_waited_when_the_time_ended_is_sent_from_the_page_of_the_result(exam_site, trainee):
    path = begin_quiz(trainee, "EXAM")
    lose_session(trainee)
    answer_unheard(trainee, 1)
    time.sleep(1.5)  # the device counts whole seconds: the answer is well before the end
    with sqlite3.connect(exam_site.folder / "relais.sqlite3", timeout=20) as database:
        ended = "UPDATE assessments_attempt SET deadline_at = strftime('%Y-%m-%d %H:%M:%f', 'now')"
        database.execute(f"{ended} WHERE state = 'in-progress' AND deadline_at IS NOT NULL")
    sign_in_by_link(trainee, TRAINEE)
    trainee.page.wait_for_url(re.compile(f"{path}result/"))
    expect(trainee.page.locator("[data-saved]")).to_contain_text("conservée")
    assert trainee.page.evaluate(WAITING) == 0
