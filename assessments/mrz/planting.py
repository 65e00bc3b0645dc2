"""Errors put into a zone on purpose, each one such that exactly it is found. Pure.

- `digit-…`: one check digit is wrong. The composite is computed over what is printed, so that it
  is right.
- `field-…`: a field is ill-formed; its check digits are those of what it says.
- `altered-…`: a date or the number was changed, in page and lines, and the digits were left: its
  own digit and the composite are wrong. A change that the digits would not show is not made.
"""

import dataclasses
import datetime

from assessments.mrz.chance import Chance
from assessments.mrz.composing import Document, compose, computed, with_composite
from assessments.mrz.layouts import (
    BIRTH,
    COMPOSITE,
    EXPIRY,
    LAYOUTS,
    NAME,
    NATIONALITY,
    NUMBER,
    SEX,
    STATE,
    cut,
    put,
)
from assessments.mrz.reading import DIGIT, FIELD

NOTHING = "none"
ALTERED = "altered"
_FIELDS = (STATE, NATIONALITY, NAME, SEX, BIRTH, EXPIRY)
_FIGURES = "0123456789"
# A zero for the letter, letters in another order, a wrong letter. None is a State's code.
_STATES = ("UT0", "OTU", "UTQ", "U70")
_SEXES = ("X", "H", "1")


def plantable(format: str) -> tuple[str, ...]:
    """Every error that this format can have."""
    return (
        *(f"{DIGIT}-{name}" for name in LAYOUTS[format].digits),
        *(f"{FIELD}-{name}" for name in _FIELDS),
        *(f"{ALTERED}-{name}" for name in (NUMBER, BIRTH, EXPIRY)),
    )


def shows(error: str) -> frozenset[str]:
    """The codes of what is found where this error was planted."""
    sort, _, name = error.partition("-")
    if error == NOTHING:
        return frozenset()
    if sort == ALTERED:
        return frozenset({f"{DIGIT}-{name}", f"{DIGIT}-{COMPOSITE}"})
    return frozenset({error})


def planted(document: Document, error: str, *, chance: Chance) -> tuple[Document, list[str]]:
    """The document as its page shows it, and its lines with this error."""
    sort, _, name = error.partition("-")
    if sort == DIGIT:
        return document, _wrong_digit(document, name, chance)
    if sort == FIELD:
        return document, _wrong_field(document, name, chance)
    return _altered(document, name, chance)


def _wrong_digit(document: Document, name: str, chance: Chance) -> list[str]:
    lines, layout = compose(document), LAYOUTS[document.format]
    span = layout.digits[name]
    # Optional data that are not there have a filler for their digit, but 0 would be right too.
    right = (cut(lines, span), computed(lines, document.format, name))
    others = [digit for digit in _FIGURES if digit not in right]
    lines = put(lines, span, chance.one(others))
    return lines if name == COMPOSITE else with_composite(lines, document.format)


def _wrong_field(document: Document, name: str, chance: Chance) -> list[str]:
    lines, format = compose(document), document.format
    span = LAYOUTS[format].fields[name]
    text = cut(lines, span)
    if name in (STATE, NATIONALITY):
        text = chance.one(_STATES)
    elif name == SEX:
        text = chance.one(_SEXES)
    elif name == NAME:
        # A figure among the letters, inside the first component.
        place = 1 + chance.below(max(1, len(text.partition("<")[0]) - 2))
        text = text[:place] + chance.one("0158") + text[place + 1 :]
    elif chance.below(2):
        text = text[:2] + f"{13 + chance.below(7)}" + text[4:]
    else:
        text = text[:2] + chance.one(("0230", "0431", "0931", "1132"))
    lines = put(lines, span, text)
    if name in LAYOUTS[format].digits:
        lines = put(lines, LAYOUTS[format].digits[name], computed(lines, format, name))
    return with_composite(lines, format)


def _altered(document: Document, name: str, chance: Chance) -> tuple[Document, list[str]]:
    true = compose(document)
    while True:
        changed = _changed(document, name, chance)
        lines = put(true, LAYOUTS[document.format].fields[name], _written(changed, name))
        if all(
            computed(lines, document.format, digit)
            != cut(true, LAYOUTS[document.format].digits[digit])
            for digit in (name, COMPOSITE)
        ):
            return changed, lines


def _changed(document: Document, name: str, chance: Chance) -> Document:
    if name == NUMBER:
        place, figure = 1 + chance.below(len(document.number) - 1), chance.one(_FIGURES)
        number = document.number[:place] + figure + document.number[place + 1 :]
        return dataclasses.replace(document, number=number)
    # A birth date that makes young or old, an expiry that gives some more years.
    years = 1 + chance.below(8)
    before: datetime.date = getattr(document, name)
    day = min(before.day, 28)
    if name == BIRTH:
        return dataclasses.replace(
            document, birth=before.replace(year=before.year - years, day=day)
        )
    return dataclasses.replace(document, expiry=before.replace(year=before.year + years, day=day))


def _written(document: Document, name: str) -> str:
    return cut(compose(document), LAYOUTS[document.format].fields[name])
