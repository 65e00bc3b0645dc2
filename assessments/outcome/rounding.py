"""The one place that rounds (R1.2) and truncates (R1.5); see docs/scoring.md."""

from decimal import Decimal
from fractions import Fraction
from math import floor

# A mark before rounding: never a binary float (R1.1).
Exact = int | Decimal | Fraction


def exact(value: Exact) -> Fraction:
    """The value as a fraction, without loss.

    Raises TypeError for a float or a bool: a binary float has already lost the digit that the
    rounding would judge.
    """
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, Fraction)):
        raise TypeError(f"int, Decimal or Fraction expected: {value!r}")
    return Fraction(value)


def round_half_up(value: Exact, places: int = 2) -> Decimal:
    """Round to `places` decimals, half away from zero (R1.2): 0.005 → 0.01, -0.005 → -0.01."""
    fraction = exact(value)
    units = floor(abs(fraction) * 10**places + Fraction(1, 2))
    return _decimal(units if fraction >= 0 else -units, places)


def truncate(value: Exact, places: int = 2) -> Decimal:
    """Cut after `places` decimals, towards zero (R1.5): 11.996 → 11.99."""
    fraction = exact(value)
    units = floor(abs(fraction) * 10**places)
    return _decimal(units if fraction >= 0 else -units, places)


def _decimal(units: int, places: int) -> Decimal:
    # Built from digits, so that no context precision can touch the result.
    sign = 1 if units < 0 else 0
    digits = tuple(int(digit) for digit in str(abs(units)))
    return Decimal((sign, digits, -places))
