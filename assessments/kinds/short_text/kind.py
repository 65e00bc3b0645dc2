"""The kind of short text. Pure.

Structure: {"key": {"fr": [answers], "en": [answers], "ignore": " .-"}, "normalise": "default"};
either list is accepted in either language. With "normalise": "mrz" upper-casing and trimming are
all that is forgiven, and people read nothing. Words: {"feedback"}. Response: the text as typed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.kinds.base import (
    LANGUAGES,
    ContentProblem,
    QuestionKind,
    Structure,
    Words,
    feedback_of,
)
from assessments.kinds.short_text.form import FORM
from assessments.kinds.short_text.interchange import store, tell
from assessments.kinds.short_text.scoring import mrz_v1, short_text_v1
from assessments.scoring.keys import MalformedKey
from assessments.scoring.normalise import normalise_short_text

LONGEST = 300
MRZ = "mrz"


def _scheme(structure: Structure) -> str:
    return "mrz-v1" if structure.get("normalise") == MRZ else "short-text-v1"


def _check(structure: Structure) -> None:
    key = structure.get("key")
    if not isinstance(key, Mapping):
        raise ContentProblem("key-missing", "key")
    if structure.get("normalise", "default") not in ("default", MRZ):
        raise ContentProblem("unknown-normalisation", "normalise")
    for language in LANGUAGES:
        if not key.get(language):
            raise ContentProblem("answers-missing", language)
    try:
        (mrz_v1 if structure.get("normalise") == MRZ else short_text_v1)(key, None)
    except MalformedKey:
        raise ContentProblem("key-missing", "key") from None


def _check_words(structure: Structure, words: Words) -> None:
    """Nothing beside the stem needs a text."""


def _read(structure: Structure, values: Sequence[str]) -> str | None:
    text = " ".join((values[0] if values else "")[:LONGEST].split())
    return text or None


def _wording(structure: Structure, response: Any) -> str | None:
    if structure.get("normalise") == MRZ or not isinstance(response, str):
        return None
    return normalise_short_text(response, ignore=structure["key"].get("ignore", "")) or None


def _structure_of(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": {
            "fr": list(item["answers"]["fr"]),
            "en": list(item["answers"]["en"]),
            "ignore": item.get("ignore") or "",
        },
        "normalise": item.get("normalise") or "default",
    }


KIND = QuestionKind(
    key="short-text",
    folder="short_text",
    label={"fr": "texte court", "en": "short text"},
    scheme=_scheme,
    schemes={"short-text-v1": short_text_v1, "mrz-v1": mrz_v1},
    check=_check,
    check_words=_check_words,
    read=_read,
    values=lambda response: [response] if response else [],
    answered=bool,
    show=lambda structure, words, order, response: {
        "value": response or "",
        "longest": LONGEST,
        "mrz": structure.get("normalise") == MRZ,
    },
    review=lambda structure, words, response: {
        "given": response or "",
        "answers": {language: structure["key"].get(language, []) for language in LANGUAGES},
    },
    structure_of=_structure_of,
    words_of=lambda item, language: {"feedback": feedback_of(item, language)},
    picks=lambda structure, response: [response] if response else [],
    wording=_wording,
    form=FORM,
    store=store,
    tell=tell,
)
