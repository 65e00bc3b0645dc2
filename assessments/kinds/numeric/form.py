"""The editor's form of numeric answers. Pure."""

from typing import Any

from assessments.kinds.base import LANGUAGES, Structure
from assessments.kinds.editing import LINE, AllWords, Column, Data, KindForm


def _data_of(structure: Structure, words: AllWords) -> Data:
    key = structure.get("key") or {}
    tolerance = str(key.get("tolerance") or "0")
    return {
        "fields": {
            "value": str(key.get("value", "")),
            "tolerance": "" if tolerance == "0" else tolerance,
        },
        "groups": {},
    }


def _stored_of(data: Data) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """« 0,5 » is stored as 0.5, as the data files have it."""
    value, tolerance = (
        data["fields"][name].strip().replace(",", ".") for name in ("value", "tolerance")
    )
    structure = {"key": {"value": value, "tolerance": tolerance or "0"}}
    return structure, {language: {} for language in LANGUAGES}


FORM = KindForm(
    data_of=_data_of,
    stored_of=_stored_of,
    structure_keys=("key",),
    word_keys=(),
    fields=(
        Column("value", {"fr": "réponse juste", "en": "right answer"}, LINE),
        Column(
            "tolerance",
            {"fr": "tolérance", "en": "tolerance"},
            LINE,
            hint={"fr": "Vide : aucune.", "en": "Empty: none."},
        ),
    ),
    place={"key": "value"},
)
