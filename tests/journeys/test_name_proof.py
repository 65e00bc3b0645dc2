"""A trainee signs the printed name on a phone; an accent is changed; the trainee is asked again."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import find_violations
from tests.journeys.steps import other, sign_in_by_card, sign_in_by_password
from tests.personas import REGISTRAR, RUNNING, TRAINEE

NAME, CHANGED = "KINDA Aïssata", "KINDA Aissata"
WORDS = {
    "sign": ("Signer", "Sign"),
    "wrong": ("Quelque chose est faux", "Something is wrong"),
    "send": ("Envoyer à la scolarité", "Send to the registrar"),
    "signed": ("Vous avez signé cette forme", "You signed this form"),
    "again": ("Veuillez le signer de nouveau", "Please sign it again"),
    "changed": ("Modifié depuis la signature", "Changed since the signature"),
    "remark": ("le tréma manque", "the diaeresis is missing"),
}


def word(key, visitor):
    return WORDS[key][visitor.language == "en"]


def task(visitor):
    visitor.goto("/today/")
    visitor.page.locator("ul.tasks").first.wait_for()
    for more in visitor.page.locator("details.check > summary").all():
        more.click()
    return visitor.page.locator("ul.tasks a[href$='/my-name/']")


def sign(visitor):
    visitor.page.locator("#read").check()
    visitor.page.locator("button[value=right]").click()
    visitor.page.locator("ul.messages").first.wait_for()


def row(registrar, name):
    registrar.goto(f"/cohort/{RUNNING}/names/")
    return registrar.page.locator("table.stack tbody tr").filter(has_text=name).inner_text()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_signed_changed_and_signed_again(site, visit, language):
    trainee = visit(site, language=language, phone=True, bypass_csp=True)
    registrar = visit(site, language=other(language), bypass_csp=True)
    sign_in_by_card(trainee, TRAINEE)
    sign_in_by_password(registrar, REGISTRAR)
    page = trainee.page

    task(trainee).click()
    page.wait_for_url(re.compile("/my-name/"))
    picture = page.locator(".name-proof img")
    # Drawn in full, not a broken image.
    assert picture.evaluate("i => i.decode().then(() => i.naturalWidth)") > 1000
    assert find_violations(page) == []
    sign(trainee)
    expect(page.locator("main")).to_contain_text(word("signed", trainee))
    expect(task(trainee)).to_have_count(0)

    registrar.goto(f"/cohort/{RUNNING}/names/")
    assert find_violations(registrar.page) == []
    rows = registrar.page.locator("table.stack tbody tr")
    rows.filter(has_text=NAME).get_by_role("link").click()
    registrar.page.locator("[name=printed_name]").fill(CHANGED)
    registrar.page.locator("main form button").first.click()
    registrar.page.locator("ul.messages").first.wait_for()
    after = row(registrar, CHANGED)
    assert NAME in after and word("changed", registrar).casefold() in after.casefold()

    expect(task(trainee)).to_contain_text(CHANGED)
    task(trainee).click()
    page.wait_for_url(re.compile("/my-name/"))
    text = page.locator("main").inner_text()
    assert word("again", trainee) in text and NAME in text and CHANGED in text

    page.locator("details.check > summary").filter(has_text=word("wrong", trainee)).click()
    page.locator("#remark").fill(word("remark", trainee))
    trainee.press(word("send", trainee))
    page.locator("ul.messages").first.wait_for()
    assert word("remark", trainee) in row(registrar, CHANGED)
    trainee.goto("/my-name/")
    sign(trainee)
    expect(task(trainee)).to_have_count(0)
