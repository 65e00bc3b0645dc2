"""The file of an attempt on paper: A4, for the record of an appeal."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from weasyprint import CSS, HTML

from accounts.card_sheet import ONE_AT_A_TIME, OwnFiles, own_fonts

_STYLE = Path(__file__).resolve().parent / "templates" / "assessments" / "print" / "attempt.css"


def render_attempt(context: Mapping[str, Any]) -> bytes:
    """The PDF of an attempt, from the context of its page, in the language of the page."""
    html = render_to_string("assessments/print/attempt.html", dict(context))
    with ONE_AT_A_TIME:
        document = HTML(string=html, url_fetcher=OwnFiles())
        pdf: bytes = document.write_pdf(
            stylesheets=[_style()], font_config=own_fonts(), pdf_variant="pdf/ua-1"
        )
    return pdf


@cache
def _style() -> CSS:
    css = _STYLE.read_text(encoding="utf-8")
    return CSS(string=css, font_config=own_fonts(), url_fetcher=OwnFiles())
