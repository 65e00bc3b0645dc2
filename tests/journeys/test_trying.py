"""A trainee takes a quiz: on a phone without script, on two devices, with the network cut."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.steps import (
    begin_quiz,
    flip,
    go,
    other,
    read_question,
    sign_in_by_card,
    tick,
    wait_until_saved,
)
from tests.personas import TRAINEE

QUIZ = "Q08"


def test_without_script(site, visit, language):
    """Forms alone: sign in, answer, turn the language, submit, read the result."""
    trainee = visit(site, language=language, phone=True, java_script_enabled=False)
    sign_in_by_card(trainee, TRAINEE)
    begin_quiz(trainee, QUIZ)
    places = trainee.page.locator("ol.map li").count()
    assert places >= 2
    chosen = {}
    for number in range(1, places + 1):
        question = read_question(trainee)
        assert question.number == number
        chosen[number] = tick(trainee, number)
        if number == 2:
            flip(trainee)
            turned = read_question(trainee)
            assert turned.language == other(language)
            assert turned.stem != question.stem
            assert (turned.options, turned.ticked) == (question.options, (chosen[2],))
            flip(trainee)
        go(trainee, "next")
    expect(trainee.page).to_have_url(re.compile("/review/"))
    expect(trainee.page.locator("ol.map .answered")).to_have_count(places)
    trainee.page.locator("form#attempt .btn-primary").click()
    expect(trainee.page).to_have_url(re.compile("/result/"))
    # Every question is shown, each answer with a verdict of its own.
    questions = trainee.page.locator("section:has(> .results)")
    expect(questions).to_have_count(places)
    expect(questions.filter(has=trainee.page.locator(".choice-verdict"))).to_have_count(places)
    expect(trainee.page.locator("p.score")).to_be_visible()


def test_on_a_second_device(site, visit):
    """Begun on a phone, gone on with at a desk: the answer and the order of options are there."""
    phone = visit(site, phone=True)
    sign_in_by_card(phone, TRAINEE)
    begin_quiz(phone, QUIZ)
    first = read_question(phone)
    kept = tick(phone, 1)
    wait_until_saved(phone)
    go(phone, "next")
    second = read_question(phone)
    on_phone = tick(phone, 0)
    wait_until_saved(phone)

    desk = visit(site, language="en")
    sign_in_by_card(desk, TRAINEE)
    desk.goto(f"/quiz/{QUIZ}/")
    desk.page.locator("main a.btn-primary").click()
    resumed = read_question(desk)
    assert (resumed.number, resumed.options) == (second.number, second.options)
    assert resumed.ticked == (on_phone,)
    go(desk, "previous")
    back = read_question(desk)
    assert (back.options, back.ticked) == (first.options, (kept,))
    assert back.stem != first.stem, "the same question, read in English"


def answering_for_the_server(status: int) -> Callable[[Route], None]:
    """What a proxy says that is sent away from its server, or to none."""

    def answer(route: Route) -> None:
        route.fulfill(status=status, content_type="text/html", body="<p>Maintenance</p>")

    return answer


def test_with_the_network_cut(site, visit):
    """An answer given without network waits on the device and arrives by itself."""
    trainee = visit(site, phone=True)
    sign_in_by_card(trainee, TRAINEE)
    begin_quiz(trainee, QUIZ)
    trainee.allow(r"ERR_INTERNET_DISCONNECTED")
    saved = trainee.page.locator("[data-saved]")

    trainee.context.set_offline(True)
    tick(trainee, 1)
    trainee.page.locator("[data-saved].failed").wait_for()
    waiting = saved.inner_text()
    assert waiting
    trainee.context.set_offline(False)
    wait_until_saved(trainee)
    assert saved.inner_text() != waiting

    # Something in between answers for the server: that is no word of ours, the answer stays here.
    trainee.allow("status of 404")
    # Another answer each time, also where there are but two.
    for status, place in ((200, 2), (404, 3)):
        trainee.context.route("**/step/", answering_for_the_server(status))
        tick(trainee, place)
        trainee.page.locator("[data-saved].failed").wait_for()
        trainee.context.unroute("**/step/")
        wait_until_saved(trainee)

    # Two seconds by the page's own clock, however busy the machine: the answer has left.
    trainee.page.clock.install()
    trainee.page.reload()
    trainee.page.clock.pause_at(trainee.page.evaluate("Date.now() / 1000 + 1"))
    with trainee.page.expect_request("**/step/"):
        tick(trainee, 4)
        trainee.page.clock.run_for(2000)
    trainee.page.clock.resume()
    wait_until_saved(trainee)
    ticked = read_question(trainee).ticked

    # From the server alone: another browser that has never held the answer.
    desk = visit(site)
    sign_in_by_card(desk, TRAINEE)
    desk.goto(f"/quiz/{QUIZ}/")
    desk.page.locator("main a.btn-primary").click()
    assert read_question(desk).ticked == ticked


def test_a_power_cut_loses_nothing(site, visit):
    """Answered offline, the browser closed before the network came back: sent on the next visit."""
    trainee = visit(site, phone=True)
    sign_in_by_card(trainee, TRAINEE)
    path = begin_quiz(trainee, QUIZ)
    trainee.allow(r"ERR_INTERNET_DISCONNECTED")
    trainee.context.set_offline(True)
    chosen = tick(trainee, 2)
    trainee.page.locator("[data-saved].failed").wait_for()
    trainee.page.close()

    trainee.context.set_offline(False)
    trainee.page = trainee.context.new_page()
    trainee.goto(f"{path}1/")
    wait_until_saved(trainee)
    trainee.page.reload()
    assert read_question(trainee).ticked == (chosen,)


@pytest.mark.parametrize("guess", ["000000", "12345"])
def test_a_wrong_pin_opens_nothing(shared_site, visit, guess):
    """One answer for every wrong PIN; the code stays, the PIN does not come back."""
    visitor = visit(shared_site, phone=True)
    visitor.goto(f"/card/?code={TRAINEE.sign_in}")
    form = visitor.page.locator("main form")
    form.locator("[name=pin]").fill(guess)
    form.get_by_role("button").click()
    expect(visitor.page).to_have_url(re.compile(r"/card/"))
    expect(visitor.page.locator("[data-error-summary]")).to_be_visible()
    expect(visitor.page.locator("[name=pin]")).to_have_value("")
    expect(visitor.page.locator("[name=code]")).to_have_value(TRAINEE.sign_in)
