"""JSON Canonicalization Scheme (RFC 8785): one text for one value."""

import json
from typing import Any

from certificates.badges.canonical import NotCanonical

_EXACT = 2**53


def canonical_json(value: Any) -> bytes:
    """The canonical text of a value as `read_json` gives it. Raises NotCanonical for half of a
    pair of surrogates, which no text can hold."""
    try:
        return _text(value).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("identifier", "surrogate") from error


def _text(value: Any) -> str:
    if isinstance(value, dict):
        # By UTF-16 code units: beyond the first plane that is another order than Python's.
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_text(name)}:{_text(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_text, value)) + "]"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value)
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """As ECMAScript writes it: the shortest digits, an exponent from 1e21 and below 1e-6."""
    if isinstance(value, int) and abs(value) <= _EXACT:
        return str(value)
    try:
        digits, _, exponent = repr(float(value)).partition("e")
    except OverflowError as error:
        raise NotCanonical("too-complex", "number") from error
    sign, digits = ("-", digits[1:]) if digits[0] == "-" else ("", digits)
    whole, _, part = digits.partition(".")
    part = part.rstrip("0")
    point = len(whole) + int(exponent or 0)
    figures = (whole + part).lstrip("0")
    if not figures:
        return "0"
    point -= len(whole + part) - len(figures)
    figures = figures.rstrip("0")
    if len(figures) <= point <= 21:
        return sign + figures.ljust(point, "0")
    if 0 < point <= 21:
        return f"{sign}{figures[:point]}.{figures[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{figures}"
    tail = f".{figures[1:]}" if figures[1:] else ""
    return f"{sign}{figures[0]}{tail}e{point - 1:+d}"
