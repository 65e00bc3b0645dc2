"""The kind whose content is drawn for every attempt: a specimen of the State UTO. Pure.

Structure: {"task": "digit", "formats": ["TD1", "TD3"]}, as in `assessments.mrz`. Words:
{"feedback"}. Response: what was typed or chosen, as text.

Drawn for an attempt: {"generator": "uto-v1", "seed": "…", "lines": [as shown], "answer": "7"}.
Marks need the answer alone; the page of years ago is drawn again from generator and seed, which
tests keep as they are.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.kinds.base import (
    DRAWN,
    ContentProblem,
    QuestionKind,
    Structure,
    Words,
    feedback_of,
)
from assessments.kinds.document.form import FORM
from assessments.kinds.document.interchange import store, tell
from assessments.kinds.document.scoring import document_v1
from assessments.mrz.exercises import TASKS, Exercise, chances, exercise
from assessments.mrz.generating import FORMATS, GENERATOR
from assessments.mrz.showing import page_of, solution_of

LONGEST = 60
# What is shown where nothing was drawn: in the preview of the bank.
_EXAMPLE = "example"


def _check(structure: Structure) -> None:
    if structure.get("task") not in TASKS:
        raise ContentProblem("task-unknown", "task")
    formats = structure.get("formats")
    if not isinstance(formats, list) or not formats or set(formats) - set(FORMATS):
        raise ContentProblem("formats-missing", "formats")


def _check_words(structure: Structure, words: Words) -> None:
    """Nothing beside the stem needs a text."""


def _draw(structure: Structure, seed: str) -> dict[str, Any]:
    drawn = _exercise(structure, seed, GENERATOR)
    return {
        "generator": GENERATOR,
        "seed": seed,
        "lines": list(drawn.shown),
        "answer": drawn.answer,
    }


def _exercise(structure: Structure, seed: str, generator: str) -> Exercise:
    return exercise(seed, task=structure["task"], formats=structure["formats"], generator=generator)


def _drawn(structure: Structure) -> Exercise:
    drawn = structure.get(DRAWN) or {"seed": _EXAMPLE, "generator": GENERATOR}
    return _exercise(structure, drawn["seed"], drawn["generator"])


def _scored_key(structure: Structure) -> dict[str, str]:
    drawn = structure.get(DRAWN) or _draw(structure, _EXAMPLE)
    return {"task": structure["task"], "answer": drawn["answer"]}


def _read(structure: Structure, values: Sequence[str]) -> str | None:
    return (values[0] if values else "")[:LONGEST].strip() or None


def _show(
    structure: Structure, words: Words, order: Sequence[str], response: Any
) -> dict[str, Any]:
    return {"page": page_of(_drawn(structure)), "value": response or ""}


def _review(structure: Structure, words: Words, response: Any) -> dict[str, Any]:
    drawn = _drawn(structure)
    return {
        "page": page_of(drawn),
        "solution": solution_of(drawn),
        "given": response or "",
        "chosen": response in drawn.options,
    }


def _guess(structure: Structure) -> Fraction:
    """One in so many answers, over the formats that may be drawn; a name is typed freely."""
    formats = structure["formats"]
    shares = [chances(structure["task"], format) for format in formats]
    return sum((Fraction(1, of) if of else Fraction(0) for of in shares), Fraction(0)) / len(shares)


def _structure_of(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"task": item["task"], "formats": list(item["formats"])}


KIND = QuestionKind(
    key="document",
    folder="document",
    label={"fr": "spécimen tiré au sort", "en": "drawn specimen"},
    scheme=lambda structure: "document-v1",
    schemes={"document-v1": document_v1},
    check=_check,
    check_words=_check_words,
    read=_read,
    values=lambda response: [response] if response else [],
    answered=bool,
    show=_show,
    review=_review,
    structure_of=_structure_of,
    words_of=lambda item, language: {"feedback": feedback_of(item, language)},
    # Everybody was asked for another answer: which ones were given says nothing about the item.
    picks=lambda structure, response: [],
    guess=_guess,
    scored_key=_scored_key,
    draw=_draw,
    form=FORM,
    store=store,
    tell=tell,
)
