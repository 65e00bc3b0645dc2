"""Verbs of the bank: write a version with its two faces, publish it, load a data file."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.digests import content_digest, structure_digest
from assessments.kinds.base import ContentProblem
from assessments.kinds.registry import kind_of
from assessments.models import Pool, Question, QuestionFace, QuestionVersion
from courses.models import Course, Module

LANGUAGES = ("fr", "en")


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
    """Add the next version of a question; nothing happens when its content digest is the last's.

    `faces` = {"fr": {"stem", "words"}, "en": …}; `details` = points, bloom, sources, validity.
    Raises ContentProblem on a structure its kind cannot score or a language that is missing.
    """
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
    last = question.versions.order_by("-number").first()
    if last is not None and last.content_digest == content:
        return last
    version = QuestionVersion.objects.create(
        question=question,
        number=last.number + 1 if last else 1,
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


@transaction.atomic
def publish_version(*, version: QuestionVersion, by: User | None, at: datetime.datetime) -> None:
    """Open a version to quizzes: both faces become approved; earlier versions leave the pool."""
    QuestionFace.objects.filter(version=version).update(state=QuestionFace.State.APPROVED)
    QuestionVersion.objects.filter(pk=version.pk, published_at__isnull=True).update(published_at=at)


@transaction.atomic
def load_questions(
    *, course: Course, items: Iterable[Mapping[str, Any]], by: User | None, at: datetime.datetime
) -> list[str]:
    """Load and publish the items of a data file; returns their keys.

    Loading twice creates nothing twice; changed words make a new version.
    """
    modules = {module.code: module for module in Module.objects.filter(course=course)}
    loaded = []
    for item in items:
        kind = kind_of(item["kind"])
        question, _ = Question.objects.get_or_create(
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
            details=item,
            by=by,
            at=at,
        )
        publish_version(version=version, by=by, at=at)
        loaded.append(question.key)
    return loaded
