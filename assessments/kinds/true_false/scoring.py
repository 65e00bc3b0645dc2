"""true-false-v1 (5.1). Pure."""

from fractions import Fraction

from assessments.scoring.keys import MalformedKey, truth_value


def true_false_v1(key: object, response: object) -> Fraction:
    """1 for the right truth value, 0 otherwise."""
    right = truth_value(key)
    if right is None:
        raise MalformedKey("true-false-v1", key)
    return Fraction(truth_value(response) is right)
