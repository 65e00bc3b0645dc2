"""An exam that survives: the server killed in the middle, the session lost, two tabs at once."""

import re
import time

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.axe import find_violations
from tests.journeys.steps import (
    begin_quiz,
    go,
    read_question,
    sign_in_by_card,
    sign_in_by_password,
    tick,
    wait_until_saved,
)
from tests.personas import LEAD, RUNNING, TRAINEE

# What a browser says of a server that is gone, also in the middle of its answer.
CUT = "ERR_" + "|ERR_".join(
    (
        "CONNECTION_REFUSED",
        "INTERNET_DISCONNECTED",
        "CONNECTION_RESET",
        "EMPTY_RESPONSE",
        "CONTENT_LENGTH_MISMATCH",
    )
)


@pytest.fixture
def exam_site(furnished):
    """The demo with an exam that is open now."""
    return furnished("furnish_exam")[0]


@pytest.fixture
def ordering_site(furnished):
    """The demo with an exam of two items that is open now; one of them asks for an order."""
    return furnished("furnish_ordering")[0]


def place(visitor):
    """The number of the question in the address."""
    return int(re.findall(r"/(\d+)/", visitor.page.url)[-1])


def test_an_answer_is_called_saved_once_the_server_has_it(exam_site, visit):
    """While it is under way the map says so; who has gone on hears which question was saved."""
    trainee = visit(exam_site, phone=True)
    sign_in_by_card(trainee, TRAINEE)
    with trainee.page.expect_response(lambda r: r.url.endswith("/items/")):
        begin_quiz(trainee, "EXAM")
    trainee.page.wait_for_load_state("networkidle")
    gate: dict[str, list[Route]] = {"held": []}

    def wait(route: Route) -> None:
        """Keep what is sent on its way until the gate is open."""
        gate["held"].append(route) if "held" in gate else route.continue_()

    trainee.context.route("**/step/", wait)
    tick(trainee, 1)
    first = trainee.page.locator(".map button").first
    expect(first).to_have_class("waiting")
    expect(first.locator("[data-word]")).to_have_text("pas encore sur le serveur")
    go(trainee, "next")
    line = trainee.page.locator("[data-saved]")
    expect(line).to_have_text("")

    for route in gate.pop("held"):
        route.continue_()
    expect(line).to_contain_text("Question 1 sur")
    expect(line).to_contain_text("sur le serveur à")
    expect(first).to_have_class("answered")
    expect(first.locator("[data-word]")).to_have_text("répondue")
    go(trainee, "previous")
    expect(line).to_have_text(re.compile("^Enregistr.* sur le serveur à"))
    tick(trainee, 2)
    wait_until_saved(trainee)
    # From the server alone: a page that has loaded the others says when each was saved.
    with trainee.page.expect_response(lambda r: r.url.endswith("/items/")):
        trainee.page.locator(".map button").nth(2).click()
        trainee.page.reload()
    trainee.page.wait_for_load_state("networkidle")
    first.click()
    expect(line).to_have_text(re.compile("^Enregistr.* sur le serveur à"))


GIVEN_LONG_AGO = """() => {
  for (const key of Object.keys(localStorage).filter(one => one.startsWith("relais-steps-"))) {
    const steps = JSON.parse(localStorage[key]);
    steps.forEach(one => { one.made -= 60000; });
    localStorage[key] = JSON.stringify(steps);
  }
}"""


def test_an_answer_that_a_newer_one_overruled_is_not_called_saved(exam_site, visit):
    """Given without network, and on another device since: the newer one is shown and named."""
    phone, desk = (visit(exam_site, phone=True) for _ in range(2))
    sign_in_by_card(phone, TRAINEE)
    with phone.page.expect_response(lambda r: r.url.endswith("/items/")):
        path = begin_quiz(phone, "EXAM")
    phone.page.wait_for_load_state("networkidle")
    phone.allow(CUT)
    phone.context.set_offline(True)
    tick(phone, 1)
    phone.page.locator("[data-saved].failed").wait_for()
    phone.page.evaluate(GIVEN_LONG_AGO)

    sign_in_by_card(desk, TRAINEE)
    desk.goto(f"{path}1/")
    for choice in (1, 2, 0):
        tick(desk, choice)
        wait_until_saved(desk)
    newest = read_question(desk).ticked

    phone.context.set_offline(False)
    line = phone.page.locator("[data-saved]")
    expect(line).to_have_text("Une réponse plus récente à cette question, donnée ailleurs, compte")
    assert read_question(phone).ticked == newest
    go(phone, "next")
    go(phone, "previous")
    expect(line).to_contain_text("plus récente")


def test_the_server_is_killed_in_the_middle(exam_site, visit, language):
    trainee = visit(exam_site, language=language, phone=True, bypass_csp=True)
    sign_in_by_card(trainee, TRAINEE)
    with trainee.page.expect_response(lambda r: r.url.endswith("/items/")):
        path = begin_quiz(trainee, "EXAM")
    trainee.page.wait_for_load_state("networkidle")
    assert trainee.page.locator(".countdown").inner_text().strip()
    chosen = {}
    for number in (1, 2):
        assert place(trainee) == number
        chosen[number] = tick(trainee, number)
        wait_until_saved(trainee)
        go(trainee, "next")
    trainee.page.locator("[name=flag]").check()

    exam_site.power.cut()
    trainee.allow(CUT)
    for number in (3, 4, 5):
        assert place(trainee) == number
        chosen[number] = tick(trainee, number)
        trainee.page.locator("[data-saved].failed").wait_for()
        go(trainee, "next")
    # The last page is the server's: the way there is warned of, not blocked by an error page.
    trainee.page.locator("main [name=go][value=review]").click()
    trainee.page.locator("[data-saved].failed").wait_for()
    assert place(trainee) == 6
    chosen[6] = tick(trainee, 0)

    exam_site.power.restore()
    wait_until_saved(trainee)
    trainee.page.reload()
    for number, value in chosen.items():
        trainee.goto(f"{path}{number}/")
        assert value in read_question(trainee).ticked
    go(trainee, "review")
    expect(trainee.page).to_have_url(re.compile("/review/"))
    assert find_violations(trainee.page) == []
    blanks = trainee.page.locator("section[aria-labelledby=blank] li a")
    expect(blanks).to_have_count(3)
    flagged = trainee.page.locator("section[aria-labelledby=flagged] li a")
    expect(flagged).to_have_count(1)
    with trainee.page.expect_navigation():
        flagged.first.click()
    assert place(trainee) == 3
    expect(trainee.page.locator("[name=flag]")).to_be_checked()
    assert find_violations(trainee.page) == []
    go(trainee, "review")
    trainee.page.locator("form#attempt .btn-primary").click()
    trainee.page.wait_for_url(re.compile("/result/"))
    expect(trainee.page.locator("p.score")).to_have_count(0)

    # The mark is there once the lead has released the sitting, without question or key.
    lead = visit(exam_site, language=language, bypass_csp=True)
    sign_in_by_password(lead, LEAD)
    lead.goto(f"/cohort/{RUNNING}/sittings/EXAM/")
    assert find_violations(lead.page) == []
    lead.page.locator("a[href$='/2/release/']").click()
    assert find_violations(lead.page) == []
    lead.page.locator("main form .btn-primary").click()
    lead.page.wait_for_url(re.compile("/sittings/EXAM/$"))
    trainee.page.reload()
    expect(trainee.page.locator("p.score")).to_be_visible()
    expect(trainee.page.locator(".results")).to_have_count(0)


def test_a_lost_session_is_signed_in_again_and_goes_on(exam_site, visit):
    trainee = visit(exam_site, phone=True)
    sign_in_by_card(trainee, TRAINEE)
    path = begin_quiz(trainee, "EXAM")
    trainee.allow(r"40[13]")
    sessions = [c for c in trainee.context.cookies() if "session" in c["name"]]
    assert len(sessions) == 1
    trainee.context.clear_cookies(name=sessions[0]["name"])
    kept = tick(trainee, 1)
    link = trainee.page.locator("[data-sign-in] a")
    link.wait_for()
    with trainee.page.expect_navigation():
        link.click()
    form = trainee.page.locator("main form")
    form.locator("[name=code]").fill(TRAINEE.sign_in)
    form.locator("[name=pin]").fill(TRAINEE.secret)
    form.get_by_role("button").first.click()
    trainee.page.wait_for_url(re.compile(f"{path}1/"))
    wait_until_saved(trainee)
    trainee.page.reload()
    assert kept in read_question(trainee).ticked


def test_of_two_tabs_the_last_word_counts(exam_site, visit):
    one = visit(exam_site)
    sign_in_by_card(one, TRAINEE)
    path = begin_quiz(one, "EXAM")
    other = visit(exam_site, language="en")
    sign_in_by_card(other, TRAINEE)
    other.goto(f"{path}1/")
    for turn in range(3):
        tick(other, turn)
        wait_until_saved(other)
    sent = []

    def slowly(route):
        """The way to the server takes longer than a second."""
        sent.append(route.request.post_data_json)
        time.sleep(1.2)
        route.continue_()

    one.page.route("**/step/", slowly)
    last = tick(one, 3)
    wait_until_saved(one)
    one.page.wait_for_load_state("networkidle")
    # The other tab's number was higher: it is said again, as what it was when it was done.
    first, again = [step for step in sent if step["action"] == "answer"]
    kept = ("position", "values", "language", "elapsed")
    assert [again[key] for key in kept] == [first[key] for key in kept]
    assert again["sequence"] > first["sequence"]
    other.page.reload()
    assert last in read_question(other).ticked


def test_an_order_stays_what_it_was_when_a_line_moves_again(ordering_site, visit, language):
    trainee = visit(ordering_site, language=language, phone=True, bypass_csp=True)
    sign_in_by_card(trainee, TRAINEE)
    with trainee.page.expect_response(lambda r: r.url.endswith("/items/")):
        begin_quiz(trainee, "EXAM")
    trainee.page.wait_for_load_state("networkidle")
    away, back = ("next", "previous")
    if not trainee.page.locator("[data-ordering]").count():
        away, back = back, away
        go(trainee, "next")
    lines = trainee.page.locator("[data-ordering] > li")
    assert lines.count() > 2

    def numbered():
        """Line → its number, as the selects have them; the lines as they stand."""
        values = lines.locator("select").evaluate_all("all => all.map(one => one.value)")
        return dict(value.split(":") for value in values if value), [
            v.split(":")[0] for v in values
        ]

    def answer_of(chosen):
        """Choose the numbers by the selects alone."""
        for line, number in chosen.items():
            trainee.page.locator(f"#place-{line}").select_option(f"{line}:{number}")
        wait_until_saved(trainee)

    names = [one.removeprefix("place-") for one in read_question(trainee).options]
    wanted = {line: str(at) for at, line in enumerate(reversed(names), start=1)}
    answer_of(wanted)
    assert numbered()[1] == list(reversed(names))
    # By an arrow the last becomes the last but one; nothing else moves.
    last = names[0]
    trainee.page.locator(f"li:has(#place-{last}) button.move").first.click()
    neighbour = names[1]
    wanted[last], wanted[neighbour] = wanted[neighbour], wanted[last]
    told, stand = numbered()
    assert told == wanted and stand == sorted(wanted, key=lambda line: int(wanted[line]))
    expect(trainee.page.locator("[data-ordering] ~ [role=status]")).to_contain_text(wanted[last])
    wait_until_saved(trainee)
    assert find_violations(trainee.page) == []

    # Away and back without a page load: the lines stand as they were ordered, and move from there.
    go(trainee, away)
    tick(trainee, 1)
    wait_until_saved(trainee)
    go(trainee, back)
    lines.first.wait_for()
    assert numbered() == (wanted, stand)
    trainee.page.locator(f"li:has(#place-{last}) button.move").last.click()
    wanted[last], wanted[neighbour] = wanted[neighbour], wanted[last]
    assert numbered()[0] == wanted
    wait_until_saved(trainee)
    trainee.page.reload()
    assert numbered()[0] == wanted
