"""The editor's form of matching: lines on the left, what they match on the right. Pure."""

from typing import Any

from assessments.kinds.base import LANGUAGES, Structure
from assessments.kinds.editing import (
    LINE,
    NUMBERS,
    AllWords,
    Column,
    Data,
    Group,
    KindForm,
    both,
    filled,
    text_column,
    texts,
)

_TEXT = text_column({"fr": "texte", "en": "text"})
_MATCH = Column(
    "match",
    {"fr": "va avec", "en": "matches"},
    LINE,
    hint={"fr": "La lettre de la ligne de droite.", "en": "The letter of the line on the right."},
)


def _data_of(structure: Structure, words: AllWords) -> Data:
    key = structure.get("key") or {}
    return {
        "fields": {},
        "groups": {
            "left": [
                {"id": one, "match": str(key.get(one, "")), "text": both(words, "left", one)}
                for one in structure.get("left", [])
            ],
            "right": [
                {"id": one, "text": both(words, "right", one)} for one in structure.get("right", [])
            ],
        },
    }


def _stored_of(data: Data) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    left, right = filled(data, "left"), filled(data, "right")
    structure = {
        "left": [row["id"] for row in left],
        "right": [row["id"] for row in right],
        "key": {row["id"]: row["match"].strip() for row in left if row["match"].strip()},
    }
    words = {
        language: {
            "left": texts(left, "text", language),
            "right": texts(right, "text", language),
        }
        for language in LANGUAGES
    }
    return structure, words


FORM = KindForm(
    data_of=_data_of,
    stored_of=_stored_of,
    structure_keys=("left", "right", "key"),
    word_keys=("left", "right"),
    groups=(
        Group(
            "left",
            {"fr": "À gauche", "en": "On the left"},
            {"fr": "Ligne", "en": "Line"},
            (_MATCH, _TEXT),
            ("1", "2", "3"),
            ids=NUMBERS,
        ),
        Group(
            "right",
            {"fr": "À droite", "en": "On the right"},
            {"fr": "Choix", "en": "Choice"},
            (_TEXT,),
            ("a", "b", "c"),
            hint={
                "fr": "Il peut y en avoir plus qu’à gauche ; un choix peut servir deux fois.",
                "en": "There may be more than on the left; one may serve twice.",
            },
        ),
    ),
    place={"key": "left"},
)
