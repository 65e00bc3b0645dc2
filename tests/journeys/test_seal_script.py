"""The scripts of the verification page agree with Python, in a real browser, letter by letter."""

import json
import unicodedata
from pathlib import Path

import pytest

from certificates.names import name_key
from tests.certificates.verification.make_vectors import FILE

STATIC = Path(__file__).resolve().parents[2] / "certificates" / "static" / "certificates"
TABLE = json.loads(FILE.read_text())
# Older browsers and newer ones, or Python, class a few letters of these differently.
CHEROKEE = set(range(0x13A0, 0x1400)) | set(range(0xAB70, 0xABC0))


@pytest.fixture(scope="module")
def page(browser):
    """An empty page of a secure address with the two scripts and the library beside it."""
    page = browser.new_page()
    page.route(
        "**/*",
        lambda route: route.fulfill(
            body=(STATIC / "noble" / "ed25519.js").read_text()
            if route.request.url.endswith("ed25519.js")
            else "<!doctype html>",
            content_type="text/javascript" if route.request.url.endswith(".js") else "text/html",
        ),
    )
    page.goto("http://localhost/")
    for name in ("names.js", "seal.js"):
        page.add_script_tag(content=(STATIC / name).read_text())
    yield page
    page.close()


def test_the_names_of_the_table(page):
    found = page.evaluate("names => names.map(n => SealedNames.nameKey(n))", _names())
    assert found == [key for _, key in TABLE["names"]]


def _names():
    return [name for name, _ in TABLE["names"]]


def test_every_letter_that_python_knows(page):
    letters = [
        chr(code)
        for code in range(0x10000)
        if unicodedata.category(chr(code)) not in {"Cn", "Cs"} and code not in CHEROKEE
    ]
    found = page.evaluate("all => all.map(c => SealedNames.nameKey(`a${c}b`))", letters)
    wrong = [
        letter for letter, key in zip(letters, found, strict=True) if key != name_key(f"a{letter}b")
    ]
    assert len(letters) > 55_000
    assert wrong == []


@pytest.mark.parametrize("own", [True, False])
def test_the_seals_of_the_table(page, own):
    verdicts = page.evaluate(
        """async ({ cases, keys, own }) => {
          const real = SubtleCrypto.prototype.importKey;
          if (!own) SubtleCrypto.prototype.importKey = async () => { throw new Error("none"); };
          const found = [];
          for (const one of cases) {
            const asked = { ...one, keys, library: "/ed25519.js" };
            found.push(await Seals.judge(Seals.read(one.digits), asked));
          }
          SubtleCrypto.prototype.importKey = real;
          return found;
        }""",
        {"cases": TABLE["seals"], "keys": TABLE["keys"], "own": own},
    )
    assert verdicts == [case["verdict"] for case in TABLE["seals"]]


def test_what_a_seal_states(page):
    stated = page.evaluate(
        "d => { const s = Seals.read(d); return { kind: s.kind, print: s.print,"
        " month: s.month.toISOString().slice(0, 10), course: s.course }; }",
        TABLE["seals"][0]["digits"],
    )
    assert stated == TABLE["stated"]


def test_what_is_no_seal(page):
    for digits in TABLE["no_seals"]:
        assert page.evaluate("d => Seals.read(d)", digits) is None
