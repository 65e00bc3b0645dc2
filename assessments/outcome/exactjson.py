"""JSON text to values without loss: exact decimals, no name twice, no NaN."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from assessments.outcome.reading import CaseFileError, FieldError


def exact_json(text: str) -> object:
    """The values of a JSON text. Raises CaseFileError (not-json, given-twice, not-a-number)."""
    try:
        return json.loads(
            text, parse_float=Decimal, parse_constant=_constant, object_pairs_hook=_object
        )
    except FieldError as error:
        raise CaseFileError(error.code, field=error.field) from error
    except (ValueError, RecursionError) as error:
        raise CaseFileError("not-json", detail=str(error)) from error


def _constant(name: str) -> NoReturn:
    raise FieldError("not-a-number", name)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FieldError("given-twice", twice)
    return result
