"""Verb of the editors: write a draft of a question, in one language or both.

A published version is never edited: writing after one makes the next version. A draft is edited
where it stands. A face whose words change is a draft again; the other one keeps what was read.
"""

import datetime
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments import facestates, refusals
from assessments.checking import forget_readings
from assessments.digests import content_digest, structure_digest
from assessments.kinds.base import LANGUAGES, ContentProblem
from assessments.kinds.registry import kind_of
from assessments.models import ChangeKind, Question, QuestionFace, QuestionFile, QuestionVersion
from assessments.refusals import Refusal

Face = Mapping[str, Any]
# What a language that is not written yet cannot give: accepted answers of a short text.
_BELONGS_TO_A_FACE = frozenset({"answers-missing"})


@transaction.atomic
def write_draft(
    *,
    question: Question,
    structure: Mapping[str, Any],
    faces: Mapping[str, Face],
    details: Mapping[str, Any],
    by: User | None,
    at: datetime.datetime,
    reason: str = "",
    change: str = "",
) -> QuestionVersion:
    """Write the question's draft version and return it; the published one where nothing changed.

    `faces` = {"fr": {"stem", "words", "markup"}, …}; a language without a stem is a face that is
    missing. `details` = points, bloom, sources, valid_from, valid_until, valid_as_of; `reason` says
    why a published question changes; `change` (ChangeKind) is asked for where the words of one
    language alone change and somebody has read the other one: after a change of meaning that one
    is a draft again, and nothing is published before it was read anew.
    Raises Refusal(BOTH_FACES_MISSING, WORDING_OR_MEANING), and ContentProblem on a
    structure its kind cannot score. Race: the question's row is locked.
    """
    Question.objects.select_for_update().get(pk=question.pk)
    written = {
        language: faces[language]
        for language in LANGUAGES
        if str(faces.get(language, {}).get("stem", "")).strip()
    }
    if not written:
        raise Refusal(refusals.BOTH_FACES_MISSING)
    _check(question, structure, written)
    last = question.versions.order_by("-number").first()
    fields = _fields(question, structure, written, details)
    if last is not None and last.published_at is not None and _is_unchanged(last, fields, written):
        return last
    if last is None or last.published_at is not None:
        version = QuestionVersion(
            question=question,
            number=last.number + 1 if last else 1,
            created_at=at,
            created_by=by,
        )
    else:
        version = last
    before = last.structure_digest if last else ""
    restructured = before != fields["structure_digest"]
    follower = None if restructured else _left_behind(last, written)
    if follower and change not in ChangeKind.values:
        raise Refusal(refusals.WORDING_OR_MEANING, language=follower)
    for name, value in fields.items():
        setattr(version, name, value)
    version.change_reason = reason
    version.change_kind = change if follower else version.change_kind
    version.save()
    _keep_files(version, last)
    stale = follower if change == ChangeKind.MEANING else None
    unread = set(LANGUAGES) if restructured else {stale}
    _write_faces(version, written, earlier=last, unread=unread)
    return version


def plain_points(points: Any) -> str:
    """Points as the digest has them: "1", "1.5", never "1.00"; nothing is 1."""
    return format(Decimal(str(points or 1)).normalize(), "f")


def _check(question: Question, structure: Mapping[str, Any], faces: Mapping[str, Face]) -> None:
    kind = kind_of(question.kind)
    try:
        kind.check(structure)
    except ContentProblem as problem:
        if problem.code not in _BELONGS_TO_A_FACE or problem.where in faces:
            raise
    for language, face in faces.items():
        try:
            kind.check_words(structure, face["words"])
        except ContentProblem as problem:
            raise ContentProblem(problem.code, f"{language} {problem.where}") from None


def _fields(
    question: Question,
    structure: Mapping[str, Any],
    faces: Mapping[str, Face],
    details: Mapping[str, Any],
) -> dict[str, Any]:
    points, scheme = plain_points(details.get("points")), kind_of(question.kind).scheme(structure)
    neutral = structure_digest(
        kind=question.kind, structure=structure, scheme=scheme, points=points
    )
    return {
        "structure": dict(structure),
        "scheme": scheme,
        "points": Decimal(points),
        "bloom": details.get("bloom") or "",
        "sources": list(details.get("sources") or []),
        "valid_from": details.get("valid_from"),
        "valid_until": details.get("valid_until"),
        "valid_as_of": details.get("valid_as_of") or "",
        "structure_digest": neutral,
        "content_digest": content_digest(
            structure=neutral,
            faces={one: {"stem": f["stem"], "words": f["words"]} for one, f in faces.items()},
        ),
    }


def _is_unchanged(
    version: QuestionVersion, fields: Mapping[str, Any], written: Mapping[str, Face]
) -> bool:
    """The digests do not say how a text is to be read: plain or formatted is another face."""
    beside = ("bloom", "sources", "valid_from", "valid_until", "valid_as_of", "content_digest")
    faces = {face.language: _texts(face) for face in version.faces.all()}
    said = {language: _texts_of(face) for language, face in written.items()}
    return faces == said and all(getattr(version, name) == fields[name] for name in beside)


def _left_behind(last: QuestionVersion | None, written: Mapping[str, Face]) -> str | None:
    """The language that somebody has read and that stays as it is while the other one changes."""
    known = {face.language: face for face in last.faces.all()} if last else {}
    if set(known) != set(LANGUAGES) or set(written) != set(LANGUAGES):
        return None
    kept = [one for one in LANGUAGES if _texts(known[one]) == _texts_of(written[one])]
    if len(kept) != 1 or known[kept[0]].state == facestates.DRAFT:
        return None
    return kept[0]


def _texts(face: QuestionFace) -> tuple[Any, ...]:
    return face.stem, face.words, face.markup


def _texts_of(face: Face) -> tuple[Any, ...]:
    return face["stem"], dict(face["words"]), face.get("markup") or QuestionFace.Markup.PLAIN


def _write_faces(
    version: QuestionVersion,
    written: Mapping[str, Face],
    *,
    earlier: QuestionVersion | None,
    unread: Collection[str | None],
) -> None:
    """Store each face; equal words keep their state, who and when, but in languages of `unread`."""
    known = {face.language: face for face in earlier.faces.all()} if earlier else {}
    for language in LANGUAGES:
        if language not in written:
            _empty(version, language)
            continue
        face = known.get(language) or QuestionFace(language=language)
        new = _texts_of(written[language])
        if language in unread or _texts(face) != new:
            face.state = facestates.after(face.state, facestates.EDIT) or facestates.DRAFT
            forget_readings(face)
        face.stem, face.words, face.markup = new
        if face.version_id != version.pk:
            face.pk, face.version = None, version
            face._state.adding = True
        face.save()


def _empty(version: QuestionVersion, language: str) -> None:
    face = QuestionFace.objects.filter(version=version, language=language).first()
    if face is not None:
        if face.flags.exists():
            raise Refusal(refusals.FACE_KEPT, language=language)
        face.delete()


def _keep_files(version: QuestionVersion, earlier: QuestionVersion | None) -> None:
    """Pictures go along into the next version."""
    if earlier is None or earlier.pk == version.pk:
        return
    QuestionFile.objects.bulk_create(
        QuestionFile(
            version=version,
            name=file.name,
            media_type=file.media_type,
            sha256=file.sha256,
            content=file.content,
        )
        for file in earlier.files.all()
    )
