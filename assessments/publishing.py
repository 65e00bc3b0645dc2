"""Verbs that open a version to trainees: what must be there first, and the publication itself."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.kinds.base import LANGUAGES, ContentProblem
from assessments.kinds.registry import kind_of
from assessments.models import Question, QuestionFace, QuestionVersion
from assessments.parity import Difference, differences
from assessments.refusals import Refusal

MODULE, BLOOM, SOURCE = "module-missing", "bloom-missing", "source-missing"
FACE, NOT_APPROVED, FEEDBACK = "face-missing", "face-not-approved", "feedback-missing"
NUMBERS, CONTENT = "numbers-differ", "content-problem"


@dataclass(frozen=True)
class Missing:
    """One thing that keeps a version from being published: a code, and where it is wanted.

    `where` is a language, or names a text of the face; for CONTENT it says what the kind refuses.
    """

    code: str
    where: str = ""


def number_differences(version: QuestionVersion) -> list[Difference]:
    """Texts of the two faces whose numbers differ; none while a face is missing."""
    faces = {face.language: face for face in version.faces.all()}
    if set(faces) != set(LANGUAGES):
        return []
    return differences(
        *({"stem": faces[one].stem, "words": faces[one].words} for one in LANGUAGES),
        markup={one: faces[one].markup for one in LANGUAGES},
    )


def missing_for_publication(version: QuestionVersion) -> list[Missing]:
    """Everything that keeps the version from being published, in the order of the form."""
    return list(_missing(version))


def _missing(version: QuestionVersion) -> Iterator[Missing]:
    if version.question.module_id is None:
        yield Missing(MODULE)
    if not version.bloom:
        yield Missing(BLOOM)
    if not version.sources:
        yield Missing(SOURCE)
    try:
        kind_of(version.question.kind).check(version.structure)
    except ContentProblem as problem:
        yield Missing(CONTENT, str(problem))
    faces = {face.language: face for face in version.faces.all()}
    for language in LANGUAGES:
        if language in faces:
            yield from _missing_in(version, faces[language])
        else:
            yield Missing(FACE, language)
    for difference in number_differences(version):
        yield Missing(NUMBERS, difference.where)


def _missing_in(version: QuestionVersion, face: QuestionFace) -> Iterator[Missing]:
    kind = kind_of(version.question.kind)
    try:
        kind.check_words(version.structure, face.words)
    except ContentProblem as problem:
        yield Missing(CONTENT, f"{face.language} {problem}")
    if not str(face.words.get("feedback") or "").strip():
        yield Missing(FEEDBACK, face.language)
    given = face.words.get("option_feedback") or {}
    for option in version.structure.get("options", []):
        if not str(given.get(option) or "").strip():
            yield Missing(FEEDBACK, f"{face.language} {option}")
    if face.state != QuestionFace.State.APPROVED:
        yield Missing(NOT_APPROVED, face.language)


@transaction.atomic
def publish_version(
    *, version: QuestionVersion, by: User | None, at: datetime.datetime, only_next: bool = False
) -> bool:
    """Open a version to quizzes; earlier ones leave the pool. False when it was published already.

    `only_next`: cohorts whose edition is locked by then go on with the version before, if any.

    Raises Refusal(NOT_READY) with `missing`, a list of `Missing`, and RETIRED for a question that
    was retired. Race: the question's row is locked, so that nobody edits the words meanwhile.
    """
    question = Question.objects.select_for_update().get(pk=version.question_id)
    fresh = QuestionVersion.objects.prefetch_related("faces").get(pk=version.pk)
    if fresh.published_at is not None:
        return False
    if question.retired_at is not None:
        raise Refusal(refusals.RETIRED)
    fresh.question = question
    missing = missing_for_publication(fresh)
    if missing:
        raise Refusal(refusals.NOT_READY, missing=missing)
    version.published_at, version.published_by = at, by
    version.for_next = only_next
    version.save(update_fields=["published_at", "published_by", "for_next"])
    return True
