"""Names in the machine-readable zone: letters, punctuation, order, truncation. Pure.

Doc 9303-3, 4.6 (punctuation) and 6 (letters); Doc 9303-4, -5 and -6, 4.2 (truncation). Where the
document leaves a choice to the issuing State, the State UTO has made it: Ä, Ö and Ü become AE, OE
and UE. The hooked letters of Fulfulde and Hausa are not in the document's table; UTO writes the
plain letter.
"""

import re
import unicodedata

from assessments.mrz.digits import FILLER

SEPARATOR = FILLER * 2
_LETTERS = {
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ð": "D", "Đ": "D", "Ħ": "H", "Ĳ": "IJ", "ĸ": "Q", "Ł": "L",
    "Ŋ": "N", "Ö": "OE", "Ø": "OE", "Œ": "OE", "ẞ": "SS", "Þ": "TH", "Ŧ": "T", "Ü": "UE", "Ə": "E",
    "Ɓ": "B", "Ɗ": "D", "Ƴ": "Y", "Ƙ": "K",
}  # fmt: skip
# A hyphen, a comma inside a name and a space part two components; all other signs are left out.
_PARTING = re.compile(r"[\s\-‐‑–,]+")


def written(name: str) -> str:
    """One identifier as the zone writes it: capitals A–Z, components parted by one « < »."""
    upper = unicodedata.normalize("NFC", name).replace("ß", "ẞ").upper()
    parts = ("".join(map(_letter, part)) for part in _PARTING.split(upper))
    return FILLER.join(part for part in parts if part)


def _letter(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    plain = unicodedata.normalize("NFD", letter)
    # « Ǽ » and the like: an accent on a letter that the table writes with two.
    return "".join(_LETTERS.get(one, one if "A" <= one <= "Z" else "") for one in plain)


def identifiers(surname: str, given: str) -> str:
    """Primary and secondary identifier without fillers at the end, in full length.

    A person with one name has only a primary identifier (Doc 9303-4, 4.2.3).
    """
    primary, secondary = written(surname), written(given)
    return f"{primary}{SEPARATOR}{secondary}" if primary and secondary else primary or secondary


def name_field(surname: str, given: str, *, width: int) -> str:
    """The name field of this width, shortened where need be, filled up.

    A shortened field ends in a letter, which says that it may be shortened. The given names lose
    letters first; the surname only to leave room for « << » and the first given letter.
    """
    primary, secondary = written(surname), written(given)
    if not (primary and secondary):
        return _shortened(primary or secondary, width).ljust(width, FILLER)
    primary = _shortened(primary, width - len(SEPARATOR) - 1)
    secondary = _shortened(secondary, width - len(SEPARATOR) - len(primary))
    return f"{primary}{SEPARATOR}{secondary}".ljust(width, FILLER)


def _shortened(text: str, room: int) -> str:
    """The text cut to this room so that it ends in a letter: a longer component gives up one."""
    parts = text.split(FILLER)
    while len(text) > room and text[room - 1] == FILLER:
        inside = text[: room - 1].split(FILLER)
        longest = max(range(len(inside)), key=lambda at: len(inside[at]))
        parts[longest] = parts[longest][:-1]
        text = FILLER.join(part for part in parts if part)
    return text[:room]


def identifiers_of(field: str) -> tuple[str, str]:
    """The primary and secondary identifier of a name field, components parted by spaces."""
    primary, _, secondary = field.rstrip(FILLER).partition(SEPARATOR)
    return primary.replace(FILLER, " ").strip(), secondary.replace(FILLER, " ").strip()
