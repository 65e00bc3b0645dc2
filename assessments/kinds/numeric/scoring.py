"""numeric-v1 (5.1). Pure."""

from collections.abc import Mapping
from fractions import Fraction

from assessments.scoring.keys import MalformedKey
from assessments.scoring.numbers import parse_number


def numeric_v1(key: object, response: object) -> Fraction:
    """1 if the number equals the key within its tolerance (0 unless stated), else 0.

    Key: a number as text, or {"value": "0.5", "tolerance": "0.01"}.
    """
    if isinstance(key, list | tuple) and len(key) == 1:
        key = key[0]
    stated = key if isinstance(key, Mapping) else {"value": key}
    value = parse_number(stated.get("value"))
    tolerance = parse_number(stated.get("tolerance", "0"))
    if value is None or tolerance is None or tolerance < 0:
        raise MalformedKey("numeric-v1", key)
    given = parse_number(response)
    return Fraction(given is not None and abs(given - value) <= tolerance)
