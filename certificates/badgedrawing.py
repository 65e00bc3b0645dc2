"""The picture of a digital badge: the woven frame, the document, the course, the month. No name.

A credential names its holder by a salted hash only, so its picture tells no more. PNG and SVG say
the same; the letters of the SVG are outlines, since nobody else has our fonts.
"""

from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from PIL import Image, ImageDraw, ImageFont

from certificates.glyphs import FONTS
from certificates.lettering import serif
from certificates.pattern import BAND_THREADS, INDIGO, INK, LATERITE, rectangles, threads
from certificates.payload import CertificatePayload
from certificates.printed_words import FIXED, WORDS, day_en, day_fr

_REPEATS, _THREAD = 7, 3
SIDE = threads(_REPEATS) * _THREAD
_PAPER, _FONT = "#fdfcf8", "GentiumPlus-Regular.ttf"
_WIDTH = SIDE - 2 * (BAND_THREADS + 8) * _THREAD
_LEADING, _SMALLEST = 1.3, 12


class Line(NamedTuple):
    """A line of words, centred; `baseline` from the top, sizes in pixels."""

    text: str
    size: int
    colour: str
    baseline: float


def lines_of(payload: CertificatePayload) -> list[Line]:
    """What the picture says, French before English, fitted between the bands of the frame."""
    words = WORDS[payload.kind]
    month = tuple(day(payload.ends_on).partition(FIXED)[2] for day in (day_fr, day_en))
    texts = (
        (words.title.fr, 46, INDIGO, 0.0),
        (words.title.en, 30, INDIGO, 0.0),
        *(
            (text, 30, LATERITE, 0.5 * place)
            for text, place in zip(words.mention, (1, 0), strict=True)
            if text
        ),
        (payload.course_title.fr, 28, INK, 1.0),
        (payload.course_title.en, 24, INK, 0.3),
        (" · ".join(dict.fromkeys(month)), 22, INK, 1.0),
    )
    for shrunk in range(20):
        fitted = [
            (part, max(size - shrunk, _SMALLEST), colour, 0.0 if place else gap)
            for text, size, colour, gap in texts
            for place, part in enumerate(_broken(text, max(size - shrunk, _SMALLEST)))
        ]
        height = sum(size * (_LEADING + gap) for _, size, _, gap in fitted)
        if height <= _WIDTH:
            break
    lines, top = [], (SIDE - height) / 2
    for text, size, colour, gap in fitted:
        top += size * gap
        lines.append(Line(text, size, colour, top + size))
        top += size * _LEADING
    return lines


def picture_svg(payload: CertificatePayload) -> str:
    """The picture as SVG; its title says what it is."""
    words = WORDS[payload.kind].title
    drawn = "".join(
        f'<path fill="{colour}" d="{"".join(f"M{x} {y}h{w}v{h}h-{w}z" for x, y, w, h in cloth)}"/>'
        for colour, cloth in rectangles(_REPEATS, _REPEATS).items()
    )
    letters = "".join(
        f'<path fill="{line.colour}" d="{_outlines(line)}"/>' for line in lines_of(payload)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" role="img">'
        f"<title>{escape(f'{words.fr} / {words.en}')}</title>"
        f'<path fill="{_PAPER}" d="M0 0h{SIDE}v{SIDE}h-{SIDE}z"/>'
        f'<g transform="scale({_THREAD})">{drawn}</g>{letters}</svg>'
    )


def picture_png(payload: CertificatePayload) -> bytes:
    """The picture as PNG, SIDE pixels wide and high."""
    image = Image.new("RGB", (SIDE, SIDE), _PAPER)
    draw = ImageDraw.Draw(image)
    for colour, cloth in rectangles(_REPEATS, _REPEATS).items():
        for x, y, width, height in cloth:
            right, bottom = (x + width) * _THREAD - 1, (y + height) * _THREAD - 1
            draw.rectangle((x * _THREAD, y * _THREAD, right, bottom), fill=colour)
    for line in lines_of(payload):
        font = ImageFont.truetype(FONTS / _FONT, line.size)
        draw.text((SIDE / 2, line.baseline), line.text, line.colour, font, anchor="ms")
    target = BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _broken(text: str, size: int) -> list[str]:
    """The text in as few lines as it fits into, about equally long; no word is broken."""
    lines = _filled(text, size, _WIDTH)
    for room in range(_WIDTH // 2, _WIDTH, 10):
        if len(balanced := _filled(text, size, room)) == len(lines):
            return balanced
    return lines


def _filled(text: str, size: int, room: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _width(text: str, size: int) -> float:
    _, cmap, em, advances = serif()
    return sum(float(advances[cmap[ord(one)]][0]) for one in text) * size / float(em)


def _outlines(line: Line) -> str:
    glyphs, cmap, em, advances = serif()
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
    scale, left = line.size / em, (SIDE - _width(line.text, line.size)) / 2
    for one in line.text:
        name = cmap[ord(one)]
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, left, line.baseline)))
        left += advances[name][0] * scale
    return str(pen.getCommands())
