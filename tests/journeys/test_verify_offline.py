"""A paper is checked at a border post without network: seal, name, forgery, and back online."""

import base64
import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfWriter

from tests.journeys.axe import find_violations
from tests.journeys.papers import papers_of

WORDS = {
    "authentic": ("Document authentique", "Genuine paper"),
    "other-name": ("Pas ce nom", "Not this name"),
    "forged": ("Faux code", "False code"),
    "unread": ("Le code QR est abîmé", "The QR code is damaged"),
    "unreached": ("Le registre ne répond pas", "The register cannot be reached"),
    "state": ("sans le registre", "without the register"),
    "valid": ("Authentique, valable", "Genuine, valid"),
    "altered": ("Fichier modifié", "Altered file"),
    "no match": ("Ce n’est pas un fichier émis par nous", "This is no file of ours"),
}


def word(key, visitor):
    return WORDS[key][visitor.language == "en"]


def opened(visitor, address):
    """Open an address as a scanner app does, in a new tab of the same browser."""
    visitor.page.close()
    visitor.page = visitor.context.new_page()
    visitor.page.goto(visitor.site.at(address))
    return visitor.page


def typed(page, name):
    """Type a name, send, and give what the page then says."""
    page.locator("#holder").fill(name)
    page.locator("form[data-verify] button").first.click()
    said = page.locator("#result, #sealed")
    page.wait_for_function(
        "() => { const here = document.querySelector('#result').textContent.trim()"
        " + document.querySelector('#sealed').textContent.trim();"
        " return here && !document.querySelector('#result [data-asking]'); }"
    )
    return " ".join(said.all_inner_texts())


def kept(page):
    """Wait until the page is on the device."""
    page.evaluate(
        """async () => {
          for (;;) {
            const all = await navigator.serviceWorker.getRegistrations();
            if (all.filter((one) => one.active).length === 2) return;
            await new Promise((done) => setTimeout(done, 100));
          }
        }"""
    )


@pytest.fixture
def without_ed25519(request):
    return getattr(request, "param", False)


@pytest.mark.parametrize("without_ed25519", [False, True], indirect=True)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_paper_is_checked_without_a_network(site, visit, language, without_ed25519):
    paper, other = papers_of(site)
    visitor = visit(site, language=language, phone=True)
    # A request that fails is what this story is about.
    visitor.allow(r"ERR_CONNECTION_REFUSED", r"ERR_INTERNET_DISCONNECTED")
    if without_ed25519:
        visitor.context.add_init_script(
            "if (self.SubtleCrypto) for (const act of ['importKey', 'verify']) {"
            " const real = SubtleCrypto.prototype[act];"
            " SubtleCrypto.prototype[act] = function (...said) {"
            "  if (said.includes('Ed25519')) throw new DOMException('', 'NotSupportedError');"
            "  return real.apply(this, said); }; }"
        )
    visitor.goto("/verify/")
    kept(visitor.page)

    site.power.cut()
    visitor.context.set_offline(True)
    page = opened(visitor, paper.code)
    expect(page.locator("#number")).to_have_value(paper.number)
    said = typed(page, paper.name.lower())
    assert word("authentic", visitor) in said and word("state", visitor) in said
    assert "FDF" not in said and "2016" in said
    assert paper.name not in said
    said = typed(page, other.name)
    assert word("other-name", visitor) in said and "2016" not in said

    bent = paper.seal[:-1] + str((int(paper.seal[-1]) + 1) % 10)
    page = opened(visitor, f"/v/{paper.number}/#{bent}")
    assert word("forged", visitor) in typed(page, paper.name)
    page = opened(visitor, f"/v/{paper.number}/#{other.seal}")
    assert word("forged", visitor) in typed(page, other.name)
    page = opened(visitor, f"/v/{paper.number}/#{paper.seal[:200]}")
    assert word("unread", visitor) in typed(page, paper.name)
    page = opened(visitor, f"/v/{paper.number}/")
    assert word("unreached", visitor) in typed(page, paper.name)
    page = opened(visitor, f"/{language}/verify/?number={paper.number}#{paper.seal}")
    assert word("authentic", visitor) in typed(page, paper.name)

    visitor.context.set_offline(False)
    site.power.restore()
    page = opened(visitor, paper.code)
    said = typed(page, paper.name)
    assert word("valid", visitor) in said and word("authentic", visitor) in said
    assert word("state", visitor) not in said
    assert paper.seal not in site.log.read_text()


def test_the_answers_can_be_read_by_everybody(shared_site, visit, language):
    paper, other = papers_of(shared_site)
    visitor = visit(shared_site, language=language, phone=True, bypass_csp=True)
    page = opened(visitor, paper.code)
    for name in (paper.name, other.name):
        typed(page, name)
        assert find_violations(page) == []


def test_what_is_kept_is_nobodys_page_and_nothing_else_is_kept(shared_site, visit):
    visitor = visit(shared_site, language="fr", phone=True)
    visitor.goto("/verify/")
    kept(visitor.page)
    names = visitor.page.evaluate(
        "async () => (await (await caches.open('relais-verification')).keys())"
        ".map(one => new URL(one.url).pathname).sort()"
    )
    pages = [name for name in names if not name.startswith("/static/")]
    assert pages == ["/fr/verify/", "/v/courses.json", "/v/kept-at", "/v/keys.json"]
    scopes = visitor.page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistrations())"
        ".map(one => new URL(one.scope).pathname).sort()"
    )
    assert scopes == ["/fr/verify/", "/v/"]


DROP = """
async ([name, coded]) => {
  const bytes = Uint8Array.from(atob(coded), (c) => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type: "application/pdf" }));
  const drop = document.querySelector("form[data-drop]");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const how = { dataTransfer: carried, bubbles: true, cancelable: true };
    drop.dispatchEvent(new DragEvent(kind, how));
  }
}
"""


def dropped(page, data):
    """Drop a file on its panel, and give what the next page says."""
    with page.expect_navigation():
        page.evaluate(DROP, ["paper.pdf", base64.b64encode(data).decode()])
    return page.locator("#result").inner_text()


def test_a_file_is_compared_with_the_register(site, visit, language):
    paper, _ = papers_of(site)
    visitor = visit(site, language=language, bypass_csp=True)
    visitor.goto("/verify/")
    page = visitor.page
    assert word("valid", visitor) in dropped(page, paper.pdf)
    expect(page.locator("main")).not_to_contain_text(paper.name)
    assert find_violations(page) == []
    altered = paper.pdf + b"\n% behind the end\n%%EOF\n"
    assert word("altered", visitor) in dropped(page, altered)
    assert find_violations(page) == []
    chosen = {"name": "x.pdf", "mimeType": "application/pdf", "buffer": blank_pdf()}
    page.locator("#file").set_input_files(chosen)
    with page.expect_navigation():
        page.locator("form[data-drop] button").click()
    expect(page.locator("#result")).to_contain_text(word("no match", visitor))


def blank_pdf():
    """A PDF of one empty page, by anybody."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
