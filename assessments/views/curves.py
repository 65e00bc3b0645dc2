"""The picture of an item's options: who chooses what, from the weakest to the strongest.

An SVG without any style of its own: the stylesheet knows its classes. The table beside it says the
same in numbers, and so does its label for whoever hears the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

WIDTH, HEIGHT = 300, 150
LEFT, RIGHT, TOP, BOTTOM = 40, 276, 12, 122
LETTER = 12  # the least distance of two letters
WEAKEST, STRONGEST = _("weakest"), _("strongest")
RIGHT_ONE, WRONG_ONE = _("%(letter)s (right): %(shares)s"), _("%(letter)s: %(shares)s")
LABEL = _("Per cent who choose each option, from the weakest to the strongest. %(lines)s")


@dataclass(frozen=True)
class Curve:
    """One option: its letter, whether it is right, per cent in each band (None: nobody there)."""

    letter: str
    right: bool
    points: Sequence[float | None]


def draw_curves(curves: Sequence[Curve], *, say: Callable[[object], str] = str) -> SafeString:
    """The SVG of an item; right options in a full thick line, wrong ones dashed.

    `say` looks a sentence up in the language of the page.
    """
    if not curves:
        return mark_safe("")
    bands = len(curves[0].points)
    step = (RIGHT - LEFT) / max(bands - 1, 1)
    parts = [_axes(say(WEAKEST), say(STRONGEST))]
    ends: list[tuple[float, str, bool]] = []
    wrong = 0
    for curve in curves:
        places = [
            (LEFT + at * step, _height(point))
            for at, point in enumerate(curve.points)
            if point is not None
        ]
        if not places:
            continue
        wrong += not curve.right
        kind = "curve-right" if curve.right else f"curve-{(wrong - 1) % 4 + 1}"
        line = " ".join(f"{x:.0f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline class="curve {kind}" points="{line}"/>')
        dot = 3 if curve.right else 2
        parts += [
            f'<circle class="dot {kind}" cx="{x:.0f}" cy="{y:.1f}" r="{dot}"/>' for x, y in places
        ]
        ends.append((places[-1][1], curve.letter, curve.right))
    parts += [
        f'<text class="{"letter-right" if right else "letter"}" x="{RIGHT + 8}" y="{y + 4:.1f}">'
        f"{escape(letter)}</text>"
        for y, letter, right in _apart(ends)
    ]
    label = escape(_label(curves, say))
    box = f'class="curves" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}"'
    # Numbers of ours and escaped words only.
    return mark_safe(f"<svg {box}>{''.join(parts)}</svg>")


@cache
def _axes(weakest: str, strongest: str) -> str:
    grid = "".join(
        f'<path class="grid" d="M{LEFT} {_height(share):.0f}H{RIGHT}"/>'
        f'<text class="axis end" x="{LEFT - 6}" y="{_height(share) + 4:.0f}">{share}</text>'
        for share in (0, 50, 100)
    )
    y = HEIGHT - 8
    return (
        f'{grid}<text class="axis" x="{LEFT}" y="{y}">{escape(weakest)}</text>'
        f'<text class="axis end" x="{RIGHT}" y="{y}">{escape(strongest)}</text>'
    )


def _height(share: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * share / 100


def _apart(ends: Sequence[tuple[float, str, bool]]) -> list[tuple[float, str, bool]]:
    """Letters at the ends of their curves, pushed apart where they would cover one another."""
    placed: list[tuple[float, str, bool]] = []
    for y, letter, right in sorted(ends):
        low = placed[-1][0] + LETTER if placed else y
        placed.append((max(y, low), letter, right))
    over = placed[-1][0] - BOTTOM if placed else 0
    if over > 0:
        # Too many at the bottom: the whole stack moves up as far as needed.
        floor = float(BOTTOM)
        for at in range(len(placed) - 1, -1, -1):
            y, letter, right = placed[at]
            y = min(y, floor)
            placed[at] = (y, letter, right)
            floor = y - LETTER
    return placed


def _label(curves: Sequence[Curve], say: Callable[[object], str]) -> str:
    lines = [
        say(RIGHT_ONE if curve.right else WRONG_ONE)
        % {
            "letter": curve.letter,
            "shares": ", ".join("–" if p is None else f"{p:.0f}" for p in curve.points),
        }
        for curve in curves
    ]
    return say(LABEL) % {"lines": "; ".join(lines)}
