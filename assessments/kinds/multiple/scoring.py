"""multiple-v1 (5.1). Pure."""

from fractions import Fraction

from assessments.scoring.keys import MalformedKey, option_ids


def multiple_v1(key: object, response: object) -> Fraction:
    """max(0, (right ticks − wrong ticks) / number of right options).

    A tick counts once; an id that is not in the key, known or not, is a wrong tick.
    """
    right = set(option_ids(key) or ())
    if not right:
        raise MalformedKey("multiple-v1", key)
    ticks = set(option_ids(response) or ())
    return max(Fraction(0), Fraction(len(ticks & right) - len(ticks - right), len(right)))
