"""The kind of ordering. Pure.

Structure: {"elements": ["a", "b", "c"], "key": ["c", "a", "b"]}. Words: {"elements": {…}}.
A form sends "a:2": element a in second place. Response: {"a": 2}; two elements in one place are
kept as they were sent, so that nothing the trainee did is lost.
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
from assessments.kinds.ordering.form import FORM
from assessments.kinds.ordering.interchange import store, tell
from assessments.kinds.ordering.scoring import ordering_v1


def _check(structure: Structure) -> None:
    elements = check_ids(structure, "elements", least=2)
    key = structure.get("key")
    if not isinstance(key, list) or sorted(key) != sorted(elements):
        raise ContentProblem("key-missing", "key")


def _check_words(structure: Structure, words: Words) -> None:
    check_texts(words, "elements", structure["elements"])


def _read(structure: Structure, values: Sequence[str]) -> dict[str, int] | None:
    places, length = {}, len(structure["elements"])
    for value in values:
        element, _, place = value.partition(":")
        if element in structure["elements"] and place.isdecimal() and len(place) < 4:
            position = int(place)
            if 1 <= position <= length:
                places[element] = position
    return places or None


def _values(response: Any) -> list[str]:
    return [f"{one}:{two}" for one, two in (response or {}).items()]


def _show(
    structure: Structure, words: Words, order: Sequence[str], response: Any
) -> dict[str, Any]:
    given = response or {}
    numbers = range(1, len(structure["elements"]) + 1)
    rows = [
        {
            "id": element,
            "text": words["elements"][element],
            "place": given.get(element),
            "choices": [
                {"value": f"{element}:{n}", "text": n, "chosen": given.get(element) == n}
                for n in numbers
            ],
        }
        for element in order
    ]
    # What was placed stands in its place; what was not follows in the drawn order.
    return {"rows": sorted(rows, key=lambda row: row["place"] or len(rows) + 1)}


def _review(structure: Structure, words: Words, response: Any) -> dict[str, Any]:
    given = response or {}
    claims = list(given.values())
    return {
        "rows": [
            {
                "place": place,
                "text": words["elements"][element],
                "given": given.get(element),
                "right": given.get(element) == place and claims.count(place) == 1,
            }
            for place, element in enumerate(structure["key"], start=1)
        ]
    }


def _structure_of(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "elements": [str(row["id"]) for row in item["elements"]],
        "key": [str(one) for one in item["order"]],
    }


def _words_of(item: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        "elements": texts_of(item["elements"], language),
        "feedback": feedback_of(item, language),
    }


KIND = QuestionKind(
    key="ordering",
    folder="ordering",
    label={"fr": "ordonnancement", "en": "ordering"},
    scheme=lambda structure: "ordering-v1",
    schemes={"ordering-v1": ordering_v1},
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
    # Of all the orders of n elements, each puts one of them in its place on average.
    guess=lambda structure: Fraction(1, len(structure["elements"])),
    options=lambda structure: list(structure["elements"]),
    form=FORM,
    store=store,
    tell=tell,
)
