"""Single choice, multiple choice, true or false: options with ids, a key of ids. Pure.

Structure: {"options": ["a", "b", …], "key": ["a"]}. Response: a sorted list of chosen ids.
"""

from collections.abc import Sequence
from typing import Any

from assessments.kinds.base import ContentProblem, QuestionKind, Structure


def _options(structure: Structure) -> list[str]:
    return list(structure["options"])


def _check(structure: Structure) -> None:
    options, key = structure.get("options"), structure.get("key")
    if not isinstance(options, list) or len(options) < 2:
        raise ContentProblem("too-few-options", "options")
    if len(set(options)) != len(options):
        raise ContentProblem("option-twice", "options")
    if not isinstance(key, list) or not key:
        raise ContentProblem("key-missing", "key")
    if set(key) - set(options):
        raise ContentProblem("key-not-an-option", "key")


def _check_one(structure: Structure) -> None:
    _check(structure)
    if len(structure["key"]) != 1:
        raise ContentProblem("one-right-option", "key")


def _check_two(structure: Structure) -> None:
    _check_one(structure)
    if len(structure["options"]) != 2:
        raise ContentProblem("two-options", "options")


def _read_one(structure: Structure, values: Sequence[str]) -> list[str] | None:
    chosen = [value for value in values if value in structure["options"]]
    return chosen[:1] or None


def _read_many(structure: Structure, values: Sequence[str]) -> list[str] | None:
    chosen = sorted({value for value in values if value in structure["options"]})
    return chosen or None


def _answered(response: Any) -> bool:
    return bool(response)


SINGLE = QuestionKind("single", "single-v1", _read_one, _check_one, _options, _answered)
MULTIPLE = QuestionKind(
    "multiple", "multiple-v1", _read_many, _check, _options, _answered, multiple=True
)
TRUE_FALSE = QuestionKind(
    "true-false", "true-false-v1", _read_one, _check_two, _options, _answered, fixed_order=True
)
