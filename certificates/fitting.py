"""How the holder's name is set: size and lines, from the font's own widths, without a layout run.

A name shrinks before it breaks, and breaks before it gets small. Lines are balanced, and a
particle (Ould, Mint, Ag, Walet, Ben, El …) never stands apart from the word that it leads.
"""

from functools import cache
from typing import NamedTuple

from fontTools.ttLib import TTFont

from certificates.glyphs import FONTS

NAME_FONT = "GentiumPlus-Regular.ttf"
# Points; the print style sheet has a class for each.
SIZES = (46, 44, 42, 40, 38, 36, 34, 32, 30, 28, 26, 24, 22, 20)
ONE_LINE_DOWN_TO, TWO_LINES_DOWN_TO = 30, 22
PARTICLES = frozenset(
    "ould wold mint ag walet oult ben ibn bint el al ech eth abou dit dite de du ɗan".split()
)


class FittedName(NamedTuple):
    """A size in points and the lines of the name, which joined by blanks are the name."""

    size: int
    lines: tuple[str, ...]


def fitted_name(name: str, *, width: float) -> FittedName:
    """The name set within `width` points: the largest size at which it needs one line (46 to
    30 pt), two lines (to 22 pt) or three (20 pt). A part too long for a line at 20 pt is cut."""
    words = name.split()
    for size in SIZES:
        allowed = 1 if size >= ONE_LINE_DOWN_TO else 2 if size >= TWO_LINES_DOWN_TO else 3
        lines = _broken(_bound(words), width / size)
        if len(lines) <= allowed and all(text_width(line) * size <= width for line in lines):
            return FittedName(size, _balanced(_bound(words), len(lines), width / size))
    cut = [piece for word in words for piece in _cut(word, width / SIZES[-1])]
    return FittedName(SIZES[-1], _broken(cut, width / SIZES[-1]))


def text_width(text: str) -> float:
    """Width of one line in the name's font, in ems, without kerning."""
    widths = _advances()
    return sum(widths.get(ord(character), 1.0) for character in text)


def _bound(words: list[str]) -> list[str]:
    """Words with their leading particles: what may not be parted."""
    bound: list[str] = []
    leading: list[str] = []
    for word in words:
        leading.append(word)
        if word.casefold() not in PARTICLES:
            bound.append(" ".join(leading))
            leading = []
    return bound + ([" ".join(leading)] if leading else [])


def _broken(parts: list[str], ems: float) -> tuple[str, ...]:
    lines: list[str] = []
    for part in parts:
        if lines and text_width(f"{lines[-1]} {part}") <= ems:
            lines[-1] = f"{lines[-1]} {part}"
        else:
            lines.append(part)
    return tuple(lines)


def _balanced(parts: list[str], count: int, ems: float) -> tuple[str, ...]:
    """The breaking into `count` lines whose longest line is shortest, to half an em."""
    best = _broken(parts, ems)
    # Never narrower than the average line: that could not hold the name.
    least = sum(map(text_width, parts)) / count
    while (ems := ems - 0.5) >= least:
        narrower = _broken(parts, ems)
        if len(narrower) > count:
            break
        best = min(best, narrower, key=lambda lines: max(map(text_width, lines)))
    return best


def _cut(word: str, ems: float) -> list[str]:
    pieces = [""]
    for character in word:
        if text_width(pieces[-1] + character) > ems:
            pieces.append("")
        pieces[-1] += character
    return pieces


@cache
def _advances() -> dict[int, float]:
    with TTFont(FONTS / NAME_FONT, lazy=True) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {point: metrics[name][0] / em for point, name in font.getBestCmap().items()}
