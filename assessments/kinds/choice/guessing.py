"""What blind ticks are worth on average. Pure."""

from fractions import Fraction
from math import lcm

from assessments.kinds.base import Structure


def guess_one(structure: Structure) -> Fraction:
    """The mean worth of one option: 1/4 of four without weights of their own."""
    weights = _weights(structure, wrong=Fraction(0))
    return sum(map(_kept, weights), Fraction(0)) / len(weights)


def guess_many(structure: Structure) -> Fraction:
    """The mean worth of a set of options, every set but the empty one being equally likely.

    A tick beside the key takes away what a right one gives, as `multiple-v1` has it.
    """
    weights = _weights(structure, wrong=Fraction(-1, len(structure["key"])))
    # In whole units: twenty unlike weights make a million sums, and fractions add slowly.
    unit = lcm(*(weight.denominator for weight in weights))
    sums = {0: 1}
    for weight in weights:
        own, found = int(weight * unit), dict(sums)
        for total, count in sums.items():
            found[total + own] = found.get(total + own, 0) + count
        sums = found
    worth = sum(max(0, min(unit, total)) * count for total, count in sums.items())
    return Fraction(worth, unit * (2 ** len(weights) - 1))


def _weights(structure: Structure, *, wrong: Fraction) -> list[Fraction]:
    """The weight of each option: its own, else a share of the key or `wrong`."""
    if "fractions" in structure:
        return [Fraction(str(weight)) for weight in structure["fractions"].values()]
    right = Fraction(1, len(structure["key"]))
    return [right if one in structure["key"] else wrong for one in structure["options"]]


def _kept(total: Fraction) -> Fraction:
    """Between 0 and 1, as marks are."""
    return max(Fraction(0), min(Fraction(1), total))
