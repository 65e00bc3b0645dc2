"""The whole last day of 24 people: register, blockers, jury, minutes, freeze, print, a wrong name.

The times of its parts are told at the end of the run and in its report, and never asserted: the
machine is not a registrar.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.axe import find_violations
from tests.journeys.paper import page_picture, page_texts
from tests.journeys.steps import sign_in_by_password
from tests.personas import LEAD, PREPARED, REGISTRAR
from tests.scanning import qr_words

PEOPLE = 24
COHORT = f"/cohort/{PREPARED}/"
REGISTER = f"{COHORT}certificates/"
SAVED = "[data-saved]:not(.pending):not(.failed)"


@pytest.fixture
def morning(furnished):
    """A served site on the morning of a last day, and the name with a letter too few."""
    return furnished("furnish_last_day")


@pytest.fixture
def timed(record_property):
    """Times a part of the day for the report."""

    @contextmanager
    def timing(part: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        record_property(f"timed {part}", round(time.monotonic() - began, 1))

    return timing


def first_page(pdf):
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


def download(visitor, selector):
    with visitor.page.expect_download() as started:
        visitor.page.locator(selector).first.click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


def sound(visitor):
    assert find_violations(visitor.page) == []


def send(visitor, act, **fields):
    """Fill the form of the paper's page that does `act`."""
    form = visitor.page.locator(f"form:has(input[name=act][value={act}])")
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    with visitor.page.expect_navigation():
        form.get_by_role("button").click()
    expect(visitor.page.locator("ul.messages")).to_be_visible()


def test_the_last_day(morning, visit, timed, tmp_path):
    site, wrong = morning
    lead = visit(site, language="fr", phone=True, bypass_csp=True)
    registrar = visit(site, language="fr", bypass_csp=True)
    sign_in_by_password(lead, LEAD)
    sign_in_by_password(registrar, REGISTRAR)
    with timed("register"):
        close_register(lead)
    with timed("blockers"):
        clear_blockers(lead, registrar)
    with timed("jury"):
        hold_jury(registrar)
    with timed("freeze and minutes"):
        freeze(registrar)
    with timed("print"):
        papers = print_all(registrar, tmp_path / "all.pdf")
    number = number_under(papers, wrong, site)
    with timed("wrong name"):
        old = correct(registrar, number, wrong)
    with timed("paper and hand-over"):
        use_paper(registrar)
    stranger = visit(site, language="en", bypass_csp=True)
    with timed("verification"):
        verify(stranger, number, wrong, old)
    with timed("revocation"):
        revoke(registrar, number)


def close_register(lead):
    """The last half-day on a phone: one late, all the rest present in one tap."""
    lead.goto(f"{COHORT}register/30/")
    expect(lead.page.locator(".register > li")).to_have_count(PEOPLE)
    lead.page.locator(".register > li").first.locator("button.tap").click()
    lead.page.locator("[data-rest]").click()
    lead.page.locator(SAVED).filter(has_text="serveur").wait_for()
    expect(lead.page.locator(".register > li.unsent")).to_have_count(0)
    sound(lead)


def clear_blockers(lead, registrar):
    """The lead validates the plans that are left open; then only the jury holds up."""
    registrar.goto(f"{COHORT}open/")
    plans = registrar.page.locator("main table tbody tr a[href$='/action-plans/']")
    expect(plans).to_have_count(3)
    sound(registrar)
    lead.goto(f"{COHORT}action-plans/")
    for left in (2, 1, 0):
        unread = lead.page.locator("main section form:not(:has([name=remark]))")
        with lead.page.expect_navigation():
            unread.locator("button").first.click()
        expect(unread).to_have_count(left)
    registrar.page.reload()
    expect(plans).to_have_count(0)


def hold_jury(registrar):
    """Place by place, confirmed; a name only when it is asked for."""
    page = registrar.page
    registrar.goto(f"{COHORT}jury/")
    expect(page.locator("ol.jury-places li")).to_have_count(PEOPLE)
    page.locator("main .panel-lead a.btn-primary").click()
    sound(registrar)
    for _ in range(PEOPLE):
        expect(page.locator(".jury-name")).to_have_count(0)
        with page.expect_navigation():
            page.locator("button[name=ruling][value=confirm]").click()
    expect(page.locator("ol.jury-places .status.done")).to_have_count(PEOPLE)


def freeze(registrar):
    """A draft of the minutes, the freeze, the minutes as they stay."""
    page = registrar.page
    _, draft = download(registrar, "a[href$='/minutes.pdf']")
    page.locator("main .panel-lead a.btn-primary").click()
    page.locator("main .panel-lead a.btn-primary").click()
    sound(registrar)
    page.locator("main button.btn-danger").click()
    expect(page).to_have_url(re.compile(rf"/cohort/{PREPARED}/end/$"))
    registrar.goto(f"{COHORT}jury/")
    _, minutes = download(registrar, "a[href$='/minutes.pdf']")
    assert "PROJET" in first_page(draft).upper() and "PROJET" not in first_page(minutes).upper()


def print_all(registrar, file):
    """A specimen, then all in one act; the figures follow while nobody touches the page."""
    page = registrar.page
    registrar.goto(f"{REGISTER}words/")
    sound(registrar)
    name, specimen = download(registrar, "a[href$='specimen.pdf']")
    assert name == f"specimen-{PREPARED}.pdf" and len(PdfReader(BytesIO(specimen)).pages) == 2
    registrar.goto(f"{REGISTER}issue/")
    sound(registrar)
    page.locator("main button.btn-danger").click()
    page.wait_for_url(re.compile("/certificates/printing/"))
    bar = page.locator("main progress")
    expect(bar).to_have_attribute("max", str(PEOPLE))
    sound(registrar)
    page.locator("main .actions a.btn-primary").wait_for(timeout=90_000)
    expect(bar).to_have_attribute("value", str(PEOPLE))
    page.locator("main .actions a.btn-primary").click()
    sound(registrar)
    name, merged = download(registrar, "a[href$='/all.pdf']")
    assert name == f"certificats-{PREPARED}.pdf"
    file.write_bytes(merged)
    assert len(page_texts(file)) == 2 * PEOPLE
    name, _list = download(registrar, "a[href$='/handover.pdf']")
    assert name == f"remise-{PREPARED}.pdf"
    return file


def number_under(papers, name, site):
    """The number that the code on the paper with this name holds."""
    front = next(place for place, text in enumerate(page_texts(papers)) if name in text)
    (words,) = qr_words(page_picture(papers, front))
    assert words.startswith(f"{site.address}/v/")
    return words.partition("#")[0].rstrip("/").rpartition("/")[2]


def correct(registrar, number, wrong):
    """The missing letter: printed again, the earlier print stamped; returns the stamped copy."""
    page = registrar.page
    page.locator("main table tbody tr").filter(has_text=number).locator("th a").click()
    sound(registrar)
    page.locator("main .actions a[href$='/name/']").click()
    expect(page.locator("[name=name]")).to_have_value(wrong)
    page.locator("[name=name]").fill(f"{wrong}a")
    page.locator("[name=reason]").fill("Une lettre manquait")
    sound(registrar)
    with page.expect_navigation():
        page.locator("main form button").click()
    expect(page.locator("h1")).to_contain_text(f"{wrong}a")
    name, fresh = download(registrar, "main .actions a.btn-primary")
    assert name.endswith("-2.pdf")
    assert f"{wrong}a" in first_page(fresh)
    name, stamped = download(registrar, "a[href$='print-1.pdf']")
    assert name.endswith("-REMPLACE-REPLACED.pdf")
    sound(registrar)
    return stamped


def use_paper(registrar):
    """Numbered paper, one sheet jammed and printed again."""
    registrar.goto(f"{REGISTER}paper/")
    send(registrar, "stock", first="A-0101", last="A-0199")
    send(registrar, "use", number="A-0101")
    send(registrar, "spoil", number="A-0102", reason="Bourrage")
    send(registrar, "use", number=f"A-0{101 + PEOPLE}")
    stock = registrar.page.locator("main table").first.locator("tbody tr").first.locator("th, td")
    # The stock, its sheets, in force, to take back, spoiled, left.
    for place, sheets in ((1, 99), (2, PEOPLE), (4, 1), (5, 99 - PEOPLE - 1)):
        expect(stock.nth(place)).to_have_text(str(sheets))
    sound(registrar)
    name, _list = download(registrar, "a[href$='/paper.pdf']")
    assert name == f"papier-{PREPARED}.pdf"


def verify(stranger, number, wrong, stamped):
    """The old paper reads as replaced, the new one as valid, the stamped file as a copy."""
    page = stranger.page
    for name, verdict in ((wrong, "replaced"), (f"{wrong}a", "valid")):
        stranger.goto(f"/v/{number}/")
        page.locator("[name=holder]").fill(name)
        page.locator("form[data-verify] button").click()
        answer = page.locator("#result section.answer")
        expect(answer).to_have_attribute("data-verdict", verdict)
        expect(answer).to_contain_text("The print in force is number 2")
    chosen = {"name": "copy.pdf", "mimeType": "application/pdf", "buffer": stamped}
    page.locator("input[type=file]").set_input_files(chosen)
    answer = page.locator("#result section.answer[data-verdict=copy]")
    if not answer.is_visible():
        page.locator("form:has(input[type=file]) button").click()
    expect(answer).to_contain_text("a copy of print 1")


def revoke(registrar, number):
    """For good, with both public reasons and the inner one; its file says so."""
    page = registrar.page
    registrar.goto(f"/certificates/{number}/")
    page.locator("main .actions a[href$='/act/revoked/']").click()
    sound(registrar)
    page.locator("[name=public_fr]").fill("Délivré par erreur")
    page.locator("[name=public_en]").fill("Issued by mistake")
    page.locator("[name=reason]").fill("Essai")
    with page.expect_navigation():
        page.locator("main button.btn-danger").click()
    name, _revoked = download(registrar, "a[href$='print-2.pdf']")
    assert name.endswith("-REVOQUE-REVOKED.pdf")
