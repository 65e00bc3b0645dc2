"""Strict reading of single values of a case file: what is impossible is refused by name."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,9}(?:[.,][0-9]{0,12})?|[.,][0-9]{1,12})")


class CaseFileError(ValueError):
    """A case that cannot be read. `code` says why, `case` and `field` where, `detail` with what."""

    def __init__(self, code: str, *, case: str = "", field: str = "", detail: str = "") -> None:
        self.code = code
        self.case = case
        self.field = field
        self.detail = detail
        place = ": ".join(part for part in (case and f"case {case}", field) if part)
        super().__init__(": ".join(part for part in (place, code, detail) if part))


class FieldError(ValueError):
    """A value refused by a reader; the caller adds the case."""

    def __init__(self, code: str, field: str, detail: object = "") -> None:
        self.code = code
        self.field = field
        self.detail = str(detail)
        super().__init__(f"{field}: {code} {detail}")


def blank(value: object) -> bool:
    """True for null and for an empty string."""
    return value is None or (isinstance(value, str) and not value.strip())


def number(value: object, field: str, *, low: int = 0, high: Decimal) -> Decimal:
    """An exact decimal within low..high; point and comma both accepted (R1.6)."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise FieldError("not-a-number", field, repr(value))
    text = str(value).strip()
    if not _NUMBER.fullmatch(text):
        raise FieldError("not-a-number", field, repr(text[:40]))
    result = Decimal(text.replace(",", "."))
    if not low <= result <= high:
        raise FieldError("out-of-range", field, f"{text} is not within {low}..{high}")
    return result


def whole(value: object, field: str, *, high: int) -> int:
    """A whole number within 0..high."""
    result = number(value, field, high=Decimal(high))
    if result != int(result):
        raise FieldError("not-a-whole-number", field, result)
    return int(result)


def truth(value: object, field: str) -> bool:
    """true or false; null is false (not validated)."""
    if value is None or isinstance(value, bool):
        return bool(value)
    raise FieldError("not-true-or-false", field, repr(value))


def items(value: object, field: str, *, length: int) -> list[Any]:
    """A list of exactly `length` entries."""
    if not isinstance(value, list):
        raise FieldError("not-a-list", field, type(value).__name__)
    if len(value) != length:
        raise FieldError("wrong-length", field, f"{len(value)} given, {length} planned")
    return value


def table(value: object, field: str) -> Mapping[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise FieldError("not-an-object", field, type(value).__name__)
    return value
