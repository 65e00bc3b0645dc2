"""Micro-teaching with two phones in two languages, up to a third mark, and the lead's view."""

import re

from playwright.sync_api import expect

from cms.demo.people import DEMO_PASSWORD
from tests.factories.teaching import levels_of
from tests.journeys.axe import find_violations
from tests.journeys.steps import sign_in_by_password
from tests.personas import ASSESSOR, FACILITATOR, LEAD, RUNNING, Persona

SECOND = Persona("second-facilitator", "facilitator-2", "facilitator-2", DEMO_PASSWORD)
TRAINEE_NAME = "KINDA Aïssata"


def open_sheet(visitor):
    """From the person's list to the sheet of the trainee."""
    visitor.goto(f"/cohort/{RUNNING}/teaching/")
    card = visitor.page.locator("ul.cards > li").filter(has_text=TRAINEE_NAME)
    card.locator("a").first.click()
    visitor.page.locator("form[data-sheet]").wait_for()


def choose(visitor, criterion, level):
    visitor.page.locator(f"#div_id_level_C{criterion} label.choice").nth(level).click()


def saved(visitor):
    """Until the page says that the server has it."""
    visitor.page.locator("[data-saved]:not(.pending):not(.failed)").filter(
        has_text=re.compile(r"serveur|server")
    ).wait_for()


def submit(visitor):
    # The last main button of the sheet: the observer's timer has one above.
    with visitor.page.expect_navigation():
        visitor.page.locator("#sheet > .actions .btn-primary").click()
    visitor.page.locator("ul.messages").first.wait_for()


def lessons(lead):
    lead.goto(f"/cohort/{RUNNING}/teaching/lessons/")
    return lead.page.locator("li.turn").filter(has_text=TRAINEE_NAME).inner_text()


def test_from_two_phones_to_a_third_mark(site, visit):
    first = visit(site, language="fr", phone=True, bypass_csp=True)
    second = visit(site, language="en", phone=True, bypass_csp=True)
    observer = visit(site, language="fr", phone=True)
    lead = visit(site, language="en", bypass_csp=True)
    for visitor, persona in (
        (first, FACILITATOR),
        (second, SECOND),
        (observer, ASSESSOR),
        (lead, LEAD),
    ):
        sign_in_by_password(visitor, persona)

    # The observer holds the timer and fills in the sealed sheet.
    open_sheet(observer)
    with observer.page.expect_navigation():
        observer.page.locator("button[name=clock][value=start]").click()
    assert re.search(r"0:0\d", observer.page.locator("[data-clock]").inner_text())
    with observer.page.expect_navigation():
        observer.page.locator("button[name=clock][value=stop]").click()
    for criterion, level in enumerate(levels_of("60"), start=1):
        choose(observer, criterion, level)
    submit(observer)

    # The first assessor: what was ticked survives a reload; the timer proposes a level.
    open_sheet(first)
    expect(first.page.locator("[data-proposal]")).to_contain_text("niveau proposé")
    choose(first, 1, 2)
    saved(first)
    first.page.reload()
    expect(first.page.locator("#div_id_level_C1 input").nth(2)).to_be_checked()
    for criterion, level in enumerate(levels_of("50"), start=1):
        choose(first, criterion, level)
    saved(first)
    assert find_violations(first.page) == []
    submit(first)

    waiting = lessons(lead)
    assert "OUSSEÏNI" in waiting and "Sheets not yet received" in waiting
    assert "50.00" not in waiting and "60.00" not in waiting

    # The second one loses the network in between; nothing is lost.
    open_sheet(second)
    second.allow("ERR_INTERNET_DISCONNECTED")
    second.context.set_offline(True)
    choose(second, 1, 3)
    second.page.locator("[data-saved].failed").filter(has_text="Kept on this device").wait_for()
    second.context.set_offline(False)
    saved(second)
    second.page.reload()
    expect(second.page.locator("#div_id_level_C1 input").nth(3)).to_be_checked()
    for criterion, level in enumerate(levels_of("70"), start=1):
        choose(second, criterion, level)
    submit(second)

    # 50 and 70: both are asked, both keep their marks.
    assert "Conciliation" in lessons(lead)
    for visitor, words in ((first, "J’ai vu peu d’activité."), (second, "The debrief was good.")):
        open_sheet(visitor)
        expect(visitor.page.locator("table.side")).to_be_visible()
        assert find_violations(visitor.page) == []
        visitor.page.locator("[name=revision_reason]").fill(words)
        with visitor.page.expect_navigation():
            visitor.page.locator("button[name=keep]").click()
        visitor.page.locator(".status.done").first.wait_for()

    # The reserve sheet is opened: exactly half-way, it stands alone.
    settled = lessons(lead)
    assert "Third mark" in settled and "60.00" in settled and "half-way" in settled
    assert find_violations(lead.page) == []
