"""How one value of a rule set is stored: decimals as strings, never as binary floats."""

import re
from decimal import Decimal

JsonValue = str | int | bool | list[int]
_DECIMAL = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")


def stored(value: object) -> JsonValue:
    """The JSON form of a field. Equal decimals get one form ("80", not "80.00")."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str | int):
        return value
    raise TypeError(f"a rule set does not store {value!r}")


def restored(value: object, kind: object) -> object:
    """The field value of type `kind` from its JSON form. Raises TypeError for any other form."""
    if kind is Decimal:
        if isinstance(value, str) and _DECIMAL.fullmatch(value):
            return Decimal(value)
    elif kind is bool or kind is str:
        if type(value) is kind:
            return value
    elif kind is int:
        if type(value) is int:
            return value
    elif isinstance(value, list) and value and all(type(part) is int for part in value):
        return tuple(value)
    raise TypeError(f"{kind} expected: {value!r}")
