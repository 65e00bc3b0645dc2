"""ordering-v1 (5.1). Pure."""

from collections.abc import Mapping
from fractions import Fraction

from assessments.scoring.keys import MalformedKey, option_ids


def ordering_v1(key: object, response: object) -> Fraction:
    """Elements in their exact position / elements.

    Response: the elements in order, gaps as null or "", or {element: position from 1}. An element
    placed twice, and a position given to two elements, count nothing: repeating earns nothing.
    """
    right = option_ids(key)
    if not right or len(set(right)) != len(right):
        raise MalformedKey("ordering-v1", key)
    given = _in_order(response, len(right))
    placed = sum(
        one == other and given.count(one) == 1 for one, other in zip(right, given, strict=False)
    )
    return Fraction(placed, len(right))


def _in_order(response: object, length: int) -> list[str]:
    if isinstance(response, Mapping):
        claims: list[list[str]] = [[] for _ in range(length)]
        for element, position in response.items():
            whole = isinstance(position, int) and not isinstance(position, bool)
            if isinstance(element, str) and whole and 1 <= position <= length:
                claims[position - 1].append(element)
        return [claim[0] if len(claim) == 1 else "" for claim in claims]
    if not isinstance(response, list | tuple) or len(response) > length:
        return []
    return [part if isinstance(part, str) else "" for part in response]
