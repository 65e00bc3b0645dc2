"""A register sheet on paper: A4, both languages on each line, a reference on every page.

The square beside the reference holds the address of the page where exactly this sheet is typed
in. It reads no clock: the same sheet gives the same pages.
"""

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from weasyprint import CSS, HTML

from accounts.card_sheet import ONE_AT_A_TIME, OwnFiles, own_fonts
from courses.models import HalfDay, RegisterSheet
from courses.sheetprinting import half_days_on, trainees_on

_STYLE = Path(__file__).resolve().parent / "templates" / "courses" / "print" / "register_sheet.css"
LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Column:
    """One half-day as the head of a column; its words by language."""

    part: dict[str, str]
    weekday: dict[str, str]
    date: str
    hours: str
    cancelled: bool


def render_sheet(sheet: RegisterSheet) -> bytes:
    """The PDF of a printed sheet, as many pages as its lines need."""
    html = render_to_string("courses/print/register_sheet.html", content_of(sheet))
    with ONE_AT_A_TIME:
        document = HTML(string=html, url_fetcher=OwnFiles())
        pdf: bytes = document.write_pdf(stylesheets=[_style()], font_config=own_fonts())
    return pdf


def content_of(sheet: RegisterSheet) -> dict[str, Any]:
    """Everything that the template shows."""
    cohort = sheet.cohort
    half_days = half_days_on(sheet)
    return {
        "sheet": sheet,
        "cohort": cohort,
        "name": cohort.name.data,
        "columns": [_column(half_day) for half_day in half_days],
        "first": _dates(half_days[0].date, "l j F Y" if len(half_days) <= 2 else "j F"),
        "last": _dates(half_days[-1].date, "j F Y"),
        "lines": [(person.position, person.user.printed_name) for person in trainees_on(sheet)],
        "address": entry_address(sheet).partition("://")[2],
        "qr": _qr(entry_address(sheet)),
    }


def entry_address(sheet: RegisterSheet) -> str:
    """The address of the page where this sheet is typed in."""
    with translation.override("fr"):
        path = reverse("register-sheet", args=[sheet.cohort.code, sheet.reference])
    return f"{settings.PUBLIC_ADDRESS}{path}"


def _column(half_day: HalfDay) -> Column:
    zone = half_day.cohort.tz
    clock = [m.astimezone(zone).strftime("%H:%M") for m in (half_day.starts_at, half_day.ends_at)]
    morning = half_day.part == HalfDay.Part.AM
    return Column(
        part={"fr": "Matin", "en": "Morning"}
        if morning
        else {"fr": "Après-midi", "en": "Afternoon"},
        weekday=_dates(half_day.date, "D"),
        date=f"{half_day.date:%d/%m}",
        hours="–".join(clock),
        cancelled=half_day.cancelled_at is not None,
    )


def _dates(date: datetime.date, form: str) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = date_format(date, form)
    return found


def _qr(text: str) -> str:
    code = segno.make(text, error="m", micro=False)
    uri: str = code.svg_data_uri(border=2, dark="#000", light=None, svgclass=None, lineclass=None)
    return uri


@cache
def _style() -> CSS:
    css = _STYLE.read_text(encoding="utf-8")
    return CSS(string=css, font_config=own_fonts(), url_fetcher=OwnFiles())
