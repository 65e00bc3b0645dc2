"""Reading the lines of a zone, and naming everything in them that is wrong. Pure."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.mrz.composing import PRINCIPAL, UTO, covered_text
from assessments.mrz.digits import FILLER, VALUES, check_digit
from assessments.mrz.layouts import (
    BIRTH,
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
    cut,
)
from assessments.mrz.names import identifiers_of

DIGIT, FIELD = "digit", "field"
# Passports are of kind P, with or without a second letter; cards of kind A, C or I.
_KINDS = {TD3: re.compile(r"P[A-Z<]")}
_CARD = re.compile(r"[ACI][A-UW-Z0-9<]")
_NAME = re.compile(r"[A-Z]+(?:<[A-Z]+)*(?:<<[A-Z]+(?:<[A-Z]+)*)?<*")
_TEXT = re.compile(r"[A-Z0-9<]*")
_NUMBER = re.compile(r"[A-Z0-9](?:[A-Z0-9<]*[A-Z0-9])?<*")
_LONG = re.compile(r"([A-Z0-9]+)([0-9])(?:<(.*))?")


class NotAZone(ValueError):
    """Number or length of the lines fits none of the three formats."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong: a check DIGIT or a FIELD, by its name.

    `expected` is the digit that belongs there, "" where none can be computed or for a field.
    """

    sort: str
    name: str
    expected: str = ""

    @property
    def code(self) -> str:
        """Such as « digit-birth »."""
        return f"{self.sort}-{self.name}"


@dataclass(frozen=True)
class Reading:
    """What the lines say: fields without fillers at the end, the names with spaces, the digits."""

    format: str
    fields: dict[str, str]
    surname: str
    given: str
    digits: dict[str, str]


def format_of(lines: Sequence[str]) -> str:
    """TD1, TD2 or TD3 by the shape of the lines. Raises NotAZone."""
    for format, layout in LAYOUTS.items():
        if [len(line) for line in lines] == [layout.width] * layout.lines:
            return format
    raise NotAZone([len(line) for line in lines])


def read(lines: Sequence[str]) -> Reading:
    """The fields of the zone, whether right or wrong. Raises NotAZone."""
    format = format_of(lines)
    layout = LAYOUTS[format]
    fields = {name: cut(lines, span).rstrip(FILLER) for name, span in layout.fields.items()}
    surname, given = identifiers_of(cut(lines, layout.fields[NAME]))
    digits = {name: cut(lines, span) for name, span in layout.digits.items()}
    if long := _long_number(lines, format):
        fields[NUMBER], digits[NUMBER], fields[OPTIONAL] = long
    return Reading(format, fields, surname, given, digits)


def findings(lines: Sequence[str]) -> list[Finding]:
    """Every wrong check digit and every ill-formed field, in the order of the zone.

    Raises NotAZone. A digit whose characters have no value is not called wrong: their field is.
    """
    format = format_of(lines)
    layout = LAYOUTS[format]
    found = [
        Finding(FIELD, name)
        for name, span in layout.fields.items()
        if not _well_formed(name, cut(lines, span), format)
    ]
    long = _long_number(lines, format)
    for name, span in layout.digits.items():
        text, printed = covered_text(lines, format, name), cut(lines, span)
        if name == NUMBER and long:
            text, printed = long[0], long[1]
        if not set(text) <= VALUES.keys():
            continue
        expected = check_digit(text)
        # Optional data that are not there may have 0 or a filler for their digit (Doc 9303-4).
        empty = name == OPTIONAL and not text.strip(FILLER) and printed == FILLER
        if printed != expected and not empty:
            found.append(Finding(DIGIT, name, expected))
    return found


def _long_number(lines: Sequence[str], format: str) -> tuple[str, str, str] | None:
    """Number, digit and rest of the optional data, where the number goes on in them."""
    layout = LAYOUTS[format]
    number, filler = cut(lines, layout.fields[NUMBER]), cut(lines, layout.digits[NUMBER])
    more = _LONG.fullmatch(cut(lines, layout.fields[OPTIONAL]).rstrip(FILLER))
    if format == TD3 or filler != FILLER or number[PRINCIPAL - 1] == FILLER or more is None:
        return None
    rest, digit, optional = more.groups("")
    return number + rest, digit, optional


def _well_formed(name: str, text: str, format: str) -> bool:
    if name == KIND:
        return bool(_KINDS.get(format, _CARD).fullmatch(text))
    if name in (STATE, NATIONALITY):
        return text == UTO
    if name == NAME:
        return bool(_NAME.fullmatch(text))
    if name == SEX:
        return text in ("F", "M", FILLER)
    if name in (BIRTH, EXPIRY):
        return is_date(text, unknown=name == BIRTH)
    return bool((_NUMBER if name == NUMBER else _TEXT).fullmatch(text))


def is_date(text: str, *, unknown: bool = False) -> bool:
    """Whether YYMMDD is a day of the calendar; with `unknown` parts of it may be fillers."""
    year, month, day = text[:2], text[2:4], text[4:]
    parts = (year, month, day)
    if unknown and FILLER * 2 in parts:
        return all(p == FILLER * 2 or p.isdecimal() for p in parts)
    if not all(p.isdecimal() and p.isascii() for p in parts) or not 1 <= int(month) <= 12:
        return False
    return 1 <= int(day) <= calendar.monthrange(2000 + int(year), int(month))[1]
