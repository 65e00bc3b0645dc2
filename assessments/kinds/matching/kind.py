"""The kind of matching. Pure.

Structure: {"left": ["1", "2"], "right": ["a", "b", "c"], "key": {"1": "b", "2": "a"}}; right
options may be more than needed, and one may serve twice. Words: {"left": {…}, "right": {…}}.
A form sends "1:b". Response: {"1": "b"}.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.kinds.base import (
    ContentProblem,
    QuestionKind,
    Structure,
    Words,
    check_ids,
    check_texts,
    feedback_of,
    texts_of,
)
from assessments.kinds.matching.form import FORM
from assessments.kinds.matching.interchange import store, tell
from assessments.kinds.matching.scoring import matching_v1


def _check(structure: Structure) -> None:
    left = check_ids(structure, "left", least=2)
    right = check_ids(structure, "right", least=2)
    key = structure.get("key")
    if not isinstance(key, Mapping) or set(key) != set(left):
        raise ContentProblem("key-missing", "key")
    if set(key.values()) - set(right):
        raise ContentProblem("key-not-an-option", "key")


def _check_words(structure: Structure, words: Words) -> None:
    check_texts(words, "left", structure["left"])
    check_texts(words, "right", structure["right"])


def _read(structure: Structure, values: Sequence[str]) -> dict[str, str] | None:
    pairs = {}
    for value in values:
        left, _, right = value.partition(":")
        if left in structure["left"] and right in structure["right"]:
            pairs[left] = right
    return pairs or None


def _values(response: Any) -> list[str]:
    return [f"{one}:{two}" for one, two in (response or {}).items()]


def _show(
    structure: Structure, words: Words, order: Sequence[str], response: Any
) -> dict[str, Any]:
    given = response or {}
    return {
        "rows": [
            {
                "id": left,
                "text": words["left"][left],
                "choices": [
                    {
                        "value": f"{left}:{right}",
                        "text": words["right"][right],
                        "chosen": given.get(left) == right,
                    }
                    for right in order
                ],
            }
            for left in structure["left"]
        ]
    }


def _review(structure: Structure, words: Words, response: Any) -> dict[str, Any]:
    given = response or {}
    return {
        "rows": [
            {
                "text": words["left"][left],
                "given": words["right"].get(given.get(left), ""),
                "wanted": words["right"][right],
                "right": given.get(left) == right,
            }
            for left, right in ((left, structure["key"][left]) for left in structure["left"])
        ]
    }


def _structure_of(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "left": [str(row["id"]) for row in item["left"]],
        "right": [str(row["id"]) for row in item["right"]],
        "key": {str(left): str(right) for left, right in item["pairs"].items()},
    }


def _words_of(item: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        "left": texts_of(item["left"], language),
        "right": texts_of(item["right"], language),
        "feedback": feedback_of(item, language),
    }


KIND = QuestionKind(
    key="matching",
    folder="matching",
    label={"fr": "appariement", "en": "matching"},
    scheme=lambda structure: "matching-v1",
    schemes={"matching-v1": matching_v1},
    check=_check,
    check_words=_check_words,
    read=_read,
    values=_values,
    answered=bool,
    show=_show,
    review=_review,
    structure_of=_structure_of,
    words_of=_words_of,
    picks=lambda structure, response: _values(response),
    # Each left element hits its match once in as many tries as there are right ones.
    guess=lambda structure: Fraction(1, len(structure["right"])),
    options=lambda structure: list(structure["right"]),
    form=FORM,
    store=store,
    tell=tell,
)
