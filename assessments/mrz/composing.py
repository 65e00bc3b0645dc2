"""From the data of a document to the lines of its machine-readable zone. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.mrz.digits import FILLER, check_digit
from assessments.mrz.layouts import (
    BIRTH,
    COMPOSITE,
    EXPIRY,
    KIND,
    LAYOUTS,
    MORE,
    NAME,
    NATIONALITY,
    NUMBER,
    OPTIONAL,
    SEX,
    STATE,
    TD3,
    cut,
    put,
)
from assessments.mrz.names import name_field

UTO = "UTO"
PRINCIPAL = 9  # Characters of a document number that its field holds.


@dataclass(frozen=True)
class Document:
    """What a document says of its holder, as its page shows it.

    `sex` is F, M or "" (not stated). `number`, `optional` and `more` are capitals and digits;
    `kind` one or two letters.
    """

    format: str
    kind: str
    number: str
    surname: str
    given: str
    birth: datetime.date
    sex: str
    expiry: datetime.date
    optional: str = ""
    more: str = ""
    state: str = UTO
    nationality: str = UTO


def compose(document: Document) -> list[str]:
    """The lines of the zone, check digits included.

    A number of more than nine characters, which cards can have, goes on in the optional data: a
    filler in place of its digit says so (Doc 9303-5, 4.2.2 note j). Raises ValueError for a text
    that does not fit its field.
    """
    layout = LAYOUTS[document.format]
    number, rest = document.number[:PRINCIPAL], document.number[PRINCIPAL:]
    optional = document.optional
    if rest:
        if document.format == TD3:
            raise ValueError("a passport number has nine characters at most")
        optional = f"{rest}{check_digit(document.number)}{FILLER}{optional}"
    values = {
        KIND: document.kind,
        STATE: document.state,
        NUMBER: number,
        NATIONALITY: document.nationality,
        BIRTH: f"{document.birth:%y%m%d}",
        SEX: document.sex,
        EXPIRY: f"{document.expiry:%y%m%d}",
        OPTIONAL: optional,
        MORE: document.more,
        NAME: name_field(document.surname, document.given, width=layout.size(NAME)),
    }
    lines = [FILLER * layout.width] * layout.lines
    for field, span in layout.fields.items():
        lines = put(lines, span, values[field].ljust(layout.size(field), FILLER))
    for digit in layout.digits:
        left_open = (digit == NUMBER and rest) or (digit == OPTIONAL and not optional)
        if not left_open:
            lines = put(lines, layout.digits[digit], computed(lines, document.format, digit))
    return lines


def computed(lines: Sequence[str], format: str, digit: str) -> str:
    """The digit that the lines ought to have there. KeyError for a character without a value."""
    return check_digit(covered_text(lines, format, digit))


def covered_text(lines: Sequence[str], format: str, digit: str) -> str:
    """The characters that a check digit is summed over, one after the other."""
    return "".join(cut(lines, span) for span in LAYOUTS[format].covered(digit))


def with_composite(lines: Sequence[str], format: str) -> list[str]:
    """The lines with the composite digit that belongs to what they say now."""
    return put(lines, LAYOUTS[format].digits[COMPOSITE], computed(lines, format, COMPOSITE))
