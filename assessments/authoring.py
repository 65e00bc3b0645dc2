"""Verbs of the project's own bank: write a version with its two faces, load a data file.

What editors write goes through `assessments.drafting`, `checking` and `publishing`.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.digests import content_digest, structure_digest
from assessments.filing import rest_on
from assessments.kinds.base import LANGUAGES, ContentProblem
from assessments.kinds.registry import kind_of
from assessments.models import Pool, Question, QuestionFace, QuestionVersion
from assessments.publishing import publish_version
from courses.models import Course, Fact, Module


@transaction.atomic
def write_version(
    *,
    question: Question,
    structure: dict[str, Any],
    faces: Mapping[str, Mapping[str, Any]],
    details: Mapping[str, Any],
    by: User | None,
    at: datetime.datetime,
) -> QuestionVersion:
    """Add the next version of a question, both faces written; a version that says the same is kept.

    So a data file that is loaded again does not undo what editors have corrected since. A draft
    that they are writing stays the newest: the version of the file goes in beneath it.

    `faces` = {"fr": {"stem", "words"}, "en": …}; `details` = points, bloom, sources, validity.
    Raises ContentProblem on a structure its kind cannot score or a language that is missing.
    Race: the question's row is locked.
    """
    Question.objects.select_for_update().get(pk=question.pk)
    kind = kind_of(question.kind)
    kind.check(structure)
    for language in LANGUAGES:
        if not faces.get(language, {}).get("stem", "").strip():
            raise ContentProblem("face-missing", language)
        kind.check_words(structure, faces[language]["words"])
    points, scheme = str(details.get("points", "1")), kind.scheme(structure)
    neutral = structure_digest(
        kind=question.kind, structure=structure, scheme=scheme, points=points
    )
    content = content_digest(structure=neutral, faces=faces)
    same = question.versions.filter(content_digest=content).order_by("-number").first()
    if same is not None:
        return same
    version = QuestionVersion.objects.create(
        question=question,
        number=_next_number(question),
        structure=structure,
        scheme=scheme,
        points=points,
        bloom=details["bloom"],
        sources=list(details.get("sources", [])),
        valid_from=details.get("valid_from"),
        valid_until=details.get("valid_until"),
        valid_as_of=details.get("valid_as_of") or "",
        structure_digest=neutral,
        content_digest=content,
        created_at=at,
        created_by=by,
    )
    QuestionFace.objects.bulk_create(
        QuestionFace(
            version=version,
            language=language,
            stem=faces[language]["stem"],
            words=faces[language]["words"],
        )
        for language in LANGUAGES
    )
    return version


def _next_number(question: Question) -> int:
    """Above what is published; a draft makes room. No attempt points at it."""
    last = question.versions.order_by("-number").first()
    if last is None or last.published_at is not None:
        return last.number + 1 if last else 1
    QuestionVersion.objects.filter(pk=last.pk).update(number=last.number + 1)
    return last.number


@transaction.atomic
def approve_as_read(*, version: QuestionVersion, by: User | None, at: datetime.datetime) -> None:
    """Both faces of a version that is not published were read by people outside Relais."""
    QuestionFace.objects.filter(version=version, version__published_at__isnull=True).update(
        state=QuestionFace.State.APPROVED,
        checked_at=at,
        checked_by=by,
        approved_at=at,
        approved_by=by,
    )


@transaction.atomic
def load_questions(
    *, course: Course, items: Iterable[Mapping[str, Any]], by: User | None, at: datetime.datetime
) -> list[str]:
    """Load and publish the items of a data file; returns their keys.

    Loading twice creates nothing twice; changed words make a new version. Both faces of these files
    were read before they were committed: they are approved here. What is new of a retired question
    stays a draft until it is brought back. Refusal(NOT_READY) as `publish_version`.
    """
    modules = {module.code: module for module in Module.objects.filter(course=course)}
    loaded = []
    for item in items:
        kind = kind_of(item["kind"])
        question, is_new = Question.objects.get_or_create(
            key=item["key"],
            defaults={
                "module": modules[item["module"]],
                "kind": item["kind"],
                "pool": item.get("pool", Pool.QUIZ),
            },
        )
        version = write_version(
            question=question,
            structure=kind.structure_of(item),
            faces={
                language: {"stem": item["stem"][language], "words": kind.words_of(item, language)}
                for language in LANGUAGES
            },
            details={**item, "sources": _sources(item)},
            by=by,
            at=at,
        )
        if version.published_at is None and question.retired_at is None:
            approve_as_read(version=version, by=by, at=at)
            publish_version(version=version, by=by, at=at)
        if item.get("facts") or not is_new:
            rest_on(question=question, facts=_facts(question, item))
        loaded.append(question.key)
    return loaded


def _facts(question: Question, item: Mapping[str, Any]) -> list[Fact]:
    """The facts of the question's own module that the item names; unknown ones are left out, as a
    course may have other lessons (the content's own tests find a name that nothing states)."""
    names = item.get("facts", [])
    return list(Fact.objects.filter(module=question.module_id, key__in=names)) if names else []


def _sources(item: Mapping[str, Any]) -> list[str]:
    """Keys of the source list, or the words of an item that has no published source."""
    note = item.get("source_note") or {}
    words = " / ".join(note[language] for language in LANGUAGES if note.get(language))
    return [*item.get("sources", []), *([words] if words else [])]
