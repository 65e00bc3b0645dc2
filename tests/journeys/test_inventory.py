"""The inventory exercise: printed blank, filled in on a phone, read by whoever teaches."""

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import find_violations
from tests.journeys.paper import page_texts
from tests.journeys.steps import sign_in_by_card, sign_in_by_password
from tests.personas import FACILITATOR, TRAINEE

TYPED = "De jour seulement"
LONGER = f"{TYPED}, sauf le vendredi"


@pytest.fixture
def lesson():
    """The lesson that the exercise belongs to."""
    return "/lessons/fdf/m01/"


def _downloads(visitor, name, folder):
    """The text of the PDF behind a link of the page."""
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("main a.btn", has_text=name).evaluate(
            "link => { link.setAttribute('download', ''); link.click(); }"
        )
    file = folder / "sheet.pdf"
    waiting.value.save_as(file)
    return " ".join(page_texts(file))


def _press_while_a_save_is_on_its_way(page):
    """The button waits for what went before: nobody is told that another device was faster."""
    answered = []

    def hold(route):
        answered.append((route, route.fetch()))

    page.route("**/inventory/", hold, times=1)
    page.locator("[name=hours]").fill(LONGER)
    for _ in range(50):
        if answered:
            break
        page.wait_for_timeout(100)
    page.locator("button[name=draft]").click()
    page.wait_for_timeout(300)
    route, response = answered[0]
    route.fulfill(response=response)
    expect(page.locator("[data-saved]")).to_contain_text("serveur")
    expect(page.locator("[data-error-summary]")).to_have_count(0)
    page.reload()
    expect(page.locator("[name=hours]")).to_have_value(LONGER)


def test_a_sheet_is_printed_filled_in_on_a_phone_and_read_beside_the_model(
    site, visit, lesson, tmp_path
):
    trainee = visit(site, language="fr", phone=True)
    # The place of a real post is refused while it is typed, too.
    trainee.allow("status of 400")
    sign_in_by_card(trainee, TRAINEE)
    trainee.goto(lesson)
    page = trainee.page
    page.locator("main a[href$='/inventory/']").first.click()
    expect(page.locator("h1")).to_contain_text("Fiche d’inventaire")
    expect(page.get_by_text("Corrigé")).to_have_count(0)
    assert find_violations(page) == []
    blank = _downloads(trainee, "Fiche vierge", tmp_path)
    # Both languages on one sheet of paper, and no answer.
    assert "Heures d’ouverture" in blank and "Opening hours" in blank

    page.locator("[name=post]").first.check()
    page.locator("[name=hours]").fill("Poste de Kantchari")
    page.locator("button[name=draft]").click()
    expect(page.locator(".invalid-feedback").first).to_contain_text("Kantchari")
    page.locator("[name=hours]").fill(TYPED)
    page.locator("[name=season]").first.check()
    page.locator("button[name=draft]").click()
    expect(page.locator("main .saved, .message, .alert").first).to_contain_text("serveur")
    page.reload()
    expect(page.locator("[name=hours]")).to_have_value(TYPED)
    expect(page.locator("[name=season]").first).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    _press_while_a_save_is_on_its_way(page)

    teacher = visit(site, language="fr")
    sign_in_by_password(teacher, FACILITATOR)
    teacher.goto(f"{lesson}inventory/answers/")
    main = teacher.page.locator("main")
    expect(main).to_contain_text("En tout 20 points")
    assert find_violations(teacher.page) == []
    key = _downloads(teacher, "imprimer", tmp_path)
    assert "Heures d’ouverture" in key and "Marking checklist" in key
    main.locator(".tasks a").first.click()
    row = main.locator("tr", has_text="Heures d’ouverture")
    expect(row.locator("td").first).to_contain_text(LONGER)
    expect(row.locator("td").nth(1)).not_to_be_empty()
