"""Numbers as officers write them (5.1, R1.6)."""

import re
from decimal import Decimal
from fractions import Fraction

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
