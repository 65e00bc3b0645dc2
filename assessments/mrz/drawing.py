"""A specimen as an SVG drawing, in the true proportions of its format. Pure.

Lengths are tenths of a millimetre (Doc 9303-4, -5 and -6: TD3 125 × 88 mm, TD2 105 × 74 mm, TD1
85.6 × 54 mm; ten characters of the zone to the inch). The drawing imitates no document: a neutral
figure for the portrait, no pattern, no security feature, « SPÉCIMEN » across. Its labels are in
both languages, as on any travel document; title and description are in those that are asked for.
"""

import datetime
from collections.abc import Sequence
from html import escape

from assessments.mrz.composing import Document
from assessments.mrz.layouts import TD1, TD2, TD3, Span

FRONT, BACK = "front", "back"
INK, QUIET, PAPER, TINT, MARK = "#16243a", "#5b6472", "#fdfcf9", "#e9edf4", "#f6d9a8"
SANS = "Arial,'DejaVu Sans',sans-serif"
MONO = "'DejaVu Sans Mono','Liberation Mono',Consolas,Menlo,monospace"
PITCH = 25.4
_SIZES = {TD1: (856, 540), TD2: (1050, 740), TD3: (1250, 880)}
# Left edge of the zone, base line of its first line, distance of the lines.
_ZONES = {TD1: (47, 352, 64), TD2: (68, 627, 66), TD3: (66, 762, 68)}
_MONTHS = tuple(
    "JAN/JAN FÉV/FEB MARS/MAR AVR/APR MAI/MAY JUIN/JUN JUIL/JUL AOÛT/AUG SEPT/SEP OCT/OCT NOV/NOV "
    "DÉC/DEC".split()
)
_NAMES = {
    TD3: ("PASSEPORT / PASSPORT", {"fr": "Passeport", "en": "Passport"}),
    TD2: ("CARTE D’IDENTITÉ / IDENTITY CARD", {"fr": "Carte d’identité", "en": "Identity card"}),
    TD1: ("CARTE D’IDENTITÉ / IDENTITY CARD", {"fr": "Carte d’identité", "en": "Identity card"}),
}
_TITLES = {
    "fr": {FRONT: "{name} spécimen de l’État fictif UTO ({format})", BACK: "{name}, verso"},
    "en": {FRONT: "{name}, specimen of the fictitious State UTO ({format})", BACK: "{name}, back"},
}
_TELLS = {
    "fr": {
        "page": "Nom : {surname}. Prénoms : {given}. Numéro : {number}. Sexe : {sex}. "
        "Naissance : {birth}. Expiration : {expiry}. Un dessin neutre tient lieu de photo.",
        "zone": "Zone de lecture automatique : {lines}.",
    },
    "en": {
        "page": "Surname: {surname}. Given names: {given}. Number: {number}. Sex: {sex}. "
        "Birth: {birth}. Expiry: {expiry}. A neutral figure stands for the photograph.",
        "zone": "Machine-readable zone: {lines}.",
    },
}


def faces_of(format: str) -> tuple[str, ...]:
    """The faces that are drawn: a card of format TD1 has its zone on the back."""
    return (FRONT, BACK) if format == TD1 else (FRONT,)


def day(date: datetime.date) -> str:
    """A date as a page shows it, the month in both languages: « 15 JUIN/JUN 1988 »."""
    return f"{date.day:02} {_MONTHS[date.month - 1]} {date.year}"


def drawing(
    document: Document,
    lines: Sequence[str],
    *,
    id: str,
    face: str = FRONT,
    languages: Sequence[str] = ("fr", "en"),
    marked: Sequence[Span] = (),
    fonts: tuple[str, str] = (SANS, MONO),
) -> str:
    """One face as an `svg` element. `id` is unique on its page; `marked` spans stand on a colour;
    `fonts` are those of the page and of the zone.

    `lines` are printed as they are given, so that one can hide a character behind « ? ».
    """
    wide, high = _SIZES[document.format]
    zone = document.format != TD1 or face == BACK
    page = document.format != TD1 or face == FRONT
    parts = [
        f'<rect x="4" y="4" width="{wide - 8}" height="{high - 8}" rx="30" fill="{PAPER}" '
        f'stroke="{INK}" stroke-width="4"/>',
        *(_page(document, wide) if page else _back(wide)),
        *(_zone(document.format, lines, marked, fonts[1]) if zone else ()),
        _across(wide, high if document.format == TD1 and page else _ZONES[document.format][1]),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="specimen" role="img" '
        f'viewBox="0 0 {wide} {high}" aria-labelledby="{id}-t" aria-describedby="{id}-d" '
        f'font-family="{fonts[0]}" fill="{INK}">'
        f'<title id="{id}-t">{escape(_title(document, face, languages))}</title>'
        f'<desc id="{id}-d">{escape(_told(document, lines, page, zone, languages))}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _title(document: Document, face: str, languages: Sequence[str]) -> str:
    names = _NAMES[document.format][1]
    return " / ".join(
        _TITLES[one][face].format(name=names[one], format=document.format) for one in languages
    )


def _told(
    document: Document, lines: Sequence[str], page: bool, zone: bool, languages: Sequence[str]
) -> str:
    values = {
        "surname": document.surname.upper(),
        "given": document.given.upper() or "–",
        "number": document.number,
        "sex": document.sex or "–",
        "birth": day(document.birth),
        "expiry": day(document.expiry),
        "lines": " ; ".join(lines),
    }
    shown = [part for part, there in (("page", page), ("zone", zone)) if there]
    return " ".join(_TELLS[one][part].format(**values) for one in languages for part in shown)


def _text(x: float, y: float, size: int, text: str, room: float = 0, **more: str) -> str:
    """A text; where it would be wider than `room` (0: any width), it is set narrower, never cut."""
    capital = 0.7 if text.isupper() else 0.56
    if room and len(text) * size * capital > room:
        more |= {"textLength": f"{room:g}", "lengthAdjust": "spacingAndGlyphs"}
    rest = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}"{rest}>{escape(text)}</text>'


def _field(x: float, y: float, label: str, value: str, room: float) -> str:
    return _text(x, y, 21, label, room, fill=QUIET) + _text(
        x, y + 37, 35, value, room, font_weight="bold"
    )


def _head(wide: int, name: str) -> list[str]:
    return [
        f'<rect x="6" y="6" width="{wide - 12}" height="104" rx="28" fill="{TINT}"/>',
        _text(45, 52, 34, "ÉTAT UTO / STATE OF UTO", font_weight="bold"),
        _text(45, 90, 26, name),
    ]


def _page(document: Document, wide: int) -> list[str]:
    left, step = {TD1: (268, 78), TD2: (340, 86), TD3: (420, 100)}[document.format]
    top = 36 + step * 3 // 2 if document.format == TD3 else 154
    room = wide - left - 40
    second, first_room = left + room * 0.58, room * 0.55
    rows = [
        [("Nom / Surname", document.surname.upper())],
        [("Prénoms / Given names", document.given.upper() or "–")],
        [("Numéro / Number", document.number), ("Nationalité / Nationality", document.nationality)],
        [("Naissance / Birth", day(document.birth)), ("Sexe / Sex", document.sex or "–")],
        [("Expiration / Expiry", day(document.expiry))],
    ]
    if document.optional:
        rows[-1].append(("N° pers. / Pers. no.", document.optional))
    parts = [
        *_head(wide, _NAMES[document.format][0]),
        *_figure(45, top - 18, left - 85, step * 3.6),
    ]
    for number, row in enumerate(rows):
        widths = [room] if len(row) == 1 else [first_room, room * 0.42]
        for x, width, (label, value) in zip((left, second), widths, row, strict=False):
            parts.append(_field(x, top + number * step, label, value, width))
    return parts


def _figure(x: float, y: float, wide: float, high: float) -> list[str]:
    """Head and shoulders of nobody."""
    middle, head = x + wide / 2, wide * 0.2
    shoulder = y + high * 0.62
    return [
        f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" fill="{TINT}" '
        f'stroke="{QUIET}" stroke-width="2"/>',
        f'<circle cx="{middle:g}" cy="{y + high * 0.36:g}" r="{head:g}" fill="{QUIET}"/>',
        f'<path d="M{x + wide * 0.12:g} {y + high:g}C{x + wide * 0.12:g} {shoulder:g} '
        f'{x + wide * 0.88:g} {shoulder:g} {x + wide * 0.88:g} {y + high:g}Z" fill="{QUIET}"/>',
    ]


def _back(wide: int) -> list[str]:
    return [
        *_head(wide, "Autorité / Authority: Bureau des titres / Documents Office"),
        _text(45, 164, 25, "État fictif, document d’exercice", fill=QUIET),
        _text(45, 202, 25, "Fictitious State, training document", fill=QUIET),
    ]


def _zone(format: str, lines: Sequence[str], marked: Sequence[Span], font: str) -> list[str]:
    wide, high = _SIZES[format]
    left, base, step = _ZONES[format]
    top = base - 72
    parts = [
        f'<path d="M6 {top}H{wide - 6}V{high - 36}Q{wide - 6} {high - 6} {wide - 36} {high - 6}'
        f'H36Q6 {high - 6} 6 {high - 36}Z" fill="#fff"/><path d="M6 {top}H{wide - 6}" '
        f'stroke="{QUIET}" stroke-width="2"/>'
    ]
    for row, start, end in marked:
        parts.append(
            f'<rect x="{left + start * PITCH - 2:g}" y="{base + row * step - 42}" '
            f'width="{(end - start) * PITCH + 4:g}" height="54" fill="{MARK}"/>'
        )
    for number, line in enumerate(lines):
        parts.append(
            _text(
                left,
                base + number * step,
                42,
                line,
                font_family=font,
                textLength=f"{len(line) * PITCH:g}",
                lengthAdjust="spacingAndGlyphs",
            )
        )
    return parts


def _across(wide: int, high: float) -> str:
    size = 130 if wide > 900 else 100
    x, y = wide / 2, high / 2 + 40
    return _text(
        x,
        y,
        size,
        "SPÉCIMEN",
        text_anchor="middle",
        font_weight="bold",
        fill="#a3262a",
        fill_opacity="0.16",
        letter_spacing="18",
        transform=f"rotate(-18 {x:g} {y:g})",
    )
