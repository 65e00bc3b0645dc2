"""From the lesson to the bench on a phone; a sheet and its key from the laptop of the room."""

import re

import pytest
from playwright.sync_api import expect

from assessments.mrz.exercises import exercise
from assessments.mrz.generating import FORMATS
from tests.journeys.axe import find_violations
from tests.journeys.paper import page_texts
from tests.journeys.steps import sign_in_by_card, sign_in_by_password
from tests.personas import FACILITATOR, TRAINEE

WORDS = {
    "right": ("Juste", "Right"),
    "wrong": ("Pas juste", "Not right"),
    "check": ("Vérifier ma réponse", "Check my answer"),
    "next": ("Spécimen suivant", "Next specimen"),
    "tally": ("1 sur 2 justes", "1 of 2 right"),
    "practise": ("S’entraîner", "Practise"),
    "key": ("Le corrigé (PDF)", "The key (PDF)"),
    "sheet": ("La feuille (PDF)", "The sheet (PDF)"),
}


def word(key, visitor):
    return WORDS[key][visitor.language == "en"]


def drawn_on(page, task):
    """The exercise that the page shows: its seed is in the address."""
    seed = re.search(rf"/{task}/([A-Z0-9]+)/", page.url)
    assert seed
    return exercise(seed[1], task=task, formats=FORMATS)


@pytest.mark.parametrize("script", [True, False])
def test_a_trainee_trains_without_a_mark(shared_site, visit, language, script):
    trainee = visit(
        shared_site, language=language, phone=True, bypass_csp=True, java_script_enabled=script
    )
    sign_in_by_card(trainee, TRAINEE)
    page = trainee.page
    slug = page.goto(shared_site.at(f"/{language}/lessons/")) and page.locator(
        "main a", has_text="M04"
    ).first.get_attribute("href")
    page.goto(shared_site.at(f"{slug}3/"))
    page.locator("main a[href*='/document-bench/digit/']").click()
    page.wait_for_url(re.compile("/digit/[A-Z0-9]{6}/"))

    drawn = drawn_on(page, "digit")
    expect(page.locator("svg.specimen")).to_have_count(1)
    # Nothing is wider than the phone.
    if script:
        assert find_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("[name=answer]").fill(str((int(drawn.answer) + 1) % 10))
    trainee.press(word("check", trainee))
    expect(page.locator("main")).to_contain_text(word("wrong", trainee))
    # The sum is worked out, character by character.
    cells = page.locator(".sum li")
    expect(cells).to_have_count(len(drawn.summed))
    assert sum(int(cell.inner_text()) for cell in page.locator(".sum i").all()) % 10 == int(
        drawn.answer
    )
    trainee.press(word("next", trainee))
    page.wait_for_url(lambda url: "answer" not in url)
    page.locator("[name=answer]").fill(drawn_on(page, "digit").answer)
    trainee.press(word("check", trainee))
    expect(page.locator(".status.done")).to_have_text(word("right", trainee))

    trainee.goto("/document-bench/")
    expect(page.locator("main")).to_contain_text(word("tally", trainee))
    page.locator("main a[href$='/document-bench/wrong-digit/']").click()
    page.wait_for_url(re.compile("/wrong-digit/[A-Z0-9]{6}/"))
    if script:
        assert find_violations(page) == []
    page.locator(f"[name=answer][value={drawn_on(page, 'wrong-digit').answer}]").check()
    trainee.press(word("check", trainee))
    expect(page.locator(".status.done")).to_have_text(word("right", trainee))
    if script:
        assert find_violations(page) == []


def test_a_facilitator_prints_a_sheet_and_its_key(shared_site, visit, language, tmp_path):
    facilitator = visit(shared_site, language=language, bypass_csp=True)
    sign_in_by_password(facilitator, FACILITATOR)
    page = facilitator.page
    facilitator.goto("/document-bench/sheets/")
    assert find_violations(page) == []
    page.locator("[name=count]").fill("4")
    page.locator("[name=task]").select_option("wrong-digit")
    page.locator("[name=formats][value=TD1]").check()
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/sheets/U1-W04-13-[A-Z0-9]{6}/"))
    assert find_violations(page) == []
    reference = page.locator("h1").inner_text()
    texts = {}
    for part in ("sheet", "key"):
        with page.expect_download() as download:
            page.get_by_role("link", name=word(part, facilitator)).click()
        file = tmp_path / f"{part}.pdf"
        download.value.save_as(file)
        texts[part] = " ".join(page_texts(file))
        assert reference in texts[part]
    # Both languages on the paper, the answers on the key alone.
    for said in ("Trouver le chiffre faux", "Find the wrong digit", "Corrigé"):
        assert said in texts["key"]
    assert "Corrigé" not in texts["sheet"] and "Réponse" in texts["sheet"]

    facilitator.goto("/document-bench/sheets/")
    page.locator("[name=reference]").fill(reference.lower())
    page.locator("main form button").last.click()
    page.wait_for_url(re.compile(f"/sheets/{reference}/"))
