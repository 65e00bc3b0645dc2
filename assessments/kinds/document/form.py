"""The editor's form of an exercise on a specimen. Pure."""

from typing import Any

from assessments.kinds.base import LANGUAGES, Structure
from assessments.kinds.editing import CHOICE, TICK, AllWords, Column, Data, KindForm
from assessments.mrz.exercises import (
    CHANGED,
    ILL_FORMED,
    LAST_DIGIT,
    ONE_DIGIT,
    WRITE_NAME,
    WRONG_DIGIT,
)
from assessments.mrz.generating import FORMATS


def _data_of(structure: Structure, words: AllWords) -> Data:
    chosen = structure.get("formats") or []
    ticks = {format.lower(): format in chosen for format in FORMATS}
    return {"fields": {"task": str(structure.get("task") or ""), **ticks}, "groups": {}}


def _stored_of(data: Data) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    fields = data["fields"]
    formats = [format for format in FORMATS if fields[format.lower()]]
    return {"task": fields["task"], "formats": formats}, {language: {} for language in LANGUAGES}


FORM = KindForm(
    data_of=_data_of,
    stored_of=_stored_of,
    structure_keys=("task", "formats"),
    word_keys=(),
    fields=(
        Column(
            "task",
            {"fr": "exercice", "en": "task"},
            CHOICE,
            choices=(
                (ONE_DIGIT, {"fr": "calculer un chiffre de contrôle", "en": "compute one digit"}),
                (LAST_DIGIT, {"fr": "calculer le composite", "en": "compute the composite"}),
                (WRITE_NAME, {"fr": "transcrire le nom", "en": "transcribe the name"}),
                (WRONG_DIGIT, {"fr": "trouver le chiffre faux", "en": "find the wrong digit"}),
                (ILL_FORMED, {"fr": "trouver le champ mal formé", "en": "find the bad field"}),
                (CHANGED, {"fr": "trouver ce qui a été modifié", "en": "find what was altered"}),
            ),
            hint={
                "fr": "Le spécimen est tiré au sort pour chaque tentative ; la question ne nomme "
                "donc ni numéro, ni date.",
                "en": "The specimen is drawn for every attempt: the question names no number and "
                "no date.",
            },
        ),
        *(Column(format.lower(), {"fr": format, "en": format}, TICK) for format in FORMATS),
    ),
    place={"formats": "td3"},
)
