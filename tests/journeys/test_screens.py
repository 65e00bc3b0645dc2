"""Every screen of the sweep: accessible by axe-core, and readable on the narrowest phone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.architecture.url_expectations import EXPECTED
from tests.architecture.url_table import read_table
from tests.bench.lessons import Scales, heaviest_lessons
from tests.journeys.axe import find_violations
from tests.journeys.ground import Ground
from tests.journeys.serving import Site, furnish, serve
from tests.journeys.steps import sign_in_by_card, sign_in_by_password
from tests.journeys.visiting import Visitor, open_visit
from tests.personas import (
    ANONYMOUS,
    ASSESSOR,
    LEAD,
    OTHER_TRAINEE,
    PERSONAS,
    REGISTRAR,
    TRAINEE,
    Persona,
)

TABLE = read_table(EXPECTED, (persona.key for persona in PERSONAS))
# Whose screen it is, where several may see it: the first that may.
READERS = (TRAINEE, OTHER_TRAINEE, REGISTRAR, LEAD, ASSESSOR)
# A list is empty for whoever has nothing in it; these are looked at by whom they are made for.
MADE_FOR = {
    "board-index": LEAD,
    "registrar-index": REGISTRAR,
    "my-sheets": ASSESSOR,
    "my-certificate": OTHER_TRAINEE,
    "board": LEAD,
    "wagtail_serve": ANONYMOUS,
    "verify": ANONYMOUS,
}
# No screens of ours: Wagtail's admin, and files.
NOT_LOOKED_AT = (
    "admin/",
    "robots.txt",
    "attempt-items",
    "cohort-certificates-file",
    "certificate-file",
    "my-certificate-file",
    "name-sheet-file",
    "my-name-picture",
    "register-sheet-file",
    "jury-minutes-file",
    "attempt-file-pdf",
    "published-keys",
    "status-list",
    "sealed-courses",
    "verify-worker",
    "did-document",
    "specimen-sheet-file",
    "specimen-key-file",
    "cohort-certificates-archive",
    "handover-list",
    "certificate-specimen",
    "certificate-credential",
    "certificate-badge-png",
    "certificate-badge-svg",
    "certificate-print",
    "my-certificate-credential",
    "companion-file",
    "my-certificate-badge-png",
    "my-certificate-badge-svg",
    "inventory-file",
    "inventory-answers-file",
)


def _reader(url: str) -> Persona | None:
    if url in MADE_FOR:
        return MADE_FOR[url]
    if TABLE[url][ANONYMOUS.key] == "200":
        return ANONYMOUS
    return next((reader for reader in READERS if TABLE[url][reader.key] == "200"), None)


SCREENS = [
    (url, reader) for url in TABLE if not url.startswith(NOT_LOOKED_AT) and (reader := _reader(url))
]


class Rooms:
    """The furnished site, and one signed-in browser for each persona."""

    def __init__(self, browser: Browser, site: Site, addresses: dict[str, str]) -> None:
        self.browser, self.site, self.addresses = browser, site, addresses
        self._visitors: dict[str, Visitor] = {}

    def of(self, persona: Persona) -> Visitor:
        """The persona's browser; its context lets axe-core in past the policy."""
        if persona.key not in self._visitors:
            visitor = open_visit(self.browser, self.site, bypass_csp=True)
            if persona.card:
                sign_in_by_card(visitor, persona)
            elif persona.username:
                sign_in_by_password(visitor, persona)
            self._visitors[persona.key] = visitor
        return self._visitors[persona.key]


@pytest.fixture(scope="module")
def rooms(
    browser: Browser, ground: Ground, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Rooms]:
    addresses: dict[str, str] = {}

    def before(env: dict[str, str]) -> None:
        addresses.update(json.loads(furnish("furnish", env)))

    folder: Path = tmp_path_factory.mktemp("screens") / "site"
    with serve(ground, folder, before=before) as site:
        yield Rooms(browser, site, addresses)
        print(site.log.read_text()[-3000:])


@pytest.mark.parametrize(("url", "reader"), SCREENS, ids=[url for url, _ in SCREENS])
def test_screen(rooms, url, reader):
    visitor = rooms.of(reader)
    response = visitor.page.goto(rooms.site.at(rooms.addresses[url]))
    assert response is not None
    assert response.headers["content-type"].startswith("text/html")
    assert response.status == 200
    assert weight_of(visitor.page, url) == []
    assert_no_fault(visitor.page)
    assert visitor.remaining_troubles() == []


def assert_no_fault(page: Page) -> None:
    """Nothing wrong on the page at the width of a desk and of two phones, and in the dark."""
    faults = []
    # Colours that are still changing would be measured in between.
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 900})
    faults += [f"1280 px: {fault}" for fault in find_violations(page)]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    contrast = {"type": "rule", "values": ["color-contrast"]}
    faults += [f"dark: {fault}" for fault in find_violations(page, runOnly=contrast)]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": 360, "height": 740})
    phone = find_violations(page) + overflow_of(page) + small_targets_of(page)
    faults += [f"360 px: {fault}" for fault in phone]
    page.set_viewport_size({"width": 320, "height": 640})
    faults += [f"320 px: {fault}" for fault in overflow_of(page)]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def overflow_of(page: Page) -> list[str]:
    """The elements that make the page scroll sideways."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          const inside = node => node.parentElement
            && (getComputedStyle(node.parentElement).overflowX !== "visible"
                || inside(node.parentElement));
          return ["scrolls sideways: " + [...document.body.querySelectorAll("*")]
            .filter(one => one.getBoundingClientRect().right > width + 1 && !inside(one))
            .slice(0, 3)
            .map(one => one.outerHTML.slice(0, 120)).join(" | ")];
        }"""
    )


def small_targets_of(page: Page) -> list[str]:
    """Buttons and fields that a thumb misses: lower or narrower than 44 px, their label included.

    A link inside a sentence is as high as its line.
    """
    return page.evaluate(
        """() => {
          const box = node => node.getBoundingClientRect();
          const area = node => {
            const labels = ["checkbox", "radio"].includes(node.type) ? [...node.labels || []] : [];
            const all = [node, ...labels].map(box);
            return [
              Math.max(...all.map(one => one.right)) - Math.min(...all.map(one => one.left)),
              Math.max(...all.map(one => one.bottom)) - Math.min(...all.map(one => one.top)),
            ];
          };
          return [...document.querySelectorAll("button, a.btn, summary, select, input, textarea")]
            .filter(one => one.type !== "hidden")
            .filter(one => one.checkVisibility({ visibilityProperty: true }))
            .filter(one => box(one).width > 1 && !one.closest(".vh"))
            .map(one => [one, ...area(one)])
            .filter(([, width, height]) => width < 43.5 || height < 43.5)
            .slice(0, 5)
            .map(([one, ...sides]) =>
              `target of ${sides.map(Math.round).join(" × ")}: ${one.outerHTML.slice(0, 160)}`);
        }"""
    )


# Kilobytes that came compressed: the page itself, and with all that it loaded.
AGAIN = 15
FIRST = {"verify": 30, "attempt": 60, "quiz": 60}


def weight_of(page: Page, url: str) -> list[str]:
    """What makes the page heavier than LOOK allows; files count that the browser had already."""
    again, first = page.evaluate(
        """() => {
          const size = kind => performance.getEntriesByType(kind)
            .reduce((sum, one) => sum + one.encodedBodySize, 0) / 1024;
          return [size("navigation"), size("navigation") + size("resource")];
        }"""
    )
    budget = FIRST.get(url.split("-", maxsplit=1)[0], 100)
    faults = [f"the page alone has {again:.1f} KB"] if again > AGAIN else []
    return faults + ([f"with its files {first:.1f} KB"] if first > budget else [])


def test_the_heaviest_lessons_are_light_enough(rooms):
    """Of every sort (start, section, whole, sheet, aide-mémoire, inventory), over all modules."""
    trainee = rooms.of(TRAINEE)
    scales = Scales(trainee)
    heaviest = heaviest_lessons(trainee)
    assert len(heaviest) == 6
    for path in heaviest.values():
        assert scales.fetch(path)[1] <= AGAIN * 1024, path
        assert scales.weigh(path) <= 100 * 1024, path


def test_axe_finds_what_is_wrong(rooms):
    """The scan is alive: a page with a nameless picture and a button without words has faults."""
    page = rooms.of(ANONYMOUS).page
    page.goto(rooms.site.at("/fr/verify/"))
    page.evaluate(
        "document.querySelector('main').innerHTML += '<img src=/favicon.ico><button></button>'"
    )
    found = find_violations(page)
    assert {line.split(" ")[0] for line in found} >= {"image-alt", "button-name"}


def test_error_page(rooms):
    """404 is a screen too."""
    visitor = open_visit(rooms.browser, rooms.site, bypass_csp=True)
    response = visitor.page.goto(rooms.site.at("/fr/nothing-here/"))
    assert response is not None
    assert response.status == 404
    assert_no_fault(visitor.page)
    visitor.context.close()


@pytest.mark.parametrize("name", ["N’DIAYE Aïssata", "Personne d’autre"])
def test_answer_of_the_check(rooms, name):
    """Both answers of the verification page, and the page of an incomplete form."""
    visitor = open_visit(rooms.browser, rooms.site, bypass_csp=True)
    visitor.page.goto(rooms.site.at(rooms.addresses["verify-number"]))
    visitor.page.locator("[name=holder]").fill(name)
    visitor.page.locator("form[data-verify] button").click()
    visitor.page.locator("section.answer").wait_for()
    assert_no_fault(visitor.page)
    visitor.context.close()


def test_error_summary(rooms):
    """A form that was sent empty: the summary has the focus and leads to the fields."""
    visitor = open_visit(rooms.browser, rooms.site, bypass_csp=True)
    visitor.page.goto(rooms.site.at("/fr/card/"))
    visitor.page.locator("main form").get_by_role("button").click()
    summary = visitor.page.locator("[data-error-summary]")
    assert summary.evaluate("one => one === document.activeElement")
    summary.get_by_role("link").first.click()
    assert visitor.page.locator("[name=code]").evaluate("one => one === document.activeElement")
    assert_no_fault(visitor.page)
    visitor.context.close()
