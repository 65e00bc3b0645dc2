"""The register of one half-day: 30 people on a phone, two on the tablet, a cut, paper, corrections.

Taps and time are told, not asserted: the machine is not a facilitator's thumb.
"""

import re
import time

import pytest
from playwright.sync_api import expect

from cms.demo.people import DEMO_PIN
from tests.journeys.axe import find_violations
from tests.journeys.steps import sign_in_by_card, sign_in_by_password
from tests.journeys.test_screens import overflow_of
from tests.personas import FACILITATOR, LEAD, REGISTRAR, RUNNING, TRAINEE

PEOPLE = 30
SAVED = "[data-saved]:not(.pending):not(.failed)"


@pytest.fixture
def half_day(furnished):
    """A served site with a half-day under way, and its number."""
    site, number = furnished("furnish_register")
    return site, int(number)


def open_register(visitor, number):
    visitor.goto(f"/cohort/{RUNNING}/register/{number}/")
    visitor.page.locator("form.by-thumb").wait_for()


def line(visitor, place):
    return visitor.page.locator(".register > li").nth(place - 1)


def tap(visitor, place):
    line(visitor, place).locator("button.tap").click()


def choose(visitor, place, letter):
    line(visitor, place).locator("button.more").click()
    line(visitor, place).locator(f"input[value={letter}]").check(force=True)


def wait_saved(visitor):
    visitor.page.locator(SAVED).filter(has_text=re.compile(r"serveur|server")).wait_for()
    expect(visitor.page.locator(".register > li.unsent")).to_have_count(0)


def letters(visitor):
    """The letter of each line as the server has it: on a page loaded anew."""
    visitor.page.reload()
    return visitor.page.locator(".register > li").evaluate_all(
        "all => all.map(one => (one.querySelector('input:checked') || {value: 'U'}).value)"
    )


def test_thirty_people_on_a_phone(half_day, visit, record_property):
    site, number = half_day
    phone = visit(site, language="fr", phone=True, bypass_csp=True)
    sign_in_by_password(phone, FACILITATOR)
    open_register(phone, number)
    people = phone.page.locator(".register > li").count()
    assert people == PEOPLE
    # One tap a person, one for « justified », and everybody else in one act that says how many.
    began, taps = time.monotonic(), 0
    for place in range(1, 13):
        tap(phone, place)
        taps += 1
    choose(phone, 13, "J")
    taps += 2
    rest = phone.page.locator("[data-rest]")
    expect(rest).to_contain_text("17")
    rest.click()
    taps += 1
    wait_saved(phone)
    record_property("timed thirty people", round(time.monotonic() - began, 1))
    assert taps == 15
    assert rest.is_hidden()
    assert letters(phone) == ["P"] * 12 + ["J"] + ["P"] * 17

    # A slip: another letter at once, then back to what stood.
    open_register(phone, number)
    choose(phone, 2, "N")
    wait_saved(phone)
    phone.page.locator("[data-undo]").click()
    wait_saved(phone)
    assert letters(phone)[:3] == ["P", "P", "P"]
    assert find_violations(phone.page) == []
    assert overflow_of(phone.page) == []


def test_a_cut_network_loses_nothing(half_day, visit):
    site, number = half_day
    phone = visit(site, language="en", phone=True)
    phone.context.set_default_timeout(45_000)
    phone.allow("ERR_INTERNET_DISCONNECTED")
    sign_in_by_password(phone, FACILITATOR)
    open_register(phone, number)
    tap(phone, 1)
    wait_saved(phone)
    phone.context.set_offline(True)
    for place in (2, 3, 4):
        tap(phone, place)
    phone.page.locator("[data-saved].failed").filter(has_text="waiting: 3").wait_for()
    tap(phone, 5)
    phone.page.locator("[data-undo]").click()
    phone.context.set_offline(False)
    wait_saved(phone)
    assert letters(phone)[:6] == ["P", "P", "P", "P", "U", "U"]

    # The page is left while the network is away: the device keeps what was tapped.
    open_register(phone, number)
    phone.context.set_offline(True)
    tap(phone, 6)
    phone.page.locator("[data-saved].failed").wait_for()
    phone.page.goto("about:blank")
    phone.context.set_offline(False)
    open_register(phone, number)
    # The page that was left may have sent it at the last moment: then there is nothing to say here.
    expect(phone.page.locator(".register > li.unsent")).to_have_count(0, timeout=45_000)
    phone.page.evaluate("localStorage.clear()")
    open_register(phone, number)
    assert letters(phone)[5] == "P", "from the server alone"


def test_two_sign_on_the_tablet_that_leads_nowhere_else(half_day, visit):
    site, number = half_day
    facilitator = visit(site, language="fr", phone=True)
    sign_in_by_password(facilitator, FACILITATOR)
    facilitator.goto(f"/cohort/{RUNNING}/register/{number}/tablet/")
    facilitator.press("Afficher un code")
    code = facilitator.page.locator("[data-opening]").inner_text()

    tablet = visit(site, language="fr", bypass_csp=True)
    tablet.page.set_viewport_size({"width": 800, "height": 1180})
    tablet.goto("/tablet/")
    tablet.page.locator("[name=code]").fill(code)
    tablet.press("Ouvrir la tablette")
    tablet.page.locator(".places").wait_for()
    assert find_violations(tablet.page) == []
    names = tablet.page.inner_text("body")
    assert "KINDA" not in names

    # By place number, then by the card's code.
    tablet.page.locator(".places").get_by_text("1", exact=True).click()
    tablet.page.locator("[name=pin]").fill("000000")
    tablet.press("Émarger")
    tablet.page.locator("[data-error-summary]").wait_for()
    tablet.page.locator("[name=pin]").fill(DEMO_PIN)
    tablet.press("Émarger")
    tablet.page.locator("section.answer").filter(has_text="Présent").wait_for()
    assert find_violations(tablet.page) == []
    tablet.press("Personne suivante")
    tablet.page.locator(".places").wait_for()
    tablet.press(re.compile("taper le code"))
    tablet.page.locator("[name=code]").fill(TRAINEE.sign_in)
    tablet.page.locator("[name=pin]").fill(DEMO_PIN)
    tablet.press("Émarger")
    tablet.page.locator(".signed-who").filter(has_text="KINDA Aïssata").wait_for()
    # By itself the page becomes empty for the next person.
    tablet.page.locator(".places").wait_for()

    # The tablet is nobody's session.
    for path in (f"/cohort/{RUNNING}/register/{number}/", "/today/"):
        tablet.goto(path)
        expect(tablet.page).to_have_url(re.compile(r"/account/login/|/card/"))

    # The team sees who signed and how; a trainee's own page says so too.
    open_register(facilitator, number)
    assert letters(facilitator).count("P") == 2
    own = visit(site, language="fr", phone=True, bypass_csp=True)
    sign_in_by_card(own, TRAINEE)
    own.goto("/my-attendance/")
    expect(own.page.get_by_text("à ce jour")).to_be_visible()
    assert find_violations(own.page) == []

    # Closed by the team, it takes nobody's signature.
    facilitator.goto(f"/cohort/{RUNNING}/register/{number}/tablet/")
    facilitator.press("Fermer maintenant")
    tablet.goto("/tablet/")
    expect(tablet.page.locator("main")).to_contain_text("Cette tablette est fermée")


def test_paper_then_a_correction_then_its_history(half_day, visit):
    site, number = half_day
    registrar = visit(site, language="en", bypass_csp=True)
    sign_in_by_password(registrar, REGISTRAR)
    registrar.goto(f"/cohort/{RUNNING}/sheets/")
    day = (number + 1) // 2
    registrar.page.locator("#sheet").select_option(f"day-{day}")
    with registrar.page.expect_download() as made:
        registrar.press("Make the sheet (PDF)")
    assert made.value.path().read_bytes().startswith(b"%PDF")
    reference = made.value.suggested_filename.removesuffix(".pdf")

    registrar.goto(f"/cohort/{RUNNING}/sheets/{reference}/?half={number}")
    assert find_violations(registrar.page) == []
    registrar.page.locator("button[name=fill]").click()
    line(registrar, 3).locator("input[value=N]").check(force=True)
    with registrar.page.expect_navigation():
        registrar.page.locator("form .btn-primary").click()
    registrar.page.locator("ul.messages").first.wait_for()
    assert letters(registrar) == ["P", "P", "N"] + ["P"] * 27

    # The lead corrects: without a reason it is refused, with one it stands beside what stood.
    lead = visit(site, language="en", phone=True, bypass_csp=True)
    sign_in_by_password(lead, LEAD)
    open_register(lead, number)
    choose(lead, 3, "J")
    lead.page.locator(".line-error").filter(has_text="Give the reason").wait_for()
    lead.page.locator("[name=reason]").fill("letter of the directorate")
    with lead.page.expect_navigation():
        lead.page.locator("[data-save]").click()
    assert letters(lead)[2] == "J"
    lead.goto(f"/cohort/{RUNNING}/register/history/?half_day={number}")
    turn = lead.page.locator(".history li").first.inner_text()
    assert "letter of the directorate" in turn and "N" in turn and "J" in turn
    assert find_violations(lead.page) == []
    lead.goto(f"/cohort/{RUNNING}/register/history/?half_day={number}&all=1")
    expect(lead.page.locator("main")).to_contain_text(reference)
    lead.goto(f"/cohort/{RUNNING}/attendance/")
    assert find_violations(lead.page) == []
    assert overflow_of(lead.page) == []
