"""What diagrams are made of: texts that wrap, boxes, arrows. Pure.

A diagram is 340 units wide, one unit a CSS pixel on a phone, so that 13 is readable everywhere.
It stands on paper of its own: its colours are the same in a dark scheme.
"""

import textwrap
from collections.abc import Sequence
from html import escape

WIDTH = 340
INK, INDIGO, LATERITE, PAPER, WASH, WARM = (
    "#16243a", "#27406b", "#b4532a", "#fdfcf9", "#e9edf4", "#fbf3df",
)  # fmt: skip
SIZE, LEADING = 13, 17
# Width of a letter of a sans-serif, as a share of its size: rather too wide than too narrow.
_LETTER, _BOLD = 0.59, 0.66


def lines_of(text: str, room: float, *, bold: bool = False, size: int = SIZE) -> list[str]:
    """The text in lines that fit into this room. A no-break space never breaks."""
    letters = int(room / (size * (_BOLD if bold else _LETTER)))
    glued = text.replace("\u202f", "\ue000").replace("\u00a0", "\ue001")
    wrapped = textwrap.wrap(glued, max(letters, 1), break_long_words=False)
    return [one.replace("\ue000", "\u202f").replace("\ue001", "\u00a0") for one in wrapped]


def text(
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    bold: bool = False,
    middle: bool = False,
    fill: str = INK,
    size: int = SIZE,
) -> str:
    """Lines of text; `y` is the first base line."""
    style = ' font-weight="600"' if bold else ""
    style += ' text-anchor="middle"' if middle else ""
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + number * LEADING:g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'<text font-size="{size}" fill="{fill}"{style}>{spans}</text>'


def rectangle(
    x: float, y: float, wide: float, high: float, *, fill: str = WASH, edge: str = INDIGO
) -> str:
    """A box without text."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="4" fill="{fill}" '
        f'stroke="{edge}" stroke-width="1.5"/>'
    )


def box(
    x: float, y: float, wide: float, title: str, words: str = "", *, fill: str = WASH
) -> tuple[str, float]:
    """A box as high as its bold title and its words need; returns it with its height."""
    head = lines_of(title, wide - 20, bold=True)
    body = lines_of(words, wide - 20) if words else []
    high = 14 + LEADING * (len(head) + len(body))
    drawn = rectangle(x, y, wide, high, fill=fill) + text(x + 10, y + 19, head, bold=True)
    if body:
        drawn += text(x + 10, y + 19 + LEADING * len(head), body)
    return drawn, high


def arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight arrow, along an axis."""
    along = 1 if x2 > x1 or y2 > y1 else -1
    if x1 == x2:
        head = f"M{x2 - 5:g} {y2 - 7 * along:g}L{x2:g} {y2:g}L{x2 + 5:g} {y2 - 7 * along:g}"
    else:
        head = f"M{x2 - 7 * along:g} {y2 - 5:g}L{x2:g} {y2:g}L{x2 - 7 * along:g} {y2 + 5:g}"
    return (
        f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}{head}" fill="none" stroke="{LATERITE}" '
        f'stroke-width="2"/>'
    )


def picture(id: str, title: str, told: str, parts: Sequence[str], high: float) -> str:
    """The whole diagram as an `svg` element with its name and its description."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="420" '
        f'viewBox="0 0 {WIDTH} {high:g}" aria-labelledby="{id}-t" aria-describedby="{id}-d" '
        f"font-family=\"Arial,'Liberation Sans',sans-serif\">"
        f'<title id="{id}-t">{escape(title)}</title><desc id="{id}-d">{escape(told)}</desc>'
        f'<rect width="{WIDTH}" height="{high:g}" rx="6" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )
