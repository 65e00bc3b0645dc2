"""Numbers as files write them: decimal point or comma, exponent, spaces between thousands. Pure."""

import re
from fractions import Fraction

from assessments.interchange.limits import NUMBER_CHARACTERS, NUMBER_EXPONENT

_NUMBER = re.compile(
    r"([+-]?)([0-9][0-9 \u00a0\u2009\u202f']*)?(?:[.,]([0-9]*))?(?:[eE]([+-]?[0-9]{1,4}))?"
)


def number(text: str) -> Fraction | None:
    """The exact number, or None where the text is no finite number of reasonable size."""
    trimmed = text.strip().replace("\u2212", "-").replace("\u2013", "-")
    match = _NUMBER.fullmatch(trimmed)
    if match is None or len(trimmed) > NUMBER_CHARACTERS:
        return None
    sign, whole, decimals, exponent = match.groups()
    digits = re.sub(r"[^0-9]", "", whole or "")
    if not digits and not decimals:
        return None
    power = int(exponent or 0)
    if abs(power) > NUMBER_EXPONENT:
        return None
    value = Fraction(f"{digits or '0'}.{decimals or '0'}") * Fraction(10) ** power
    return -value if sign == "-" else value


def written(value: Fraction) -> str:
    """The number in decimals with a point, exact where decimals can be, else 12 of them."""
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    places = 12
    if rest == 1:
        places = next(n for n in range(1, 400) if (value * 10**n).denominator == 1)
    scaled = abs(value) * 10**places
    digits = str(round(scaled)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")


def as_json(value: Fraction) -> int | float:
    """A JSON number: whole where it is whole, else seven decimals (1/3 is 0.3333333)."""
    if value.denominator == 1:
        return value.numerator
    # A tolerance may be smaller than seven decimals show.
    return round(float(value), 7) or float(value)
