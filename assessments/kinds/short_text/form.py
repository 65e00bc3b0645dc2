"""The editor's form of short text: accepted answers of each language, one on a line. Pure."""

from typing import Any

from assessments.kinds.base import LANGUAGES, Structure
from assessments.kinds.editing import CHOICE, LINE, TEXT, AllWords, Column, Data, KindForm


def _data_of(structure: Structure, words: AllWords) -> Data:
    key = structure.get("key") or {}
    return {
        "fields": {
            "answers": {language: "\n".join(key.get(language) or []) for language in LANGUAGES},
            "ignore": key.get("ignore") or "",
            "normalise": structure.get("normalise") or "default",
        },
        "groups": {},
    }


def _stored_of(data: Data) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    fields = data["fields"]
    key: dict[str, Any] = {
        language: [
            line.strip() for line in fields["answers"][language].splitlines() if line.strip()
        ]
        for language in LANGUAGES
    }
    structure = {
        "key": {**key, "ignore": fields["ignore"]},
        "normalise": fields["normalise"] or "default",
    }
    return structure, {language: {} for language in LANGUAGES}


FORM = KindForm(
    data_of=_data_of,
    stored_of=_stored_of,
    structure_keys=("key", "normalise"),
    word_keys=(),
    fields=(
        Column(
            "answers",
            {"fr": "réponses acceptées", "en": "accepted answers"},
            TEXT,
            languages=True,
            hint={
                "fr": "Une par ligne. Les deux listes valent dans les deux langues.",
                "en": "One on a line. Both lists count in both languages.",
            },
        ),
        Column(
            "ignore",
            {"fr": "signes sans importance", "en": "characters to leave out"},
            LINE,
            verbatim=True,
            hint={
                "fr": "Par exemple un point et un trait d’union, sans rien entre eux.",
                "en": "For instance a dot and a hyphen, with nothing between them.",
            },
        ),
        Column(
            "normalise",
            {"fr": "comparaison", "en": "comparison"},
            CHOICE,
            choices=(
                ("default", {"fr": "sans accents ni majuscules", "en": "without accents and case"}),
                ("mrz", {"fr": "exacte, pour la ZLA", "en": "exact, for the MRZ"}),
            ),
        ),
    ),
    place={"key": "answers", "fr": "answers", "en": "answers", "normalise": "normalise"},
)
