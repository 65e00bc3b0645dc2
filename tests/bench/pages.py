"""Weight of every screen over the wire, from the real server to a real browser.

A first visit is one in a browser that has nothing of the site but the session; a repeat visit is
the same page again in the same browser. What counts is what came over the wire, heads included.
"""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.lessons import heaviest_lessons
from tests.bench.tables import mark, print_table
from tests.bench.wire import Weight, watch
from tests.journeys.ground import Ground
from tests.journeys.serving import Site, serve
from tests.journeys.steps import begin_quiz, go, sign_in_by_card, sign_in_by_password, tick
from tests.journeys.visiting import ARGUMENTS, CHROMIUM, Visitor, open_visit
from tests.personas import LEAD, PREPARED, REGISTRAR, RUNNING, TRAINEE, Persona

# KB of a first visit and of a repeat one; none is as heavy as a lesson may be.
LESSON, QUIZ, VERIFICATION = (100, 15), (60, 15), (30, 15)

PUBLIC = {
    "home, not signed in": ("/", LESSON),
    "course page": ("", LESSON),
    "card sign-in": ("/card/", LESSON),
    "staff sign-in": ("/account/login/", LESSON),
    "verification": ("/verify/", VERIFICATION),
}
TRAINEES = {
    "today": ("/today/", LESSON),
    "lessons": ("/lessons/", LESSON),
    "heaviest lesson, start": ("", LESSON),
    "heaviest lesson, section": ("", LESSON),
    "heaviest lesson, whole": ("", LESSON),
    "heaviest lesson, sheet": ("", LESSON),
    "heaviest lesson, memo": ("", LESSON),
    "heaviest lesson, inventory": ("", LESSON),
    "search, many found": ("/search/?q=poste", LESSON),
    "document bench": ("/document-bench/", LESSON),
    "document bench, exercise": ("/document-bench/wrong-digit/bench/", LESSON),
    "quiz, start": ("/quiz/Q08/", QUIZ),
    "quiz, question": ("", QUIZ),
    "quiz, review": ("", QUIZ),
    "quiz, result": ("", QUIZ),
    "my results": ("/my-results/", LESSON),
    "my account": ("/my-account/", LESSON),
}
TEAM = {
    "boards": ("/cohorts/", LESSON, LEAD),
    "board": (f"/cohort/{RUNNING}/", LESSON, LEAD),
    "register of a half-day": (f"/cohort/{RUNNING}/register/1/", LESSON, LEAD),
    "end of course": (f"/cohort/{PREPARED}/end/", LESSON, REGISTRAR),
}
Row = list[str]


def measure_pages(ground: Ground, folder: Path) -> None:
    """Serve a copy of the demo and weigh every screen in French."""
    with (
        serve(ground, folder) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            rows = _rows(browser, site)
        finally:
            browser.close()
    columns = ["screen", "first KB", "budget", "requests", "repeat KB", "budget", "requests"]
    print_table("Screens over the wire, granian and Chromium", columns, rows)


def _rows(browser: Browser, site: Site) -> list[Row]:
    scout = open_visit(browser, site, phone=True)
    lead = _signed_in(browser, site, LEAD, sign_in_by_password)
    registrar = _signed_in(browser, site, REGISTRAR, sign_in_by_password)
    sign_in_by_card(scout, TRAINEE)
    own = _find_addresses(scout)
    visitors = {LEAD: lead, REGISTRAR: registrar}
    rows = [
        _weigh(browser, site, None, name, own.get(name, path), budget)
        for name, (path, budget) in PUBLIC.items()
    ]
    for name, (path, budget) in TRAINEES.items():
        if name == "quiz, result":
            _submit(scout, own["quiz, question"])
        address = own.get(name, path)
        shown = f"{name}: {address.split('/', 4)[4]}" if name.startswith("heaviest") else name
        rows.append(_weigh(browser, site, scout, shown, address, budget))
    for name, (path, budget, persona) in TEAM.items():
        rows.append(_weigh(browser, site, visitors[persona], name, path, budget))
    return rows


def _signed_in(
    browser: Browser, site: Site, persona: Persona, sign_in: Callable[[Visitor, Persona], None]
) -> Visitor:
    visitor = open_visit(browser, site)
    sign_in(visitor, persona)
    return visitor


def _find_addresses(scout: Visitor) -> dict[str, str]:
    """Addresses that only the demo knows: found as a trainee finds them."""
    found = {}
    scout.goto("/")
    page = scout.page
    found["course page"] = _first_link(
        page, r"/fr/(?!lessons|card|verify|account|today|home)[\w-]+/"
    )
    found |= heaviest_lessons(scout)
    attempt = begin_quiz(scout, "Q08")
    tick(scout, 0)
    go(scout, "next")
    found["quiz, question"] = f"/fr{attempt}1/"
    found["quiz, review"] = f"/fr{attempt}review/"
    found["quiz, result"] = f"/fr{attempt}result/"
    return found


def _first_link(page: Page, pattern: str) -> str:
    """The first address on the page that has this form; nothing when there is none."""
    links = page.locator("a[href]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return next((link for link in links if re.fullmatch(pattern, link)), "")


def _submit(scout: Visitor, question: str) -> None:
    scout.page.goto(scout.site.at(re.sub(r"\d+/$", "review/", question)))
    with scout.page.expect_navigation():
        scout.page.locator("main form[action*='submit'] button").first.click()


def _weigh(
    browser: Browser,
    site: Site,
    signed_in: Visitor | None,
    name: str,
    path: str,
    budget: tuple[int, int],
) -> Row:
    """First and repeat visit in a browser context of its own, which gets the session only."""
    if not path:
        return [name, "not there", "", "", "", "", ""]
    visitor = open_visit(browser, site, phone=True)
    try:
        if signed_in:
            visitor.context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]
        address = site.at(path if path.startswith("/fr/") else f"/fr{path}")
        first = watch(visitor.page, address)
        if first.status != 200:
            return [name, f"answers {first.status}", "", "", "", "", ""]
        return [name, *_cells(first, budget[0]), *_cells(watch(visitor.page, address), budget[1])]
    finally:
        visitor.context.close()


def _cells(weight: Weight, budget: int) -> list[str]:
    kilobytes = weight.bytes / 1000
    return [f"{kilobytes:.1f}", f"{mark(kilobytes, budget)} {budget}", str(weight.requests)]
