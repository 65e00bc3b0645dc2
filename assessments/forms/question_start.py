"""The editor's form as it opens: empty, as a version has it, as it was typed, or to be judged."""

from typing import Any

from django.http import QueryDict

from assessments.forms.question import QuestionForm
from assessments.forms.question_head import head_of
from assessments.forms.question_rows import (
    Ids,
    as_typed,
    changed_rows,
    ids_of,
    ids_sent,
    initial_of,
)
from assessments.kinds.base import LANGUAGES
from assessments.kinds.registry import kind_of
from assessments.models import Pool, QuestionFace, QuestionVersion


def new_form(kind: str) -> QuestionForm:
    """For a question that is not written yet."""
    data = kind_of(kind).form.empty()
    return QuestionForm(
        kind=kind,
        ids=ids_of(data),
        initial={"pool": Pool.QUIZ, "points": 1, **initial_of(kind, data)},
    )


def form_of(version: QuestionVersion) -> QuestionForm:
    """With what the version says; rows that a face lacks are empty in its language."""
    kind = version.question.kind
    words = _words(version)
    data = kind_of(kind).form.data_of(version.structure, words)
    texts = {
        f"{name}-{face.language}": value
        for face in version.faces.all()
        for name, value in (
            ("stem", face.stem),
            ("feedback", face.words.get("feedback", "")),
            ("markup", face.markup),
        )
    }
    return QuestionForm(
        kind=kind,
        ids=ids_of(data),
        initial={**head_of(version), **texts, **initial_of(kind, data)},
    )


def form_as_typed(kind: str, sent: QueryDict) -> QuestionForm:
    """With one row more or less and everything as it was typed; nothing is judged."""
    ids: Ids = changed_rows(
        kind, ids_sent(kind, sent), add=sent.get("add", ""), remove=sent.get("remove", "")
    )
    return QuestionForm(kind=kind, ids=ids, initial=as_typed(sent))


def form_sent(kind: str, sent: QueryDict, version: QuestionVersion | None) -> QuestionForm:
    """To be judged; what a version holds beside the form is kept."""
    kept: tuple[Any, Any] = (version.structure, _words(version)) if version else ({}, {})
    return QuestionForm(sent, kind=kind, ids=ids_sent(kind, sent), kept=kept)


def _words(version: QuestionVersion) -> dict[str, dict[str, Any]]:
    faces: dict[str, QuestionFace] = {face.language: face for face in version.faces.all()}
    return {one: dict(faces[one].words) if one in faces else {} for one in LANGUAGES}
