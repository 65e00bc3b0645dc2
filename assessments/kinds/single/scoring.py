"""single-v1 (5.1). Pure."""

from fractions import Fraction

from assessments.scoring.keys import MalformedKey, one_option


def single_v1(key: object, response: object) -> Fraction:
    """1 for the right option, 0 otherwise."""
    right = one_option(key)
    if right is None:
        raise MalformedKey("single-v1", key)
    return Fraction(one_option(response) == right)
