"""Words as outlines of the certificate's serif: what is laid over a page needs no font in it."""

from functools import cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from certificates.glyphs import FONTS

_FONT = "GentiumPlus-Regular.ttf"


def outlined(text: str) -> tuple[str, float]:
    """PDF operators that draw and fill `text` from the origin, 1 em = 1 unit; and its width."""
    glyphs, cmap, em, advances = serif()
    pen = _Operators(glyphs, em)
    for character in text:
        name = cmap[ord(character)]
        glyphs[name].draw(pen)
        pen.left += advances[name][0]
    return " ".join([*pen.words, "f"]), pen.left / em


class _Operators(BasePen):
    """Writes what fontTools draws as path operators, moved to where the letter stands."""

    def __init__(self, glyphs: Any, em: int) -> None:
        super().__init__(glyphs)
        self.em, self.left = em, 0
        self.words: list[str] = []

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = [f"{value / self.em:.4f}" for x, y in points for value in (x + self.left, y)]
        self.words.append(" ".join([*numbers, operator]))

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self._write("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self._write("l", pt)

    def _curveToOne(self, pt1: Any, pt2: Any, pt3: Any) -> None:
        self._write("c", pt1, pt2, pt3)

    def _closePath(self) -> None:
        self._write("h")


@cache
def serif() -> tuple[Any, dict[int, str], int, Any]:
    """The certificate's serif: glyphs, letter → glyph, units of an em, advances by glyph."""
    font = TTFont(FONTS / _FONT)
    return font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm, font["hmtx"]
