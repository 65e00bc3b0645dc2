"""Frozen payloads to one PDF, front and back a certificate. Reads nothing else: no row, no clock.

One WeasyPrint document for a whole cohort: fonts and style sheet are read once a process, the
woven frame is drawn once a document, and all pages share them. The same payloads give the same bytes.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from certificates.fitting import FittedName, fitted_name
from certificates.framing import lay_frame
from certificates.glyphs import FONTS, require_glyphs
from certificates.payload import Bilingual, CertificatePayload
from certificates.printed_words import (
    OTHER_HOURS,
    WORDS,
    KindWords,
    course_hours,
    day_en,
    day_fr,
    hours,
    period,
)
from certificates.qr import qr_data_uri, qr_text

# A new look is a new version with its own templates; the old ones stay for old payloads.
TEMPLATE_VERSION = "1"
_TEMPLATES = {"1": "certificates/print/document.html"}
_STYLE = Path(__file__).resolve().parent / "templates" / "certificates" / "print" / "print.css"
_OWN = "relais-print:"
_POINTS = 72 / 25.4
_NAME_WIDTH = 240 * _POINTS
_LONG_COURSE = 70
_LONG_ARABIC = 55
_DENSE_PROGRAMME = 22

# Pango's font map is shared by all documents of a process and is not safe between threads.
_ONE_AT_A_TIME = Lock()


class LayoutOverflow(ValueError):
    """Something is too long for its side of the sheet; `number` names the certificate."""

    code = "overflow"

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class UnknownTemplate(ValueError):
    """The payload asks for a template version that this program does not have."""

    code = "template"


class Line(NamedTuple):
    """A line of the programme, hours as written in each language."""

    code: str
    title: Bilingual
    hours: Bilingual


class Sheet(NamedTuple):
    """A payload with everything computed that its two pages show."""

    payload: CertificatePayload
    words: KindWords
    name: FittedName
    arabic_class: str
    course_class: str
    period: Bilingual
    course_hours: Bilingual
    signed_on: Bilingual
    qr: str
    address: str
    programme: tuple[Line, ...]
    programme_class: str
    total: Bilingual


def render_certificate(payload: CertificatePayload) -> bytes:
    """The PDF of one certificate, two pages. Errors as `render_cohort`."""
    return render_cohort([payload])


def render_cohort(payloads: Sequence[CertificatePayload]) -> bytes:
    """One PDF with two pages a certificate, in the order given, tagged, PDF/UA-1.

    Raises MissingGlyph before anything is laid out, UnknownTemplate, LayoutOverflow, and
    ValueError when there is nothing to print.
    """
    for payload in payloads:
        require_glyphs(payload)
    with _ONE_AT_A_TIME:
        document = _laid_out(payloads)
        if len(document.pages) != 2 * len(payloads):
            raise LayoutOverflow(_overflowing(payloads))
        target = BytesIO()
        document.write_pdf(target, pdf_variant="pdf/ua-1", finisher=lay_frame)
    return target.getvalue()


def document_html(payloads: Iterable[CertificatePayload]) -> str:
    """The HTML that WeasyPrint is given (the bench compares against it bare)."""
    sheets = [_sheet(payload) for payload in payloads]
    if not sheets:
        raise ValueError("nothing to print")
    first = sheets[0].payload
    if any(sheet.payload.template_version not in _TEMPLATES for sheet in sheets):
        raise UnknownTemplate(first.template_version)
    numbers = first.number if len(sheets) == 1 else first.course_title.fr
    context: dict[str, Any] = {
        "sheets": sheets,
        "title": f"{sheets[0].words.title.fr} · {numbers}" if len(sheets) == 1 else numbers,
        "author": ", ".join(body.fr for body in first.issuing_bodies),
        "signed_on": first.signed_on.isoformat(),
    }
    return render_to_string(_TEMPLATES[first.template_version], context)


class OwnFiles(URLFetcher):
    """Gives our fonts and QR codes; refuses every other address."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The resource at one of our own addresses. Raises FatalURLFetchingError otherwise."""
        if url.startswith("data:image/svg+xml"):
            return super().fetch(url, headers)
        content = _resources().get(url)
        if content is None:
            raise FatalURLFetchingError(f"refused: {url[:80]}")
        return URLFetcherResponse(url, body=content, headers={"Content-Type": "font/ttf"})


@cache
def _resources() -> dict[str, bytes]:
    return {f"{_OWN}fonts/{file.name}": file.read_bytes() for file in FONTS.glob("*.ttf")}


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    return CSS(
        string=_STYLE.read_text(encoding="utf-8"), font_config=_fonts(), url_fetcher=OwnFiles()
    )


def _laid_out(payloads: Sequence[CertificatePayload]) -> Any:
    html = HTML(string=document_html(payloads), url_fetcher=OwnFiles())
    return html.render(stylesheets=[_style()], font_config=_fonts(), pdf_variant="pdf/ua-1")


def _overflowing(payloads: Sequence[CertificatePayload]) -> str:
    """The number of the first certificate that does not fit, found one by one."""
    for payload in payloads:
        if len(_laid_out([payload]).pages) != 2:
            return payload.number
    return payloads[0].number


def _sheet(payload: CertificatePayload) -> Sheet:
    programme = [Line(m.code, m.title, hours(m.hours)) for m in payload.modules]
    if payload.other_hours:
        programme.append(Line("", OTHER_HOURS, hours(payload.other_hours)))
    longest = max(map(len, payload.course_title))
    return Sheet(
        payload=payload,
        words=WORDS[payload.kind],
        name=fitted_name(payload.holder_name, width=_NAME_WIDTH),
        arabic_class="long" if len(payload.holder_arabic) > _LONG_ARABIC else "usual",
        course_class="long" if longest > _LONG_COURSE else "usual",
        period=period(payload.starts_on, payload.ends_on),
        course_hours=course_hours(payload.hours),
        signed_on=Bilingual(day_fr(payload.signed_on), day_en(payload.signed_on)),
        qr=qr_data_uri(qr_text(payload.verify_url, payload.number)),
        address=payload.verify_url.partition("://")[2].rstrip("/"),
        programme=tuple(programme),
        programme_class="dense" if len(programme) > _DENSE_PROGRAMME else "usual",
        total=hours(payload.hours),
    )
