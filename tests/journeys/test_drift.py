"""An editor changes a French sentence with meaning: the exam closes until English is approved."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import sign_in_by_card, sign_in_by_password
from tests.personas import EDITOR, TRAINEE

WORDS = "Le filigrane se voit par transparence, et jamais autrement."
NEXT = "Le filigrane se voit par transparence."
REASON = "Rectifié après la relecture du guide."


@pytest.fixture
def exam_site(furnished):
    """The demo with an exam that is open now and draws from M02, among others."""
    return furnished("furnish_exam")[0]


def _exam_can_start(trainee):
    """Whether the exam's page has its button; it always says one thing or the other."""
    trainee.goto("/quiz/EXAM/")
    main = trainee.page.locator("main")
    start = main.get_by_role("button", name="Commencer")
    refused = main.get_by_text("relu dans les deux langues")
    expect(start.or_(refused).first).to_be_visible()
    return start.is_visible()


def _open(editor, language):
    """The question of M02 in a language, from the board."""
    page = editor.page
    page.goto(editor.site.at("/admin/parity/"))
    row = page.locator("main tbody tr", has_text="M02").first
    row.locator("td").nth(["fr", "en"].index(language)).locator("a").first.click()
    page.wait_for_url(re.compile(r"/parity/page/\d+/"))


def _publish_french(editor, words):
    """Write a summary of M02 and press « publish »: the question comes before the publication."""
    page = editor.page
    _open(editor, "fr")
    page.locator("main a.button", has_text="Ouvrir le texte").click()
    # A forbidden variant is named while it is typed, and no more once it is gone.
    summary, named = page.locator("textarea[name=summary]"), page.locator(".typed-words")
    summary.fill("La formation des formateurs.")
    expect(named).to_contain_text("formation de formateurs")
    summary.fill(words)
    expect(named).to_be_hidden()
    footer = page.locator("footer")
    footer.locator("[data-w-dropdown-target='toggle']").first.click()
    page.locator("button[name='action-publish']").click()
    page.wait_for_url(re.compile(r"/parity/page/\d+/"))


def _is_warned_while_typing(editor, language):
    """M03: a rich text in a block (French), a sentence of the translation editor (English)."""
    page = editor.page
    page.goto(editor.site.at("/admin/parity/"))
    row = page.locator("main tbody tr", has_text="M03").first
    row.locator("td").nth(["fr", "en"].index(language)).locator("a").first.click()
    page.locator("main a.button", has_text="Ouvrir le texte").click()
    if language == "fr":
        field = page.locator("[contenteditable='true']").first
        words, term = " La formation des formateurs.", "formation de formateurs"
    else:
        page.locator(".js-translation-editor button:text-is('Modifier')").nth(1).click()
        field = page.locator(".js-translation-editor textarea")
        words, term = " Against human smuggling.", "trafficking in persons"
    field.click()
    page.keyboard.press("End")
    page.keyboard.type(words)
    named = page.locator(".typed-words")
    expect(named).to_contain_text(term)
    for _ in words:
        page.keyboard.press("Backspace")
    expect(named).to_be_hidden()


def _answer(editor, kind, reach, reason):
    page = editor.page
    page.locator(f"input[name=kind][value={kind}]").check()
    page.locator(f"input[name=reach][value={reach}]").check()
    page.locator("textarea[name=reason]").fill(reason)
    page.locator("main form button").click()
    page.wait_for_url(re.compile(r"/admin/parity/$"))


def test_from_the_edit_to_the_exam_and_back(exam_site, visit):
    trainee = visit(exam_site, language="fr", phone=True)
    sign_in_by_card(trainee, TRAINEE)
    assert _exam_can_start(trainee)

    editor = visit(exam_site, language="fr")
    sign_in_by_password(editor, EDITOR)
    page = editor.page
    for language in ("fr", "en"):
        _is_warned_while_typing(editor, language)
    _publish_french(editor, WORDS)
    # The words that changed, and no answer chosen beforehand.
    expect(page.locator("ins", has_text="filigrane")).to_be_visible()
    expect(page.locator("main input:checked")).to_have_count(0)
    assert _exam_can_start(trainee)
    _answer(editor, "meaning", "correction", REASON)
    expect(page.locator(".parity-stale")).to_have_count(1)
    assert not _exam_can_start(trainee)

    _open(editor, "en")
    expect(page.locator("main")).to_contain_text(REASON)
    page.locator("main form button").click()
    page.wait_for_url(re.compile(r"/admin/parity/$"))
    expect(page.locator(".parity-stale")).to_have_count(0)
    assert _exam_can_start(trainee)

    page.goto(editor.site.at("/admin/parity/log/"))
    entry = page.locator(".parity-entry").first
    for told in (REASON, "sens", "Autre langue approuvée", "NIA24"):
        expect(entry).to_contain_text(told)
    expect(entry.locator("details")).to_contain_text("filigrane")

    # A change for the next edition only: the trainee's edition keeps the text, and says so.
    _publish_french(editor, NEXT)
    _answer(editor, "wording", "next", "Plus court.")
    trainee.goto("/lessons/fdf/m02/")
    expect(trainee.page.locator("main")).to_contain_text(WORDS)
    expect(trainee.page.locator("main")).to_contain_text("Édition 2016 – texte du")
