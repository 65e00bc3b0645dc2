"""The editor's form of ordering: each element with its right place. Pure."""

from typing import Any

from assessments.kinds.base import LANGUAGES, Structure
from assessments.kinds.editing import (
    LINE,
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

_PLACE = Column(
    "place",
    {"fr": "place juste", "en": "right place"},
    LINE,
    hint={"fr": "1 pour le premier.", "en": "1 for the first."},
)


def _data_of(structure: Structure, words: AllWords) -> Data:
    places = {one: place for place, one in enumerate(structure.get("key", []), start=1)}
    return {
        "fields": {},
        "groups": {
            "elements": [
                {
                    "id": one,
                    "place": str(places.get(one, "")),
                    "text": both(words, "elements", one),
                }
                for one in structure.get("elements", [])
            ]
        },
    }


def _stored_of(data: Data) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """An element without a place of its own is left out of the key: `check` says so."""
    rows = filled(data, "elements")
    places: dict[str, str] = {}
    for row in rows:
        places.setdefault(row["place"].strip(), row["id"])
    key = [places.get(str(place), "") for place in range(1, len(rows) + 1)]
    structure = {"elements": [row["id"] for row in rows], "key": [one for one in key if one]}
    return structure, {
        language: {"elements": texts(rows, "text", language)} for language in LANGUAGES
    }


FORM = KindForm(
    data_of=_data_of,
    stored_of=_stored_of,
    structure_keys=("elements", "key"),
    word_keys=("elements",),
    groups=(
        Group(
            "elements",
            {"fr": "Éléments à ordonner", "en": "Elements to be put in order"},
            {"fr": "Élément", "en": "Element"},
            (_PLACE, text_column({"fr": "texte", "en": "text"})),
            ("a", "b", "c", "d"),
        ),
    ),
    place={"key": "elements"},
)
