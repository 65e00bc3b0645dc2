"""The front of a certificate as a picture for the name proof: same template, style, fitting, fonts.

An SVG with the HTML of the front inside, drawn by the reader's browser. The fonts travel in it,
cut down to the letters that it shows: no other file, no other host, about 100 kB. It carries no
number and no QR code, and a watermark across it in both languages.
"""

import datetime
from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from fontTools import subset
from fontTools.ttLib import TTFont
from lxml import html
from lxml.etree import tostring

from certificates.codes import NOBODYS_NUMBER
from certificates.composing import preview_payload
from certificates.glyphs import FONTS
from certificates.sheets import front_html
from courses.models import Enrolment

_STYLE = Path(__file__).resolve().parent / "templates" / "certificates" / "print" / "print.css"
# What nearly every front needs: one cut of each font serves nearly everybody.
_USUAL = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)])) + "–—‘’“”…€œŒ"
_FACES = {
    "GentiumPlus-Regular.ttf": ("Certificate Serif", "normal"),
    "GentiumPlus-Italic.ttf": ("Certificate Serif", "italic"),
    "Lato-Regular.ttf": ("Certificate Sans", "normal"),
    "Harmattan-Regular.ttf": ("Certificate Arabic", "normal"),
}
_ARABIC = "Harmattan-Regular.ttf"


def name_picture(*, enrolment: Enrolment, day: datetime.date) -> str:
    """The SVG of the front with this holder's name as it stands; `day` as the day of signature.

    Raises Refusal(BAD_SETTING) while the cohort lacks what a front needs.
    """
    payload = preview_payload(enrolment=enrolment, number=NOBODYS_NUMBER, day=day)
    # Any: lxml's HTML elements know more than its stubs.
    page: Any = html.document_fromstring(front_html([payload]))
    for cell in page.find_class("proof"):
        cell.clear()
        cell.set("class", "proof")
    body = page.find("body")
    inside = "".join(tostring(part, encoding="unicode") for part in body)
    shown = str(page.text_content())
    return render_to_string(
        "certificates/print/name_picture.svg",
        {"inside": inside, "style": _style(shown, payload.holder_arabic)},
    )


def _style(shown: str, arabic: str) -> str:
    """The print style sheet with the fonts in it, its root turned into a box."""
    rules = _STYLE.read_text(encoding="utf-8").replace("\nhtml {", "\n.root {")
    own = "\n".join(line for line in rules.splitlines() if not line.startswith(("@font", "@page")))
    latin = "".join(sorted({*_USUAL, *shown} - set(arabic) | set(" ")))
    faces = [
        _face(file, "".join(sorted(set(arabic))) if file == _ARABIC else latin)
        for file in _FACES
        if file != _ARABIC or arabic
    ]
    return "\n".join([*faces, own])


def _face(file: str, letters: str) -> str:
    family, style = _FACES[file]
    return (
        f'@font-face {{ font-family: "{family}"; font-style: {style}; '
        f"src: url(data:font/woff2;base64,{_cut(file, letters)}); }}"
    )


@lru_cache(maxsize=64)
def _cut(file: str, letters: str) -> str:
    """A font with only these letters and what shaping makes of them, as base64 of WOFF2."""
    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False)
    # Small capitals, Vietnamese and the like are never asked for: without them the cut is small.
    if file != _ARABIC:
        options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "calt"]
    target = BytesIO()
    with TTFont(FONTS / file, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(target)
    return b64encode(target.getvalue()).decode()
