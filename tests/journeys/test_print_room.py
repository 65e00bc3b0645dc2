"""The last day's print room: a batch with its progress, a wrong letter, a spoiled sheet, an end."""

import re
import sqlite3
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.axe import find_violations
from tests.journeys.serving import serve
from tests.journeys.steps import sign_in_by_password
from tests.personas import HISTORIC, REGISTRAR

REGISTER = f"/cohort/{HISTORIC}/certificates/"
TABLES = ("certificateevent", "certificateprint", "certificate")


@pytest.fixture
def unissued(ground, tmp_path):
    """The demo with the historic cohort frozen and its certificates still to be made."""

    def forget(env):
        with sqlite3.connect(Path(env["RELAIS_VAR"]) / "relais.sqlite3") as database:
            for table in TABLES:
                database.execute(f"DELETE FROM certificates_{table}")  # noqa: S608 - three names

    with serve(ground, tmp_path / "site", before=forget) as served:
        yield served
        print(served.log.read_text()[-3000:])


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
    form.get_by_role("button").click()
    visitor.page.locator("ul.messages").first.wait_for()


def test_the_print_room(unissued, visit, language):
    registrar = visit(unissued, language=language, phone=language == "en", bypass_csp=True)
    sign_in_by_password(registrar, REGISTRAR)
    page = registrar.page

    registrar.goto(f"{REGISTER}words/")
    sound(registrar)
    name, specimen = download(registrar, "a[href$='specimen.pdf']")
    assert name == f"specimen-{HISTORIC}.pdf" and len(PdfReader(BytesIO(specimen)).pages) == 2

    registrar.goto(f"{REGISTER}issue/")
    sound(registrar)
    if page.locator("#unproven").count():
        page.locator("#unproven").check()
    page.locator("main button.btn-danger").click()
    page.wait_for_url(re.compile("/certificates/printing/"))
    bar = page.locator("main progress")
    total = int(bar.get_attribute("max") or 0)
    assert total >= 10
    sound(registrar)
    # Nobody touches the page: the figures follow, and at the end it says so.
    page.locator("main .actions a.btn-primary").wait_for(timeout=90_000)
    assert bar.get_attribute("value") == str(total)
    sound(registrar)
    page.locator("main .actions a.btn-primary").click()
    sound(registrar)
    name, merged = download(registrar, "a[href$='/all.pdf']")
    assert name == f"certificats-{HISTORIC}.pdf"
    assert len(PdfReader(BytesIO(merged)).pages) == 2 * total
    name, _list = download(registrar, "a[href$='/handover.pdf']")
    assert name == f"remise-{HISTORIC}.pdf"

    # One wrong letter: corrected, printed again, the earlier print stamped.
    page.locator("main table tbody th a").first.click()
    sound(registrar)
    page.locator("main .actions a[href$='/name/']").click()
    wrong = page.locator("[name=name]").input_value()
    page.locator("[name=name]").fill(f"{wrong}a")
    page.locator("[name=reason]").fill("Accent")
    sound(registrar)
    page.locator("main form button").click()
    page.locator("ul.messages").first.wait_for()
    expect(page.locator("h1")).to_contain_text(f"{wrong}a")
    name, fresh = download(registrar, "main .actions a.btn-primary")
    assert name.endswith("-2.pdf")
    assert wrong.split()[0] in PdfReader(BytesIO(fresh)).pages[0].extract_text()
    name, _old = download(registrar, "a[href$='print-1.pdf']")
    assert name.endswith("-REMPLACE-REPLACED.pdf")
    sound(registrar)
    entry = page.url

    # Numbered paper, one sheet jammed and printed again.
    registrar.goto(f"{REGISTER}paper/")
    send(registrar, "stock", first="A-0101", last="A-0199")
    send(registrar, "use", number="A-0101")
    send(registrar, "spoil", number="A-0102", reason="Bourrage")
    send(registrar, "use", number=f"A-0{101 + total}")
    row = page.locator("main table").first.locator("tbody tr").first.inner_text()
    left = 99 - total - 1
    assert re.search(rf"\b{total}\b", row) and re.search(rf"\b{left}\b", row)
    sound(registrar)
    name, _list = download(registrar, "a[href$='/paper.pdf']")
    assert name == f"papier-{HISTORIC}.pdf"

    # Revoked with both reasons; its file says so.
    page.goto(entry)
    page.locator("main .actions a[href$='/act/revoked/']").click()
    sound(registrar)
    page.locator("[name=public_fr]").fill("Délivré par erreur")
    page.locator("[name=public_en]").fill("Issued by mistake")
    page.locator("[name=reason]").fill("Essai")
    page.locator("main button.btn-danger").click()
    page.locator("ul.messages").first.wait_for()
    name, _revoked = download(registrar, "a[href$='print-2.pdf']")
    assert name.endswith("-REVOQUE-REVOKED.pdf")
