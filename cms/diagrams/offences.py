"""Two offences side by side, element by element: trafficking and smuggling of migrants. Pure.

Words say what the lesson of M08 says (domain 2.4): which elements each has, and where they part.
"""

from collections.abc import Sequence

from cms.diagrams.layouts import EDGE, Drawn
from cms.diagrams.shapes import (
    INDIGO,
    LATERITE,
    LEADING,
    PAPER,
    WARM,
    WIDTH,
    box,
    lines_of,
    rectangle,
    text,
)

GAP = 8
WIDE = (WIDTH - 2 * EDGE - GAP) / 2

TITLE = {
    "fr": "Traite ou trafic illicite de migrants : les éléments",
    "en": "Trafficking or smuggling of migrants: the elements",
}
TOLD = {
    "fr": "Deux colonnes. Traite des personnes, contre une personne : un acte, un moyen, un but "
    "d’exploitation ; avant 18 ans, le moyen n’est pas nécessaire ; aucune frontière n’est "
    "nécessaire. Trafic illicite de migrants, contre un État : une entrée illégale, une personne "
    "ni ressortissante ni résidente permanente, un avantage financier ou matériel ; il suppose une "
    "frontière. Dessous : une case sans fait, pas encore.",
    "en": "Two columns. Trafficking in persons, against a person: an act, a means, a purpose of "
    "exploitation; under 18 no means is needed; no border is needed. Smuggling of migrants, "
    "against a State: an illegal entry, a person neither national nor permanent resident, a "
    "financial or other material benefit; it supposes a border. Below: a box without a fact, "
    "not yet.",
}
# Heads of both columns, rows of elements with their titles, and what a missing fact means.
Row = tuple[tuple[str, str], tuple[str, str]]
HEADS: dict[str, Row] = {
    "fr": (
        ("Traite des personnes", "Contre une personne"),
        ("Trafic illicite de migrants", "Contre un État"),
    ),
    "en": (
        ("Trafficking in persons", "Against a person"),
        ("Smuggling of migrants", "Against a State"),
    ),
}
ROWS: dict[str, Sequence[Row]] = {
    "fr": (
        (
            ("Un acte", "recruter, transporter, héberger"),
            ("Une entrée illégale", "qu’une autre personne assure"),
        ),
        (
            ("Un moyen", "menace, contrainte, tromperie ; avant 18 ans, pas nécessaire"),
            ("Une personne", "ni ressortissante ni résidente permanente"),
        ),
        (
            ("Un but", "exploiter la personne"),
            ("Un avantage", "financier ou matériel, pour qui fait passer"),
        ),
        (
            ("Frontière", "pas nécessaire"),
            ("Frontière", "franchie"),
        ),
    ),
    "en": (
        (
            ("An act", "recruiting, transporting, harbouring"),
            ("An illegal entry", "procured by someone else"),
        ),
        (
            ("A means", "threat, coercion, deception; under 18, not needed"),
            ("A person", "neither national nor permanent resident"),
        ),
        (
            ("A purpose", "to exploit the person"),
            ("A benefit", "financial or material, for the smuggler"),
        ),
        (
            ("Border", "not needed"),
            ("Border", "crossed"),
        ),
    ),
}
MISSING = {
    "fr": ("Une case sans fait ? Pas encore.", "Écrivez ce qui manque ; protégez sans attendre."),
    "en": ("A box without a fact? Not yet.", "Write what is missing; protect without waiting."),
}


def offences(language: str) -> Drawn:
    """Both columns, level row by row so that an eye compares them; under them what a gap means."""
    parts: list[str] = []
    y = float(EDGE)
    for number, row in enumerate([HEADS[language], *ROWS[language]]):
        drawn, high = _row(row, y, head=number == 0)
        parts += drawn
        y += high + GAP
    drawn_below, high = box(EDGE, y, WIDTH - 2 * EDGE, *MISSING[language], fill=WARM)
    return [*parts, drawn_below], y + high + EDGE


def _row(row: Row, y: float, *, head: bool) -> tuple[list[str], float]:
    """A row of two boxes of the same height; returns it with its height."""
    titles = [lines_of(title, WIDE - 16, bold=True) for title, _ in row]
    bodies = [lines_of(words, WIDE - 16) for _, words in row]
    high = 14.0 + LEADING * max(len(t) + len(b) for t, b in zip(titles, bodies, strict=True))
    parts: list[str] = []
    for number, (title, body) in enumerate(zip(titles, bodies, strict=True)):
        x = EDGE + number * (WIDE + GAP)
        colour = "#fff" if head else LATERITE
        words = "#fff" if head else "#16243a"
        parts += [
            rectangle(x, y, WIDE, high, fill=INDIGO if head else PAPER),
            text(x + 8, y + 19, title, bold=True, fill=colour),
            text(x + 8, y + 19 + LEADING * len(title), body, fill=words),
        ]
    return parts, high
