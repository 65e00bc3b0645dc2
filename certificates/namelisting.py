"""The list to sign on paper as a PDF: each name large, in the certificate's fonts, a line to sign.

It reads the stored list and nothing else: printed again, it is the same list.
"""

from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from certificates.models import NameSheet
from certificates.rendering import ONE_AT_A_TIME, OwnFiles

_STYLE = Path(__file__).resolve().parent / "templates" / "certificates" / "print" / "names.css"


def name_sheet_pdf(sheet: NameSheet) -> bytes:
    """The PDF of a stored list, in both languages, with its reference on every page."""
    html = render_to_string(
        "certificates/print/names.html",
        {"sheet": sheet, "cohort": sheet.cohort, "zone": sheet.cohort.tz, "lines": sheet.lines},
    )
    with ONE_AT_A_TIME:
        document = HTML(string=html, url_fetcher=OwnFiles())
        pdf: bytes = document.write_pdf(
            stylesheets=[_style()], font_config=_fonts(), pdf_variant="pdf/ua-1"
        )
    return pdf


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    css = _STYLE.read_text(encoding="utf-8")
    return CSS(string=css, font_config=_fonts(), url_fetcher=OwnFiles())
