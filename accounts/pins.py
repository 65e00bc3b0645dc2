"""Card codes and PINs: how they are drawn and how a typed one is read. Pure.

A card code is the cohort's code, a hyphen and three characters of an alphabet without I, L, O and
U (Crockford's base 32), so that a code read aloud or copied by hand has one reading.
"""

from collections.abc import Collection
from typing import Protocol

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SUFFIX_LENGTH = 3
PIN_LENGTH = 6
# Read as the digit they resemble, on both sides of a comparison.
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


class Chooser(Protocol):
    """What draws: `secrets.SystemRandom()` in service, a seeded `random.Random` in a test."""

    def choice(self, seq: str, /) -> str:
        """One of the characters."""
        ...


def canonical_code(typed: str) -> str:
    """A code as it is compared: letters and digits only, capitals, look-alikes as digits.

    `oua16 7km`, `OUA16-7KM` and `0UAI67KM` are the same code.
    """
    kept = "".join(character for character in typed.upper() if character.isalnum())
    return kept.translate(_LOOKALIKES)


def canonical_pin(typed: str) -> str:
    """A PIN as it is compared: digits only; O and I or L are taken for 0 and 1."""
    digits = canonical_code(typed)
    return "".join(str(int(d)) if d.isdecimal() else d for d in digits)


def suffix_of(canonical: str) -> str:
    """The part of a canonical code that tells one card of a cohort from another."""
    return canonical[-SUFFIX_LENGTH:]


def is_suffix(text: str) -> bool:
    """Whether a text can be the end of a card code."""
    return len(text) == SUFFIX_LENGTH and all(character in ALPHABET for character in text)


def is_pin(text: str) -> bool:
    """Whether a text is six digits."""
    return len(text) == PIN_LENGTH and text.isascii() and text.isdigit()


def draw_suffix(chooser: Chooser, *, taken: Collection[str]) -> str:
    """Three characters that no card of the cohort has or had."""
    while True:
        suffix = "".join(chooser.choice(ALPHABET) for _ in range(SUFFIX_LENGTH))
        if suffix not in taken:
            return suffix


def draw_pin(chooser: Chooser) -> str:
    """Six digits, every combination alike: none is refused, so none is likelier."""
    return "".join(chooser.choice("0123456789") for _ in range(PIN_LENGTH))
