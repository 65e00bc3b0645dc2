"""weighted-v1: options that carry weights of their own, as imported items may have. Pure."""

from collections.abc import Mapping
from fractions import Fraction

from assessments.scoring.keys import MalformedKey, option_ids


def weighted_v1(key: object, response: object) -> Fraction:
    """The sum of the weights of the ticked options, kept between 0 and 1.

    Key: {"a": "1/2", "b": "-1/2"}, signed fractions of the item's points. A tick counts once, an
    unknown id counts nothing.
    """
    if not isinstance(key, Mapping) or not key:
        raise MalformedKey("weighted-v1", key)
    try:
        weights = {option: Fraction(str(weight)) for option, weight in key.items()}
    except (ValueError, ZeroDivisionError):
        raise MalformedKey("weighted-v1", key) from None
    ticks = set(option_ids(response) or ())
    total = sum((weights.get(tick, Fraction(0)) for tick in ticks), Fraction(0))
    return max(Fraction(0), min(Fraction(1), total))
