"""Verb of import: the other face of a draft that came in one language.

Two files with the same identity in two languages are one question: what has no language must be
equal, what belongs to a language (its words, its accepted answers) comes from its own file.
"""

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.digests import digest
from assessments.drafting import write_draft
from assessments.interchange.html import FILE_PREFIX
from assessments.interchange.question import File
from assessments.interchange.sentences import sentence
from assessments.kinds.base import LANGUAGES, ContentProblem, Structure
from assessments.models import Question, QuestionFace, QuestionFile, QuestionVersion


def joined(kept: Structure, new: Structure, *, language: str) -> dict[str, Any] | None:
    """The structure with what the new one says in its language; None where more differs."""
    key, own = kept.get("key"), new.get("key")
    if isinstance(key, Mapping) and isinstance(own, Mapping) and language in own:
        others = {one: key.get(one) for one in LANGUAGES if one != language}
        kept = {**kept, "key": {**key, language: own[language]}}
        new = {**new, "key": {**own, **others}}
    return dict(kept) if dict(kept) == dict(new) else None


def why_not(
    question: Question, *, type: str, structure: Structure, language: str, face: Mapping[str, Any]
) -> str:
    """Why this face cannot complete the question, in English; empty where it can.

    Fetch the question with its versions and their faces.
    """
    if question.kind != type:
        return sentence("other-type", question.key)
    version = _newest(question)
    if version is None:
        return sentence("other-content", question.key)
    known = {one.language: one for one in version.faces.all()}
    if language in known:
        same = (known[language].stem, known[language].words) == (face["stem"], face["words"])
        return sentence("duplicate-in-bank" if same else "other-content", question.key)
    if version.published_at is not None:
        return sentence("published", question.key)
    if joined(version.structure, structure, language=language) is None:
        return sentence("other-structure", question.key)
    return ""


@transaction.atomic
def complete_face(
    *,
    question: Question,
    structure: Structure,
    language: str,
    face: Mapping[str, Any],
    files: Iterable[File],
    by: User | None,
    at: datetime.datetime,
) -> QuestionVersion:
    """Add the face {"stem", "words", "markup"} to the question's draft, with its pictures.

    Raises ContentProblem where the draft is no longer one that it completes. Race: the question's
    row is locked before it is looked at.
    """
    locked = Question.objects.select_for_update().get(pk=question.pk)
    version = _newest(locked)
    merged = joined(version.structure, structure, language=language) if version else None
    known = {one.language: one for one in version.faces.all()} if version else {}
    if version is None or merged is None or version.published_at or language in known:
        raise ContentProblem("nothing-to-store")
    own, pictures = _apart(version, language, dict(face), files)
    faces = {one: _as_written(other) for one, other in known.items()}
    details = {
        name: getattr(version, name)
        for name in "points bloom sources valid_from valid_until valid_as_of".split()
    }
    done = write_draft(
        question=locked,
        structure=merged,
        faces={**faces, language: own},
        details=details,
        by=by,
        at=at,
    )
    QuestionFile.objects.bulk_create(
        QuestionFile(
            version=done,
            name=file.name[:120],
            media_type=file.media_type[:40],
            sha256=digest(file.content.hex()),
            content=file.content,
        )
        for file in pictures
    )
    return done


def _newest(question: Question) -> QuestionVersion | None:
    return max(question.versions.all(), key=lambda version: version.number, default=None)


def _as_written(face: QuestionFace) -> dict[str, Any]:
    return {"stem": face.stem, "words": face.words, "markup": face.markup}


def _apart(
    version: QuestionVersion, language: str, face: dict[str, Any], files: Iterable[File]
) -> tuple[dict[str, Any], list[File]]:
    """The face and the pictures that are new; one called like another picture gets its language."""
    known = {file.name: bytes(file.content) for file in version.files.all()}
    said, fresh = json.dumps(face), []
    for file in files:
        if known.get(file.name) == file.content:
            continue
        name = file.name
        if name in known:
            name = f"{language}-{name}"
            said = said.replace(FILE_PREFIX + file.name, FILE_PREFIX + name)
        fresh.append(File(name, file.media_type, file.content))
    return json.loads(said), fresh
