"""matching-v1 (5.1). Pure."""

from fractions import Fraction

from assessments.scoring.keys import MalformedKey, pairs_of


def matching_v1(key: object, response: object) -> Fraction:
    """Right pairs / pairs of the key."""
    right = pairs_of(key)
    if not right or not isinstance(key, dict) or len(right) != len(key):
        raise MalformedKey("matching-v1", key)
    given = pairs_of(response) or {}
    return Fraction(sum(given.get(left) == match for left, match in right.items()), len(right))
