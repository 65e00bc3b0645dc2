"""Frozen payloads to one PDF, front and back a certificate. Reads nothing else: no row, no clock.

Fonts and style sheet are read once a process, a back is laid out once for all certificates that
share it, the woven frame is drawn once a document. The same payloads give the same bytes.
"""

import gc
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from certificates.archiving import (
    VARIANT,
    Attachment,
    embeddable,
    mark_accessible,
    state_media_types,
)
from certificates.framing import lay_frame
from certificates.glyphs import FONTS, require_glyphs
from certificates.painting import PaintedPage
from certificates.payload import CertificatePayload
from certificates.qr import qr_svg
from certificates.qr_drawing import Pictures, coded_text
from certificates.sheets import LOGO_ADDRESS, Back, back, back_html, front_html, front_shape

_STYLE = Path(__file__).resolve().parent / "templates" / "certificates" / "print" / "print.css"
_OWN_FONTS = "relais-print:fonts/"
_BACKS_KEPT = 16
# Shapes that are tried between two signs of life.
_SHAPES = 6

# Pango's font map is shared by all documents of a process and is not safe between threads.
ONE_AT_A_TIME = Lock()


class LayoutOverflow(ValueError):
    """Something is too long for its side of the sheet; `number` names the certificate."""

    code = "overflow"

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


def render_certificate(
    payload: CertificatePayload, *, attachments: Sequence[Attachment] = ()
) -> bytes:
    """The PDF of one certificate, two pages, with files inside. Errors as `render_cohort`."""
    return _rendered([payload], attachments)


def render_cohort(payloads: Sequence[CertificatePayload]) -> bytes:
    """One PDF with two pages a certificate, in the order given: PDF/A-3a and PDF/UA-1 in one.

    Raises MissingGlyph before anything is laid out, UnknownTemplate, LayoutOverflow, and
    ValueError when there is nothing to print.
    """
    return _rendered(payloads, ())


def require_room(
    payloads: Sequence[CertificatePayload], *, alive: Callable[[], None] = lambda: None
) -> None:
    """Raise LayoutOverflow for a certificate that does not fit its sheet, before any is made.

    Fronts of one shape need one space, so each shape is laid out once: a part of the cost of
    rendering them all. `alive` is called every few shapes, since a slow machine takes long.
    """
    shapes = {front_shape(payload): payload for payload in reversed(payloads)}
    trial = list(reversed(shapes.values()))
    for first in range(0, len(trial), _SHAPES):
        some = trial[first : first + _SHAPES]
        with ONE_AT_A_TIME, _without_collecting():
            if len(laid_out(front_html(some)).pages) != len(some):
                raise LayoutOverflow(_overflowing(some))
            for payload in some:
                _back_page(back(payload), payload)
        alive()


def _rendered(payloads: Sequence[CertificatePayload], attachments: Sequence[Attachment]) -> bytes:
    if not payloads:
        raise ValueError("nothing to print")
    for payload in payloads:
        require_glyphs(payload)
    with ONE_AT_A_TIME, _without_collecting():
        fronts = laid_out(front_html(payloads))
        if len(fronts.pages) != len(payloads):
            raise LayoutOverflow(_overflowing(payloads))
        pages = []
        for page, payload in zip(fronts.pages, payloads, strict=True):
            pages += [page, _back_page(back(payload), payload)]
        document = fronts.copy(pages)
        for painted in pages[1::2]:
            painted.lend_fonts(document.fonts)
        target = BytesIO()
        document.write_pdf(
            target,
            pdf_variant=VARIANT,
            attachments=embeddable(attachments, on=payloads[0].signed_on),
            finisher=partial(_finish, attachments=attachments),
        )
    return target.getvalue()


def _finish(document: Any, pdf: Any, *, attachments: Sequence[Attachment]) -> None:
    lay_frame(document, pdf)
    mark_accessible(pdf)
    state_media_types(pdf, attachments)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A layout only adds objects; the collector would walk through all of them again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def laid_out(html: str) -> Any:
    """A WeasyPrint document with our fonts, style and nothing from anywhere else."""
    source = HTML(string=html, url_fetcher=OwnFiles())
    return source.render(
        stylesheets=[_style()], font_config=_fonts(), pdf_variant=VARIANT, cache=Pictures()
    )


class OwnFiles(URLFetcher):
    """Gives our fonts, QR codes and logos; refuses every other address."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The resource at one of our own addresses. Raises FatalURLFetchingError otherwise."""
        text = coded_text(url)
        if text is not None:
            kind = {"Content-Type": "image/svg+xml"}
            return URLFetcherResponse(url, body=qr_svg(text), headers=kind)
        if url.startswith(LOGO_ADDRESS):
            logo = b64decode(url.removeprefix(LOGO_ADDRESS))
            return URLFetcherResponse(url, body=logo, headers={"Content-Type": "image/png"})
        content = _font_files().get(url)
        if content is None:
            raise FatalURLFetchingError(f"refused: {url[:80]}")
        return URLFetcherResponse(url, body=content, headers={"Content-Type": "font/ttf"})


class _Kept:
    """A back laid out and painted; keeps its document alive as long as its page is used."""

    def __init__(self, payload: CertificatePayload) -> None:
        self.document = laid_out(back_html(payload))
        self.fits = len(self.document.pages) == 1
        self.page = PaintedPage(self.document.pages[0])


def _back_page(key: Back, payload: CertificatePayload) -> Any:
    kept = _backs().get(key)
    if kept is None:
        kept = _Kept(payload)
        while len(_backs()) >= _BACKS_KEPT:
            _backs().pop(next(iter(_backs())))
        _backs()[key] = kept
    if not kept.fits:
        raise LayoutOverflow(payload.number)
    return kept.page


def _overflowing(payloads: Sequence[CertificatePayload]) -> str:
    """The number of the first certificate whose front does not fit, found one by one."""
    for payload in payloads:
        if len(laid_out(front_html([payload])).pages) != 1:
            return payload.number
    return payloads[0].number


@cache
def _backs() -> dict[Back, _Kept]:
    return {}


@cache
def _font_files() -> dict[str, bytes]:
    return {f"{_OWN_FONTS}{file.name}": file.read_bytes() for file in FONTS.glob("*.ttf")}


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    css = _STYLE.read_text(encoding="utf-8")
    return CSS(string=css, font_config=_fonts(), url_fetcher=OwnFiles())
