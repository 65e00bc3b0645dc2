"""The kind of numeric answers. Pure.

Structure: {"key": {"value": "0.5", "tolerance": "0"}}. Words: {"feedback"}. Response: the text as
typed; « 0,5 », "0.5", « 1/2 » and « 50 % » are the same number.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.kinds.base import ContentProblem, QuestionKind, Structure, Words, feedback_of
from assessments.kinds.numeric.form import FORM
from assessments.kinds.numeric.interchange import store, tell
from assessments.kinds.numeric.scoring import numeric_v1
from assessments.scoring.keys import MalformedKey
from assessments.scoring.numbers import LONGEST, parse_number


def _check(structure: Structure) -> None:
    if not isinstance(structure.get("key"), Mapping):
        raise ContentProblem("key-missing", "key")
    try:
        numeric_v1(structure["key"], None)
    except MalformedKey:
        raise ContentProblem("key-not-a-number", "key") from None


def _check_words(structure: Structure, words: Words) -> None:
    """Nothing beside the stem needs a text."""


def _read(structure: Structure, values: Sequence[str]) -> str | None:
    return (values[0] if values else "")[:LONGEST].strip() or None


def _review(structure: Structure, words: Words, response: Any) -> dict[str, Any]:
    key = structure["key"]
    tolerance = parse_number(key.get("tolerance", "0"))
    return {
        "given": response or "",
        "number": parse_number(response) is not None,
        "value": key["value"],
        "tolerance": key["tolerance"] if tolerance else "",
    }


def _structure_of(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": {"value": str(item["answer"]), "tolerance": str(item.get("tolerance") or "0")}}


KIND = QuestionKind(
    key="numeric",
    folder="numeric",
    label={"fr": "numérique", "en": "numeric"},
    scheme=lambda structure: "numeric-v1",
    schemes={"numeric-v1": numeric_v1},
    check=_check,
    check_words=_check_words,
    read=_read,
    values=lambda response: [response] if response else [],
    answered=bool,
    show=lambda structure, words, order, response: {"value": response or "", "longest": LONGEST},
    review=_review,
    structure_of=_structure_of,
    words_of=lambda item, language: {"feedback": feedback_of(item, language)},
    picks=lambda structure, response: [response] if response else [],
    form=FORM,
    store=store,
    tell=tell,
)
