"""The key of an item from the figures its data file says it is computed of. Pure.

`computed` is a number or one operation on figures: {quotient: [{product: [24, 90]}, 60]}. The
operations on documents are those of ICAO Doc 9303. Keys of a choice come as the id of an option.
"""

import datetime
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from assessments.mrz.digits import VALUES, check_digit
from assessments.mrz.names import identifiers, written
from assessments.scoring.numbers import parse_number

_OPERATIONS: dict[str, Callable[..., Fraction]] = {
    "sum": lambda *parts: sum(parts, Fraction(0)),
    "product": lambda *parts: math.prod(parts, start=Fraction(1)),
    "difference": lambda first, *rest: first - sum(rest, Fraction(0)),
    "quotient": lambda a, b: a / b,
    "percent": lambda a, b: 100 * a / b,
    "surplus": lambda taken, receipts, each: taken - receipts * each,
    "normalised_gain": lambda before, after: (after - before) / (100 - before),
}


class UnknownComputation(Exception):
    """The file names an operation that nobody wrote."""


def figure_of(value: Any) -> Fraction:
    """The figure that a `computed` entry gives. Raises UnknownComputation."""
    if not isinstance(value, Mapping):
        return Fraction(str(value))
    ((operation, arguments),) = value.items()
    if operation == "digit_of":
        return Fraction(check_digit(str(arguments)))
    if operation == "full_years":
        start, end = arguments
        before_anniversary = (end.month, end.day) < (start.month, start.day)
        return Fraction(end.year - start.year - before_anniversary)
    if operation == "minutes_between":
        start, end = (int(time[:2]) * 60 + int(time[3:]) for time in arguments)
        return Fraction(end - start)
    if operation == "day_number":
        first, number = arguments
        return Fraction((first + datetime.timedelta(days=number - 1)).day)
    if operation not in _OPERATIONS:
        raise UnknownComputation(operation)
    return _OPERATIONS[operation](*(figure_of(one) for one in arguments))


def key_computes(computed: Mapping[str, Any], structure: Mapping[str, Any]) -> bool:
    """Whether the key of a stored item is what its computation gives.

    `values` (which letter is worth what) is a table of the file itself and always true here.
    """
    ((operation, data),) = computed.items()
    if operation == "digits":
        wrong = [one for one, (field, printed) in data.items() if _digit(field) != printed]
        return wrong == list(structure.get("key", []))
    if operation == "swaps":
        unseen = [one for one, (a, b) in data.items() if (VALUES[a] - VALUES[b]) % 10 == 0]
        return unseen == list(structure.get("key", []))
    if operation == "written":
        right = [one for one, (name, shown) in data.items() if written(name) == shown]
        return right == list(structure.get("key", []))
    if operation == "name":
        both = identifiers(data["surname"], data["given"])
        return all(structure["key"].get(one) == [both] for one in ("fr", "en"))
    if operation == "values":
        return True
    key = structure.get("key")
    return isinstance(key, Mapping) and parse_number(key.get("value", "")) == figure_of(computed)


def _digit(field: Any) -> int:
    return int(check_digit(str(field)))
