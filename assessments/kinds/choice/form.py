"""The editor's form of kinds with options: a row an option, ticked where it is right. Pure."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from assessments.kinds.base import LANGUAGES, Structure
from assessments.kinds.editing import (
    FIXED,
    LETTERS,
    LINE,
    TEXT,
    TICK,
    AllWords,
    Column,
    Data,
    Group,
    KindForm,
    Label,
    both,
    filled,
    text_column,
    texts,
)

_RIGHT = Column("right", {"fr": "juste", "en": "right"}, TICK)
_TEXT = text_column({"fr": "texte", "en": "text"})
_FEEDBACK = Column("feedback", {"fr": "commentaire", "en": "feedback"}, TEXT, languages=True)
_WEIGHT = Column(
    "weight",
    {"fr": "poids", "en": "weight"},
    LINE,
    hint={
        "fr": "Vide pour le barème habituel ; sinon une part des points : 1, 1/2, -1/3.",
        "en": "Empty for the usual scheme; else a share of the points: 1, 1/2, -1/3.",
    },
)


def _data_of(weighted: bool, structure: Structure, words: AllWords) -> Data:
    weights = structure.get("fractions") or {}
    return {
        "fields": {},
        "groups": {
            "options": [
                {
                    "id": option,
                    "right": option in structure.get("key", []),
                    **({"weight": str(weights.get(option, ""))} if weighted else {}),
                    "text": both(words, "options", option),
                    "feedback": both(words, "option_feedback", option),
                }
                for option in structure.get("options", [])
            ]
        },
    }


def _stored_of(data: Data) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """With one weight all options have one: an empty one is 0."""
    rows = filled(data, "options")
    structure: dict[str, Any] = {
        "options": [row["id"] for row in rows],
        "key": [row["id"] for row in rows if row["right"]],
    }
    if any(row.get("weight") for row in rows):
        structure["fractions"] = {
            row["id"]: row["weight"].replace(",", ".").replace("\u2212", "-") or "0" for row in rows
        }
    words = {
        language: {
            "options": texts(rows, "text", language),
            "option_feedback": texts(rows, "feedback", language),
        }
        for language in LANGUAGES
    }
    return structure, words


def choice_form(
    *, weighted: bool, start: tuple[str, ...], words: Mapping[str, Label] | None = None
) -> KindForm:
    """`weighted` offers a weight for each option; with `words` the options are these alone."""
    options = Group(
        "options",
        {"fr": "Réponses proposées", "en": "Options"},
        {"fr": "Réponse", "en": "Option"},
        (_RIGHT, _TEXT, _FEEDBACK, *((_WEIGHT,) if weighted else ())),
        start,
        ids=FIXED if words else LETTERS,
        words=words or {},
    )
    return KindForm(
        data_of=partial(_data_of, weighted),
        stored_of=_stored_of,
        structure_keys=("options", "key", "fractions"),
        word_keys=("options", "option_feedback"),
        groups=(options,),
        place={"key": "options", "fractions": "options"},
    )
