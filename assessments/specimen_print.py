"""A sheet of specimens on paper, and the key for whoever teaches: A4, both languages at once.

It reads no clock and nothing that is stored: a reference always gives the same pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from weasyprint import CSS, HTML

from accounts.card_sheet import ONE_AT_A_TIME, OwnFiles, own_fonts
from assessments.bench_words import (
    field_name,
    option_name,
    rule_of,
    task_hint,
    task_name,
    task_question,
)
from assessments.mrz.drawing import drawing
from assessments.mrz.exercises import ILL_FORMED, Exercise
from assessments.mrz.planting import NOTHING
from assessments.mrz.sheets import Sheet
from assessments.mrz.showing import Check, Page, page_of, solution_of

_STYLE = Path(__file__).resolve().parent / "templates" / "assessments" / "print" / "specimens.css"
LANGUAGES = ("fr", "en")
MONO, SANS = "Relais Codes", "Relais Cards"
Words = dict[str, str]


@dataclass(frozen=True)
class Printed:
    """One specimen of a sheet: its drawings, and what the key says of it."""

    number: int
    page: Page
    drawings: list[SafeString]
    answer: str
    letter: str
    right: Words
    rule: Words
    checks: list[tuple[Check, Words]]


def render_specimens(sheet: Sheet, *, key: bool) -> bytes:
    """The PDF of the sheet, or of its key."""
    exercises = sheet.exercises()
    options = list(dict.fromkeys(code for one in exercises for code in one.options))
    options.sort(key=lambda code: code == NOTHING)
    letters = dict(zip(options, "abcdefghijkl", strict=False))
    printed = [_printed(number, one, letters) for number, one in enumerate(exercises, start=1)]
    context = {
        "sheet": sheet,
        "name": both(task_name, sheet.task),
        "question": both(task_question, sheet.task),
        "hint": both(task_hint, sheet.task),
        "options": [(letters[code], both(option_name, code)) for code in options],
        "printed": printed,
        "rows": [printed[at : at + 2] for at in range(0, len(printed), 2)],
    }
    template = "specimen_key.html" if key else "specimens.html"
    html = render_to_string(f"assessments/print/{template}", context)
    with ONE_AT_A_TIME:
        document = HTML(string=html, url_fetcher=OwnFiles())
        pdf: bytes = document.write_pdf(stylesheets=[_style()], font_config=own_fonts())
    return pdf


def both(say: Callable[[str], str], what: str) -> Words:
    """What is said in each language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = say(what)
    return found


def _printed(number: int, drawn: Exercise, letters: dict[str, str]) -> Printed:
    page, solution = page_of(drawn), solution_of(drawn)
    checks: list[Check] = solution["checks"]
    if not drawn.target:
        checks = [check for check in checks if check.name in solution["wrong"]]
    return Printed(
        number=number,
        page=page,
        drawings=[
            mark_safe(
                drawing(
                    page.document,
                    page.lines,
                    id=f"s{number}-{face}",
                    face=face,
                    marked=page.spans,
                    fonts=(SANS, MONO),
                )
            )
            for face in page.faces
        ],
        answer=drawn.answer,
        letter=letters.get(drawn.answer, ""),
        right=both(option_name, drawn.answer) if drawn.options else {},
        rule=both(rule_of, drawn.answer) if drawn.task == ILL_FORMED else {},
        checks=[(check, both(field_name, check.name)) for check in checks],
    )


@cache
def _style() -> CSS:
    css = _STYLE.read_text(encoding="utf-8")
    return CSS(string=css, font_config=own_fonts(), url_fetcher=OwnFiles())
