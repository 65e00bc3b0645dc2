"""Shares of an answer: Moodle's list of grades, and the thirds behind 33.333. Pure."""

import math
import re
from collections.abc import Sequence
from fractions import Fraction

from assessments.interchange.notes import Note
from assessments.interchange.numbers import number, written

# The grades that Moodle offers, beside 0 and 100 %; each also with a minus.
LISTED = (
    *(Fraction(n, 10) for n in range(1, 10)),
    Fraction(5, 6),
    Fraction(3, 4),
    Fraction(2, 3),
    Fraction(1, 3),
    Fraction(1, 4),
    Fraction(1, 6),
    Fraction(1, 7),
    Fraction(1, 8),
    Fraction(1, 9),
    Fraction(1, 20),
)
# Those that no number of decimals can write.
_ENDLESS = tuple(value for value in LISTED if value.denominator in (3, 6, 7, 9))
# A fraction with a larger denominator is taken as it is written.
SIMPLE = 60
_PERCENT = re.compile(r"[+-]?[0-9]*[.,]?[0-9]*")


def percent(text: str) -> Fraction | None:
    """The share that a percentage means, with 33.333 read as a third; None for no percentage.

    33 alone stays 33 %: see `as_thirds` for the questions where it means a third.
    """
    trimmed = text.strip().replace("\u2212", "-")
    if len(trimmed) > 40 or not _PERCENT.fullmatch(trimmed):
        return None
    value = number(trimmed)
    if value is None:
        return None
    decimals = len(re.split("[.,]", trimmed)[1]) if re.search("[.,]", trimmed) else 0
    return _endless(value, decimals) if decimals else value / 100


def _endless(value: Fraction, decimals: int) -> Fraction:
    """The listed share whose percentage, rounded or cut to the decimals written, is this one."""
    places = min(decimals, 5)
    scale = 10**places
    for share in _ENDLESS:
        exact = share * 100 * scale
        if math.floor(abs(value) * scale) in (math.floor(exact), round(exact)) or abs(
            abs(value) - share * 100
        ) < Fraction(1, 1000):
            return share if value > 0 else -share
    return simplest(value / 100) if decimals >= 5 else value / 100


def simplest(share: Fraction) -> Fraction:
    """The simple fraction that a share in seven decimals was written from: 0.2857143 is 2/7."""
    simple = share.limit_denominator(SIMPLE)
    return simple if abs(simple - share) < Fraction(1, 10**7) else share


def as_thirds(shares: Sequence[Fraction]) -> list[Fraction]:
    """Whole percentages that add up to nearly all are the listed shares: 33 + 33 + 33 = 1."""
    shares = list(shares)
    for sign in (1, -1):
        side = [share for share in shares if share * sign > 0]
        meant = [_whole(share) for share in side]
        if abs(sum(side)) != 1 and abs(sum(meant)) == 1:
            swap = dict(zip(side, meant, strict=True))
            shares = [swap.get(share, share) if share * sign > 0 else share for share in shares]
    return shares


def _whole(share: Fraction) -> Fraction:
    for listed in _ENDLESS:
        if abs(share) * 100 in (math.floor(listed * 100), round(listed * 100)):
            return listed if share > 0 else -listed
    return share


def bounded(share: Fraction) -> tuple[Fraction, Note | None]:
    """The share within -1 and 1, with a note when it was outside."""
    if abs(share) <= 1:
        return share, None
    return Fraction(1 if share > 0 else -1), Note("fraction-beyond", percent_written(share))


def unlisted(share: Fraction) -> bool:
    """Whether Moodle's list does not have this share."""
    return abs(share) not in (0, 1) and abs(share) not in LISTED


def percent_written(share: Fraction) -> str:
    """The percentage in at most five decimals, as Moodle writes it: 33.33333."""
    return written(Fraction(round(share * 100 * 100_000), 100_000))
