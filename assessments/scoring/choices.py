"""Schemes on options (5.1): single-v1, true-false-v1, multiple-v1, matching-v1, ordering-v1."""

from fractions import Fraction

from assessments.scoring.keys import MalformedKey, one_option, option_ids, pairs_of, truth_value

ZERO = Fraction(0)
ONE = Fraction(1)


def single_v1(key: object, response: object) -> Fraction:
    """1 for the right option, 0 otherwise."""
    right = one_option(key)
    if right is None:
        raise MalformedKey("single-v1", key)
    return ONE if one_option(response) == right else ZERO


def true_false_v1(key: object, response: object) -> Fraction:
    """1 for the right truth value, 0 otherwise."""
    right = truth_value(key)
    if right is None:
        raise MalformedKey("true-false-v1", key)
    return ONE if truth_value(response) is right else ZERO


def multiple_v1(key: object, response: object) -> Fraction:
    """max(0, (right ticks − wrong ticks) / number of right options).

    A tick counts once; an id that is not in the key, known or not, is a wrong tick.
    """
    right = set(option_ids(key) or ())
    if not right:
        raise MalformedKey("multiple-v1", key)
    ticks = set(option_ids(response) or ())
    return max(ZERO, Fraction(len(ticks & right) - len(ticks - right), len(right)))


def matching_v1(key: object, response: object) -> Fraction:
    """Right pairs / pairs of the key."""
    right = pairs_of(key)
    if not right or not isinstance(key, dict) or len(right) != len(key):
        raise MalformedKey("matching-v1", key)
    given = pairs_of(response) or {}
    return Fraction(sum(given.get(left) == match for left, match in right.items()), len(right))


def ordering_v1(key: object, response: object) -> Fraction:
    """Elements in their exact position / elements.

    An element placed twice is in no exact position: repeating one everywhere earns nothing.
    Empty positions are allowed (null or an empty string).
    """
    right = option_ids(key)
    if not right or len(set(right)) != len(right):
        raise MalformedKey("ordering-v1", key)
    if not isinstance(response, list | tuple) or len(response) > len(right):
        return ZERO
    given = [part if isinstance(part, str) else "" for part in response]
    placed = sum(
        one == other and given.count(one) == 1 for one, other in zip(right, given, strict=False)
    )
    return Fraction(placed, len(right))
