"""Which letters the bundled fonts can draw. A missing one stops the print, with name and letter."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

from certificates.payload import CertificatePayload

FONTS = Path(__file__).resolve().parent / "fonts"
LATIN_FONTS = ("GentiumPlus-Regular.ttf", "GentiumPlus-Italic.ttf", "Lato-Regular.ttf")
ARABIC_FONTS = ("Harmattan-Regular.ttf",)
# Invisible but meant: they join or part Arabic letters.
_JOINERS = frozenset("\u200c\u200d")


class Missing(NamedTuple):
    """A character that cannot be printed, and its code point such as U+4E2D."""

    character: str
    codepoint: str


class MissingGlyph(ValueError):
    """A certificate cannot be printed: `name` is the holder's, `field` where the letter stands."""

    code = "glyph"

    def __init__(self, name: str, field: str, missing: Missing) -> None:
        super().__init__(f"{name}: {field}: {missing.codepoint} {missing.character}")
        self.name = name
        self.field = field
        self.character = missing.character
        self.codepoint = missing.codepoint


def missing_glyphs(text: str, *, arabic: bool = False) -> tuple[Missing, ...]:
    """The characters of `text` that the fonts lack, once each, in order of appearance.

    Latin text must exist in every Latin font, so that a field may move from serif to sans without
    a new check. Control and direction characters count as missing: they can change what is read.
    """
    drawable = _drawable(ARABIC_FONTS if arabic else LATIN_FONTS)
    lost = (
        character
        for character in dict.fromkeys(text)
        if ord(character) not in drawable or _invisible(character, arabic=arabic)
    )
    return tuple(Missing(character, f"U+{ord(character):04X}") for character in lost)


def require_glyphs(payload: CertificatePayload) -> None:
    """Raise MissingGlyph for the first printed field with a letter that no bundled font draws."""
    for field, text in _printed(payload):
        for missing in missing_glyphs(text, arabic=field == "holder_arabic"):
            raise MissingGlyph(payload.holder_name, field, missing)


def _printed(payload: CertificatePayload) -> Iterator[tuple[str, str]]:
    for field in ("holder_name", "holder_arabic", "rule_set_version", "verify_url"):
        yield field, getattr(payload, field)
    for field in ("course_title", "venue_city", "venue_country", "signed_at"):
        yield from ((field, text) for text in getattr(payload, field))
    for field in ("issuing_bodies", "funding_lines"):
        yield from ((field, text) for words in getattr(payload, field) for text in words)
    for who in payload.signatories:
        yield from (("signatories", text) for text in (who.name, *who.title))
    for line in payload.modules:
        yield from (("modules", text) for text in (line.code, *line.title))


@cache
def _drawable(files: tuple[str, ...]) -> frozenset[int]:
    return frozenset.intersection(*(_codepoints(file) for file in files))


@cache
def _codepoints(file: str) -> frozenset[int]:
    with TTFont(FONTS / file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _invisible(character: str, *, arabic: bool) -> bool:
    if arabic and character in _JOINERS:
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn"}
