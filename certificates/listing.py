"""A list or minutes as a tagged PDF (PDF/UA-1): a template of `print/` with its own style sheet.

Certificates are drawn elsewhere (`rendering.py`): they are archives, these are papers of the day.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from certificates.rendering import ONE_AT_A_TIME, OwnFiles

_FOLDER = Path(__file__).resolve().parent / "templates" / "certificates" / "print"


def listed(template: str, style: str, context: Mapping[str, Any]) -> bytes:
    """The PDF of a template in `print/`; the same context gives the same bytes."""
    html = render_to_string(f"certificates/print/{template}", dict(context))
    with ONE_AT_A_TIME:
        document = HTML(string=html, url_fetcher=OwnFiles())
        pdf: bytes = document.write_pdf(
            stylesheets=[_style(style)], font_config=_fonts(), pdf_variant="pdf/ua-1"
        )
    return pdf


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style(name: str) -> CSS:
    css = (_FOLDER / name).read_text(encoding="utf-8")
    return CSS(string=css, font_config=_fonts(), url_fetcher=OwnFiles())
