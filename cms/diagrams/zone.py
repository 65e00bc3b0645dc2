"""The anatomy of a machine-readable zone: the specimen of the lesson, field by field. Pure."""

from collections.abc import Mapping

from assessments.mrz.layouts import (
    BIRTH,
    COMPOSITE,
    EXPIRY,
    KIND,
    LAYOUTS,
    NAME,
    NATIONALITY,
    NUMBER,
    OPTIONAL,
    SEX,
    STATE,
    TD3,
    Span,
)
from cms.diagrams.layouts import EDGE, Drawn
from cms.diagrams.shapes import INDIGO, LATERITE, LEADING, WARM, WASH, WIDTH, lines_of, text

# The specimen of the question bank (domain 5.1), which the lesson reads aloud.
LINES = (
    "P<UTONDIAYE<OUEDRAOGO<<AISSATA<<<<<<<<<<<<<<",
    "X407193625UTO8806150F3102282<<<<<<<<<<<<<<<8",
)
ORDER = (KIND, STATE, NAME, NUMBER, NATIONALITY, BIRTH, SEX, EXPIRY, OPTIONAL, COMPOSITE)
_MONO = "'DejaVu Sans Mono','Liberation Mono',Consolas,Menlo,monospace"
_PITCH = (WIDTH - 2 * EDGE) / 44
_LINE, _TOP = 62, 44


def anatomy(words: Mapping[str, str], digit: str) -> Drawn:
    """The two lines, a number over each field, the digits marked; under them what they are."""
    layout = LAYOUTS[TD3]
    parts: list[str] = []
    for number, name in enumerate(ORDER, start=1):
        span = layout.fields.get(name) or layout.digits[name]
        parts.append(_place(span, WARM if name == COMPOSITE else WASH))
        parts.append(_number(span, number))
    for name, span in layout.digits.items():
        if name != COMPOSITE:
            parts.append(_place(span, WARM))
    for row, line in enumerate(LINES):
        parts.append(
            f'<text x="{EDGE}" y="{_TOP + row * _LINE}" font-size="12.2" font-family="{_MONO}" '
            f'fill="#16243a" textLength="{44 * _PITCH:g}" lengthAdjust="spacingAndGlyphs">'
            f"{line.replace('<', '&lt;')}</text>"
        )
    y = _TOP + _LINE + 36.0
    for number, name in enumerate(ORDER, start=1):
        told = lines_of(words[name], WIDTH - 2 * EDGE - 26)
        parts.append(text(EDGE, y, [str(number)], bold=True, fill=LATERITE))
        parts.append(text(EDGE + 26, y, told))
        y += LEADING * len(told) + 2
    parts.append(
        f'<rect x="{EDGE}" y="{y - 8:g}" width="14" height="16" fill="{WARM}" stroke="{LATERITE}"/>'
    )
    told = lines_of(digit, WIDTH - 2 * EDGE - 26)
    parts.append(text(EDGE + 26, y + 5, told))
    return parts, y + LEADING * len(told) + EDGE


def _place(span: Span, fill: str) -> str:
    row, start, end = span
    return (
        f'<rect x="{EDGE + start * _PITCH:g}" y="{_TOP + row * _LINE - 14:g}" '
        f'width="{(end - start) * _PITCH - 0.8:g}" height="20" fill="{fill}" '
        f'stroke="{LATERITE if fill == WARM else INDIGO}" stroke-width="0.8"/>'
    )


def _number(span: Span, number: int) -> str:
    row, start, end = span
    x = EDGE + (start + end) / 2 * _PITCH
    return text(round(x, 1), _TOP + row * _LINE - 20, [str(number)], middle=True, fill=LATERITE)
