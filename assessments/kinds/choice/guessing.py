"""What blind ticks are worth on average. Pure."""

from collections import Counter
from fractions import Fraction

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
    sums = Counter({Fraction(0): 1})
    for weight in weights:
        ticked = Counter({total + weight: count for total, count in sums.items()})
        sums += ticked
    worth = sum((_kept(total) * count for total, count in sums.items()), Fraction(0))
    return worth / (2 ** len(weights) - 1)


def _weights(structure: Structure, *, wrong: Fraction) -> list[Fraction]:
    """The weight of each option: its own, else a share of the key or `wrong`."""
    if "fractions" in structure:
        return [Fraction(str(weight)) for weight in structure["fractions"].values()]
    right = Fraction(1, len(structure["key"]))
    return [right if one in structure["key"] else wrong for one in structure["options"]]


def _kept(total: Fraction) -> Fraction:
    """Between 0 and 1, as marks are."""
    return max(Fraction(0), min(Fraction(1), total))
