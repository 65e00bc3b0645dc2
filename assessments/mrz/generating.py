"""Specimens of the State UTO, drawn from a seed. Pure.

Generator `uto-v1`. Attempts and printed sheets store seed and generator: its output is frozen by a
test, and other output is a new generator beside it.
"""

import datetime
from dataclasses import dataclass

from assessments.mrz.chance import Chance
from assessments.mrz.composing import Document, compose
from assessments.mrz.holders import GIVEN, LONG, SURNAMES
from assessments.mrz.layouts import LAYOUTS, TD1, TD2, TD3
from assessments.mrz.planting import NOTHING, plantable, planted

GENERATOR = "uto-v1"
FORMATS = tuple(LAYOUTS)
_KINDS = {TD1: "I", TD2: "I", TD3: "P"}
_LETTERS, _FIGURES = "ABCDEFGHJKLMNPRSTUVWXYZ", "0123456789"
# Dates do not follow the clock: a specimen drawn again is the same in ten years.
_BORN, _BORN_DAYS = datetime.date(1956, 1, 1), 50 * 365
_EXPIRES, _EXPIRES_DAYS = datetime.date(2029, 1, 1), 9 * 365


class UnknownGenerator(LookupError):
    """No generator has this identifier."""


@dataclass(frozen=True)
class Specimen:
    """A drawn document: what its page shows, its lines, and the error in them (NOTHING for none).

    Where data were altered, page and lines show the altered data: only the digits give it away.
    """

    document: Document
    lines: tuple[str, ...]
    error: str

    @property
    def format(self) -> str:
        """TD1, TD2 or TD3."""
        return self.document.format


def holder(seed: str, *, format: str, generator: str = GENERATOR) -> Document:
    """The data of one document. Raises UnknownGenerator."""
    if generator != GENERATOR:
        raise UnknownGenerator(generator)
    chance = Chance(seed, f"{generator} {format}")
    sex = chance.one(("F", "M"))
    surname, given = chance.one(SURNAMES[sex]), chance.one(GIVEN[sex])
    if chance.below(3) == 0:
        given = f"{given} {chance.one(GIVEN[sex])}"
    if chance.below(12) == 0:
        surname, given = chance.one(LONG[sex])
    elif chance.below(14) == 0:
        given = ""
    return Document(
        format=format,
        kind=_KINDS[format],
        number=chance.text(_LETTERS, 1) + chance.text(_FIGURES, 8 if chance.below(3) else 7),
        surname=surname,
        given=given,
        birth=_BORN + datetime.timedelta(days=chance.below(_BORN_DAYS)),
        sex=sex,
        expiry=_EXPIRES + datetime.timedelta(days=chance.below(_EXPIRES_DAYS)),
        optional=chance.text(_LETTERS, 2) + chance.text(_FIGURES, 5) if chance.below(3) else "",
    )


def specimen(
    seed: str, *, format: str, error: str = NOTHING, generator: str = GENERATOR
) -> Specimen:
    """A document with this error in its lines, or with none.

    Raises UnknownGenerator, and ValueError for an error that the format cannot have.
    """
    document = holder(seed, format=format, generator=generator)
    if error == NOTHING:
        return Specimen(document, tuple(compose(document)), NOTHING)
    if error not in plantable(format):
        raise ValueError(f"{format} cannot have {error}")
    changed, lines = planted(document, error, chance=Chance(seed, f"{generator} {error}"))
    return Specimen(changed, tuple(lines), error)
