"""Certificate numbers such as FDF-7K3M-92QX: three letters, seven random symbols, one check.

The alphabet is Crockford's base 32 (digits and letters without I, L, O, U), so that nothing read
aloud or copied by hand is ambiguous. The number says nothing about country, order or person.
"""

import re
import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = re.compile(r"[ABCDEFGHJKMNPQRSTVWXYZ]{3}")
RANDOM_SYMBOLS = 7

_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
# x⁵ + x² + 1, primitive over GF(2): the powers 2⁰ … 2³⁰ of the field are all different.
_POLYNOMIAL = 0b100101


class BadPrefix(ValueError):
    """The prefix is not three letters of the alphabet (no I, L, O, U, no digit)."""

    code = "prefix"


def check_character(symbols: str) -> str:
    """The check character of up to 30 symbols.

    In the field GF(32), the weighted sum Σ 2^(n−i) · xᵢ over i = 0 … n, check character last, is
    zero. Weights are all different and not zero, so any single wrong symbol and any exchange of
    two different symbols (neighbours or not) makes the sum differ from zero.
    Formula: docs/certificates.md.
    """
    total = 0
    for symbol in symbols:
        total = _doubled(total ^ _VALUE[symbol])
    return ALPHABET[total]


def new_number(prefix: str, *, random_bytes: Callable[[int], bytes]) -> str:
    """A new number; `random_bytes(n)` gives n bytes (`secrets.token_bytes` in production).

    35 random bits, every one of the 34,359,738,368 numbers of a prefix as likely as another.
    Raises BadPrefix.
    """
    if not PREFIX.fullmatch(prefix):
        raise BadPrefix(prefix)
    bits = int.from_bytes(random_bytes(5), "big")
    symbols = "".join(ALPHABET[(bits >> 5 * place) & 31] for place in range(RANDOM_SYMBOLS))
    return _written(prefix + symbols + check_character(prefix + symbols))


def parse_number(text: str) -> str | None:
    """The canonical number that a person typed, or None when it cannot be one.

    Tolerates case, blanks, missing or other hyphens and dashes, full-width forms, O for 0 and I
    or L for 1. A wrong check character gives None.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    symbols = "".join(c for c in plain if not _separates(c)).translate(_MISREAD)
    if len(symbols) != 3 + RANDOM_SYMBOLS + 1 or not PREFIX.fullmatch(symbols[:3]):
        return None
    if any(symbol not in _VALUE for symbol in symbols):
        return None
    if check_character(symbols[:-1]) != symbols[-1]:
        return None
    return _written(symbols)


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 32 else value


def _separates(character: str) -> bool:
    """Blanks, dashes of every kind, the minus sign and invisible format characters."""
    return character == "−" or unicodedata.category(character) in {"Zs", "Pd", "Cc", "Cf"}


def _written(symbols: str) -> str:
    return f"{symbols[:3]}-{symbols[3:7]}-{symbols[7:]}"


# Of the right shape, with a prefix that no course has: for previews and trials of the layout.
NOBODYS_NUMBER = new_number("XXX", random_bytes=bytes)
