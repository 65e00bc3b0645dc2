"""The fixed words of the printed certificate, French and English, by kind; dates and hours.

The paper carries both languages at once, so these words are content of the document and not
interface strings. Terms: domain/6-glossary.md, 32 to 35. French spacing uses U+00A0 here.
"""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from certificates.payload import Bilingual

FIXED = "\u00a0"

_MONTHS_FR = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
_MONTHS_EN = (
    "January February March April May June July August September October November December".split()
)


class KindWords(NamedTuple):
    """Title, mention (empty where there is none), the sentence that leads to the course, and how
    the back speaks of the document."""

    title: Bilingual
    mention: Bilingual
    act: Bilingual
    this: Bilingual


_COMPLETION = Bilingual("Certificat de réussite", "Certificate of completion")
_SUCCESS = Bilingual("a suivi avec succès la formation", "has successfully completed the course")
_THIS = Bilingual("Ce certificat", "This certificate")
_NONE = Bilingual("", "")

WORDS = {
    "distinction": KindWords(
        _COMPLETION, Bilingual(f"mention Très{FIXED}bien", "with distinction"), _SUCCESS, _THIS
    ),
    "merit": KindWords(_COMPLETION, Bilingual("mention Bien", "with merit"), _SUCCESS, _THIS),
    "completion": KindWords(_COMPLETION, _NONE, _SUCCESS, _THIS),
    "participation": KindWords(
        Bilingual("Attestation de participation", "Certificate of participation"),
        _NONE,
        Bilingual("a participé à la formation", "has taken part in the course"),
        Bilingual("Cette attestation", "This certificate"),
    ),
    "attendance": KindWords(
        Bilingual("Relevé de présence", "Attendance statement"),
        _NONE,
        Bilingual("a assisté à une partie de la formation", "has attended part of the course"),
        Bilingual("Ce relevé", "This statement"),
    ),
}
# What the back says of the answer to a verifier, by template version.
STATES = {
    "1": Bilingual(
        "authentique et valable, remplacé ou révoqué", "genuine and valid, replaced or revoked"
    ),
    "2": Bilingual(
        "authentique et valable, remplacé, suspendu ou révoqué",
        "genuine and valid, replaced, suspended or revoked",
    ),
}
# The line of the programme for the hours that belong to no module.
OTHER_HOURS = Bilingual(
    "Ouverture, tests, examen, bilan et clôture", "Opening, tests, exam, review and closing"
)


def day_fr(day: dt.date) -> str:
    """« 12 février 2016 », « 1er mars 2016 », held together by no-break spaces."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{FIXED}{_MONTHS_FR[day.month - 1]}{FIXED}{day.year}"


def day_en(day: dt.date) -> str:
    """12 February 2016, held together by no-break spaces."""
    return f"{day.day}{FIXED}{_MONTHS_EN[day.month - 1]}{FIXED}{day.year}"


def period(starts_on: dt.date, ends_on: dt.date) -> Bilingual:
    """« du 25 janvier au 12 février 2016 »; one day is « le … »; the year once when shared."""
    if starts_on == ends_on:
        return Bilingual(f"le{FIXED}{day_fr(ends_on)}", f"on{FIXED}{day_en(ends_on)}")
    first_fr, first_en = day_fr(starts_on), day_en(starts_on)
    if starts_on.year == ends_on.year:
        first_fr = first_fr.rpartition(FIXED)[0]
        first_en = first_en.rpartition(FIXED)[0]
    return Bilingual(
        f"du{FIXED}{first_fr} au{FIXED}{day_fr(ends_on)}",
        f"from{FIXED}{first_en} to{FIXED}{day_en(ends_on)}",
    )


def hours(value: Decimal) -> Bilingual:
    """« 3,5 » and 3.5; whole numbers without decimals. No unit."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Bilingual(text.replace(".", ","), text)


def course_hours(value: Decimal) -> Bilingual:
    """« 90 heures » and 90 hours; the French singular covers everything under two."""
    number = hours(value)
    return Bilingual(
        f"{number.fr}{FIXED}{'heure' if value < 2 else 'heures'}",
        f"{number.en}{FIXED}{'hour' if value == 1 else 'hours'}",
    )
