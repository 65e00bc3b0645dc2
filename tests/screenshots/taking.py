"""Serves the demo, takes the pictures of README.md and docs/, leaves them in docs/pictures/."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from certificates.payload import KINDS
from certificates.rendering import render_certificate
from tests.certificates.rendering.specimens import LONGEST_NAME, specimen
from tests.journeys.ground import ROOT, Ground, prepare_ground
from tests.journeys.paper import page_picture
from tests.journeys.serving import Site, serve
from tests.journeys.steps import begin_quiz, sign_in_by_card, sign_in_by_password, tick
from tests.journeys.visiting import ARGUMENTS, CHROMIUM, Visitor, open_visit
from tests.personas import (
    ASSESSOR,
    EDITOR,
    HISTORIC,
    LEAD,
    OTHER_TRAINEE,
    PREPARED,
    REGISTRAR,
    RUNNING,
    TRAINEE,
    TRAINEE_IN_ENGLISH,
    Persona,
)

FOLDER = ROOT / "docs" / "pictures"
LARGEST = 150 * 1024  # bytes of one picture
CERTIFICATE_WIDTH, DOCUMENT_WIDTH = 1200, 900
# The contact sheet: three documents side by side.
SHEET_DPI, SHEET_GAP, SHEET_COLOURS = 46, 12, (64, 32, 16)
HOLDERS = (
    {"holder_name": LONGEST_NAME},
    {"holder_name": "Bâ"},
    {"holder_name": "OULD AHMED Mohamed Lemine", "holder_arabic": "محمد الأمين ولد أحمد"},
)


def main() -> None:
    """Build the demo, serve it, take every picture, say how large each is."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        ground: Ground = prepare_ground(Path(work) / "ground")
        with serve(ground, Path(work) / "site") as site:
            take_trainee_pictures(browser, site)
            take_team_pictures(browser, site)
            take_certificate(browser, site, Path(work))
            take_minutes(browser, site, Path(work))
        take_documents(Path(work))
        browser.close()
    for file in sorted(FOLDER.glob("*.png")):
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} KB")


def documents_alone() -> None:
    """The pictures of the five documents, which need neither demo nor browser."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        take_documents(Path(work))


def take_trainee_pictures(browser: Browser, site: Site) -> None:
    """Home, lesson and quiz on a phone; the quiz in English."""
    with person(browser, site, TRAINEE, phone=True) as trainee:
        trainee.goto("/today/")
        shoot(trainee.page, "trainee-home")
        trainee.goto("/lessons/")
        trainee.page.get_by_role("link", name=re.compile(r"^M05 ")).click()
        trainee.page.locator("ol.tasks a").first.click()
        shoot(trainee.page, "lesson")
    with person(browser, site, TRAINEE_IN_ENGLISH, phone=True, language="en") as trainee:
        begin_quiz(trainee, "Q08")
        tick(trainee, 0)
        trainee.page.locator("[data-saved]").wait_for()
        shoot(trainee.page, "quiz")


def take_team_pictures(browser: Browser, site: Site) -> None:
    """The board of the running cohort, the last day of the one to be closed."""
    with person(browser, site, LEAD) as lead:
        lead.goto(f"/cohort/{RUNNING}/")
        shoot(lead.page, "board")
    with person(browser, site, ASSESSOR, phone=True) as assessor:
        assessor.goto(f"/cohort/{RUNNING}/teaching/")
        assessor.page.locator("ul.tasks a").first.click()
        shoot(assessor.page, "teaching-sheet")
    with person(browser, site, EDITOR) as editor:
        editor.page.goto(site.at("/admin/questions/item/QB-05/"))
        editor.page.wait_for_load_state("networkidle")
        shoot(editor.page, "bank")
    with person(browser, site, REGISTRAR) as registrar:
        registrar.goto(f"/cohort/{PREPARED}/end/")
        shoot(registrar.page, "end-of-course")


def take_certificate(browser: Browser, site: Site, work: Path) -> None:
    """The front of a certificate as printed, and what a stranger reads about it."""
    with person(browser, site, OTHER_TRAINEE) as holder:
        holder.goto("/my-certificate/")
        file = holder.page.locator("main a[href$='.pdf']").first
        number = Path(file.get_attribute("href") or "").stem
        with holder.page.expect_download() as download:
            file.click()
        download.value.save_as(work / "certificate.pdf")
    save_page(work / "certificate.pdf", "certificate", width=CERTIFICATE_WIDTH)
    stranger = open_visit(browser, site, language="en", phone=True, device_scale_factor=2)
    stranger.goto(f"/v/{number}/")
    stranger.page.locator("[name=holder]").fill("n'diaye aissata")
    stranger.page.locator("form[data-verify] button").click()
    stranger.page.locator("section.answer").wait_for()
    shoot(stranger.page, "verification")
    stranger.context.close()


def take_documents(work: Path) -> None:
    """The front of each of the five documents, of invented holders, and one back; then all five
    with each of the holders whose names are hardest to set, as one contact sheet."""
    for kind in KINDS:
        save_page(_document(work, kind=kind), f"document-{kind}", width=DOCUMENT_WIDTH)
    back = _document(work, kind=KINDS[0])
    save_page(back, "document-back", width=DOCUMENT_WIDTH, page=1)
    pages = [
        [page_picture(_document(work, kind=kind, **holder), dpi=SHEET_DPI) for holder in HOLDERS]
        for kind in KINDS
    ]
    save(contact_sheet(pages), "documents", colours=SHEET_COLOURS)


def contact_sheet(rows: list[list[Image.Image]]) -> Image.Image:
    """Pictures of one size in rows, a gap around each."""
    width, height = rows[0][0].size
    step, rise = width + SHEET_GAP, height + SHEET_GAP
    sheet = Image.new(
        "RGB", (step * len(rows[0]) + SHEET_GAP, rise * len(rows) + SHEET_GAP), "#8a8f98"
    )
    for line, row in enumerate(rows):
        for place, picture in enumerate(row):
            sheet.paste(picture, (SHEET_GAP + place * step, SHEET_GAP + line * rise))
    return sheet


def _document(work: Path, **changes: str) -> Path:
    file = work / "document.pdf"
    file.write_bytes(render_certificate(specimen(**changes)))
    return file


def take_minutes(browser: Browser, site: Site, work: Path) -> None:
    """The first page of the minutes of a jury."""
    with person(browser, site, LEAD) as lead:
        answer = lead.page.request.get(site.at(f"/fr/cohort/{HISTORIC}/jury/minutes.pdf"))
        assert answer.ok, answer.status
        (work / "minutes.pdf").write_bytes(answer.body())
    save_page(work / "minutes.pdf", "minutes", width=DOCUMENT_WIDTH)


@contextmanager
def person(
    browser: Browser, site: Site, persona: Persona, *, phone: bool = False, language: str = "fr"
) -> Iterator[Visitor]:
    """A signed-in persona; a phone has two dots to a pixel."""
    visitor = open_visit(
        browser, site, language=language, phone=phone, device_scale_factor=2 if phone else 1
    )
    (sign_in_by_card if persona.card else sign_in_by_password)(visitor, persona)
    yield visitor
    visitor.context.close()


def shoot(page: Page, name: str) -> None:
    """One picture of what is on the screen."""
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file, animations="disabled")
    with Image.open(file) as picture:
        save(picture.convert("RGB"), name)


def save_page(file: Path, name: str, *, width: int, page: int = 0) -> None:
    """A page of a PDF, the first unless another is asked for."""
    front = page_picture(file, page, dpi=150)
    height = round(front.height * width / front.width)
    save(front.resize((width, height), Image.Resampling.LANCZOS), name)


def save(picture: Image.Image, name: str, *, colours: tuple[int, ...] = (256, 128, 64, 32)) -> None:
    """Write with as many of these colours as fit into the largest size allowed."""
    file = FOLDER / f"{name}.png"
    for count in colours:
        picture.quantize(count, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= LARGEST:
            return
    raise ValueError(f"{name} stays larger than {LARGEST} bytes")
