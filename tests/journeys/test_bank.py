"""An editor with the bank: one face corrected until it is published, a file imported."""

import re

from playwright.sync_api import expect

from tests.journeys.steps import sign_in_by_password
from tests.personas import PERSONAS

EDITOR = next(persona for persona in PERSONAS if persona.key == "editor")
GIFT = """// from a colleague
::Deux piliers::Combien de piliers compte l’essai ? {
=%100%trois#Juste
~deux#Il en manque un
}

::Ouverte::Racontez une relève difficile. {}
"""


def test_a_face_is_corrected_and_published(site, visit, language):
    editor = visit(site, language=language)
    sign_in_by_password(editor, EDITOR)
    page = editor.page
    page.goto(site.at("/admin/questions/?q=QB-01"))
    page.get_by_role("link", name="QB-01", exact=True).click()
    page.locator("a[href$='/item/QB-01/edit/']").click()
    stem = page.locator("[name=stem-en]")
    words = stem.input_value() + " (reworded)"
    stem.fill(words)
    page.locator("[name=change]").select_option("wording")
    page.locator(".bank-save button").click()
    page.wait_for_url(re.compile(r"/item/QB-01/"))
    # Only the face that changed goes back to draft; the version cannot be published before that.
    states = page.locator(".bank-faces h3")
    expect(states).to_have_count(2)
    expect(page.locator(".bank-missing li")).to_have_count(1)
    with page.expect_navigation():
        page.locator("button[value=publish]").click()
    expect(page.locator(".bank-missing li")).to_have_count(1)
    page.locator("button[value=check]").click()
    page.locator("button[value=approve]").click()
    expect(page.locator(".bank-missing")).to_have_count(0)
    page.locator("button[value=publish]").click()
    expect(page.locator("button[value=publish]")).to_have_count(0)
    preview = page.frame_locator("iframe.bank-frame >> nth=1")
    expect(preview.locator("body")).to_contain_text(words)


def test_a_file_is_tried_first_and_then_stored(site, visit):
    editor = visit(site, language="en")
    sign_in_by_password(editor, EDITOR)
    page = editor.page
    page.goto(site.at("/admin/questions/import/"))
    content = {"name": "questions.gift", "mimeType": "text/plain", "buffer": GIFT.encode("cp1252")}
    page.locator("main input[type=file]").set_input_files([content])
    page.locator("main form button").first.click()
    text = page.locator("main").inner_text()
    assert "Combien de piliers compte l’essai ?" in text
    assert "Racontez" in text or "Ouverte" in text
    # A question that cannot come keeps the rest out only where all or nothing was asked for.
    page.locator("button[name=way][value=single]").click()
    page.wait_for_url(re.compile(r"/import/\d+/"))
    page.goto(site.at("/admin/questions/translating/?language=en"))
    expect(page.locator("main tbody tr")).to_have_count(1)
