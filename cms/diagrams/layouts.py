"""Layouts of diagrams: pillars, a cycle, steps in a row, questions with ways out. Pure.

Each takes words in one language and returns the parts of the drawing and its height.
"""

import math
from collections.abc import Sequence

from cms.diagrams.shapes import (
    INDIGO,
    LATERITE,
    LEADING,
    PAPER,
    WARM,
    WASH,
    WIDTH,
    arrow,
    box,
    lines_of,
    rectangle,
    text,
)

Drawn = tuple[list[str], float]
EDGE = 8


def pillars(roof: str, columns: Sequence[tuple[str, str]], ground: str) -> Drawn:
    """A roof on columns of equal height, on a common ground."""
    gap = 8
    wide = (WIDTH - 2 * EDGE - gap * (len(columns) - 1)) / len(columns)
    heads = [lines_of(title, wide - 12, bold=True) for title, _ in columns]
    bodies = [lines_of(words, wide - 12) for _, words in columns]
    head_high = LEADING * max(map(len, heads))
    high = 20 + head_high + LEADING * max(map(len, bodies))
    top = EDGE + 40
    parts = [
        f'<path d="M{EDGE} {top - 4}V{top - 22}L{WIDTH / 2:g} {EDGE - 4}L{WIDTH - EDGE} '
        f'{top - 22}V{top - 4}Z" fill="{INDIGO}"/>',
        text(WIDTH / 2, top - 11, [roof], bold=True, middle=True, fill="#fff"),
    ]
    for number, (head, body) in enumerate(zip(heads, bodies, strict=True)):
        x = EDGE + number * (wide + gap)
        parts += [
            rectangle(x, top, wide, high),
            text(x + 6, top + 18, head, bold=True),
            text(x + 6, top + 22 + head_high, body),
        ]
    base, base_high = box(EDGE, top + high + 4, WIDTH - 2 * EDGE, ground, fill=WARM)
    return [*parts, base], top + high + 4 + base_high + EDGE


def cycle(stages: Sequence[str], middle: str) -> Drawn:
    """Stages on a circle, clockwise from the top, each with an arrow to the next."""
    centre_x, centre_y, radius, disc = WIDTH / 2, 160, 106, 46
    parts = []
    turn = 2 * math.pi / len(stages)
    for number, stage in enumerate(stages):
        angle = number * turn - math.pi / 2
        x, y = centre_x + radius * math.cos(angle), centre_y + radius * math.sin(angle)
        start, end = angle + 0.46, angle + turn - 0.5
        x1, y1 = centre_x + radius * math.cos(start), centre_y + radius * math.sin(start)
        x2, y2 = centre_x + radius * math.cos(end), centre_y + radius * math.sin(end)
        # The head of the arrow: two strokes turned away from the tangent.
        heads = [end - math.pi / 2 + side for side in (0.5, -0.5)]
        tips = "".join(
            f"M{x2 + 9 * math.cos(h):.1f} {y2 + 9 * math.sin(h):.1f}L{x2:.1f} {y2:.1f}"
            for h in heads
        )
        parts += [
            f'<path d="M{x1:.1f} {y1:.1f}A{radius} {radius} 0 0 1 {x2:.1f} {y2:.1f}{tips}" '
            f'fill="none" stroke="{LATERITE}" stroke-width="2.5"/>',
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{disc}" fill="{WASH}" stroke="{INDIGO}" '
            f'stroke-width="1.5"/>',
            text(round(x, 1), round(y - 3, 1), [str(number + 1)], middle=True, fill=LATERITE),
            text(round(x, 1), round(y + 13, 1), [stage], bold=True, middle=True),
        ]
    words = lines_of(middle, 104)
    parts.append(text(centre_x, centre_y + 5 - LEADING * (len(words) - 1) / 2, words, middle=True))
    return parts, centre_y + radius + disc + EDGE


def steps(rows: Sequence[tuple[str, str]], never: str) -> Drawn:
    """Boxes from top to bottom with arrows between; under them what must not happen."""
    parts: list[str] = []
    y = float(EDGE)
    for number, (title, words) in enumerate(rows, start=1):
        drawn, high = box(EDGE, y, WIDTH - 2 * EDGE, f"{number}. {title}", words)
        parts.append(drawn)
        y += high
        if number < len(rows):
            parts.append(arrow(WIDTH / 2, y, WIDTH / 2, y + 20))
            y += 20
    drawn, high = box(EDGE, y + 12, WIDTH - 2 * EDGE, never, fill=WARM)
    return [*parts, drawn], y + 12 + high + EDGE


def asked_box(y: float, question: str, out: str, leads: str, on: str) -> Drawn:
    """One question: answered with `out` it leads to the right, answered with `on` down."""
    wide, side = 178.0, 102.0
    right = WIDTH - EDGE - side
    head, way = lines_of(question, wide - 20, bold=True), lines_of(leads, side - 14)
    high = 16.0 + LEADING * max(len(head), len(way))
    middle = y + high / 2
    return [
        rectangle(EDGE, y, wide, high, fill=PAPER),
        text(EDGE + 10, middle + 5 - LEADING * (len(head) - 1) / 2, head, bold=True),
        arrow(EDGE + wide, middle, right, middle),
        text((EDGE + wide + right) / 2 - 3, middle - 6, [out], middle=True, fill=LATERITE),
        rectangle(right, y, side, high, fill=WARM),
        text(right + 7, middle + 5 - LEADING * (len(way) - 1) / 2, way),
        arrow(EDGE + 40, y + high, EDGE + 40, y + high + 26),
        text(EDGE + 52, y + high + 18, [on], fill=LATERITE),
    ], high + 26


def questions(
    asked: Sequence[tuple[str, str]],
    out: str,
    on: str,
    end: tuple[str, str],
    *,
    top: float = EDGE,
) -> Drawn:
    """Questions from top to bottom: answered with `out` they lead to the right, else on and down.

    `asked` are (question, where it leads), `end` is what remains, `top` where the first one begins.
    """
    parts: list[str] = []
    y = float(top)
    for question, leads in asked:
        row, high = asked_box(y, question, out, leads, on)
        parts += row
        y += high
    drawn, high = box(EDGE, y, WIDTH - 2 * EDGE, *end)
    return [*parts, drawn], y + high + EDGE
