"""The printed sheet of cards: A4, ten to a page, with lines to cut along. It reads no clock.

Each card says everything in both languages, because a trainee may read either. The QR code holds
the sign-in address with the card's code, never the PIN.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from accounts.cards import IssuedCard

CARDS_A_PAGE = 10
_HERE = Path(__file__).resolve().parent
_STYLE = _HERE / "templates" / "accounts" / "print" / "card_sheet.css"
_OWN_FONTS = "relais-cards:fonts/"
# Pango's font map is shared by all documents of a process and is not safe between threads.
ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class PrintedCard:
    """What one card shows; `pin` in two groups of three, `qr` as the address of a drawing."""

    name: str
    code: str
    pin: str
    address: str
    qr: str


def render(cards_with_pins: Iterable[IssuedCard], heading: dict[str, str]) -> bytes:
    """The PDF of freshly issued cards in the order given. `heading` is the cohort's {fr, en} name.

    Raises ValueError when there is nothing to print.
    """
    cards = [_printed(issued) for issued in cards_with_pins]
    if not cards:
        raise ValueError("nothing to print")
    pages = [cards[i : i + CARDS_A_PAGE] for i in range(0, len(cards), CARDS_A_PAGE)]
    html = render_to_string("accounts/print/card_sheet.html", {"pages": pages, "heading": heading})
    with ONE_AT_A_TIME:
        document = HTML(string=html, url_fetcher=OwnFiles())
        pdf: bytes = document.write_pdf(stylesheets=[_style()], font_config=own_fonts())
    return pdf


def sign_in_address(code: str, language: str) -> str:
    """The address in the QR code: the sign-in page in the person's language, code filled in."""
    with translation.override(language):
        path = reverse("card-sign-in")
    return f"{settings.PUBLIC_ADDRESS}{path}?{urlencode({'code': code})}"


def _printed(issued: IssuedCard) -> PrintedCard:
    card, pin = issued
    with translation.override(card.user.language):
        typed_address = f"{settings.PUBLIC_ADDRESS}{reverse('card-sign-in')}"
    return PrintedCard(
        name=card.user.printed_name,
        code=card.code,
        pin=f"{pin[:3]} {pin[3:]}",
        address=typed_address.partition("://")[2],
        qr=_qr(sign_in_address(card.code, card.user.language)),
    )


def _qr(text: str) -> str:
    # Level M: a card is held in a hand, not stamped; fewer, larger modules read better on a phone.
    code = segno.make(text, error="m", micro=False)
    uri: str = code.svg_data_uri(border=2, dark="#000", light=None, svgclass=None, lineclass=None)
    return uri


class OwnFiles(URLFetcher):
    """Gives our fonts and QR codes; refuses every other address."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The resource at one of our own addresses. Raises FatalURLFetchingError otherwise."""
        if url.startswith("data:image/svg+xml"):
            return super().fetch(url, headers)
        content = _font_files().get(url)
        if content is None:
            raise FatalURLFetchingError(f"refused: {url[:80]}")
        return URLFetcherResponse(url, body=content, headers={"Content-Type": "font/ttf"})


@cache
def _font_files() -> dict[str, bytes]:
    fonts: Sequence[Path] = sorted((_HERE / "fonts").glob("*.ttf"))
    return {f"{_OWN_FONTS}{file.name}": file.read_bytes() for file in fonts}


@cache
def own_fonts() -> FontConfiguration:
    """The configuration that every printed sheet of the house shares."""
    return FontConfiguration()


@cache
def _style() -> CSS:
    css = _STYLE.read_text(encoding="utf-8")
    return CSS(string=css, font_config=own_fonts(), url_fetcher=OwnFiles())
