"""Numbers as officers write them, and the scheme numeric-v1 (5.1)."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from assessments.scoring.keys import MalformedKey

# Ordinary, no-break (U+00A0), thin (U+2009) and narrow no-break (U+202F) spaces.
_SPACE = "[ \u00a0\u2009\u202f]"
_SIGN = r"[+-]?"
_GROUPED = rf"[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]+"
_DECIMAL = re.compile(rf"({_SIGN})(?:({_GROUPED})(?:[.,]([0-9]*))?|[.,]([0-9]+))({_SPACE}*%)?")
_RATIO = re.compile(rf"({_SIGN}[0-9]+){_SPACE}*[/\u2044]{_SPACE}*([0-9]+)")
LONGEST = 40


def parse_number(text: object) -> Fraction | None:
    """The exact number written, or None: "0,5", "0.5", ".5", "1/2", "50 %", "1 000", "-3".

    A comma or a point is always the decimal mark, never a separator of thousands. A whole number
    or a Decimal is taken as it is; a binary float is not a written number.
    """
    if isinstance(text, int | Decimal | Fraction) and not isinstance(text, bool):
        finite = not isinstance(text, Decimal) or text.is_finite()
        return Fraction(text) if finite else None
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    trimmed = text.strip().replace("\u2212", "-")
    if ratio := _RATIO.fullmatch(trimmed):
        below = int(ratio[2])
        return Fraction(int(ratio[1]), below) if below else None
    match = _DECIMAL.fullmatch(trimmed)
    if match is None:
        return None
    sign, whole, after, only_after, percent = match.groups()
    digits = re.sub(_SPACE, "", whole or "0")
    value = Fraction(f"{digits}.{after or only_after or '0'}")
    return (-value if sign == "-" else value) / (100 if percent else 1)


def numeric_v1(key: object, response: object) -> Fraction:
    """1 if the number equals the key within its tolerance (0 unless stated), else 0.

    Key: a number as text, or {"value": "0.5", "tolerance": "0.01"}.
    """
    if isinstance(key, list | tuple) and len(key) == 1:
        key = key[0]
    stated = key if isinstance(key, Mapping) else {"value": key}
    value = parse_number(stated.get("value"))
    tolerance = parse_number(stated.get("tolerance", "0"))
    if value is None or tolerance is None or tolerance < 0:
        raise MalformedKey("numeric-v1", key)
    given = parse_number(response)
    return Fraction(given is not None and abs(given - value) <= tolerance)
