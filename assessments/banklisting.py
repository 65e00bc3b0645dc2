"""The question bank as a list: filters, search without accents, the figures beside each item."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    DateField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Least, NullIf

from assessments.facestates import APPROVED
from assessments.models import (
    AttemptItem,
    FaceFlag,
    ItemFigures,
    Question,
    QuestionFace,
    QuestionVersion,
)
from assessments.scoring.normalise import normalise_short_text
from courses.models import Fact

# What a question may be filtered by; the sentences are in the view's form.
DRAFT, ONE_FACE, READY = "draft", "one-face", "ready"
PUBLISHED, EXPIRED, FLAGGED, RETIRED = "published", "expired", "flagged", "retired"
STATES = (DRAFT, ONE_FACE, READY, PUBLISHED, EXPIRED, FLAGGED, RETIRED)
MISSING = "missing"
NEVER = datetime.date(9999, 12, 31)


@dataclass(frozen=True)
class BankRow:
    """One line of the list.

    `faces` = {"fr": state or "missing", …} of the newest version; `attempts` and `quizzes` count
    where any version was drawn; `facility` in per cent with `facility_n` attempts behind it.
    """

    question: Question
    newest: QuestionVersion | None
    stem: str
    faces: dict[str, str]
    published: int | None
    expired: bool
    flags: int
    attempts: int
    quizzes: int
    figures: ItemFigures | None


def bank(questions: QuerySet[Question]) -> QuerySet[Any]:
    """Questions with what the filters need: newest version, newest published one, open flags."""
    versions = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
    published = versions.filter(published_at__isnull=False)
    flags = FaceFlag.objects.filter(
        face__version__question=OuterRef("pk"), resolved_at__isnull=True
    )
    return questions.annotate(
        newest_id=Subquery(versions.values("pk")[:1]),
        newest_bloom=Subquery(versions.values("bloom")[:1]),
        newest_published=Subquery(versions.values("published_at")[:1]),
        live_id=Subquery(published.values("pk")[:1]),
        live_until=_first_end(published),
        flagged=Exists(flags),
    )


def _first_end(published: QuerySet[QuestionVersion]) -> NullIf:
    """The day on which the published version or one of its facts ends, whichever comes first."""
    # Databases differ on what the least of a day and nothing is: no end is a day far away.
    facts = Fact.objects.filter(questions=OuterRef("pk"), valid_until__isnull=False)
    ends = (
        published.values("valid_until")[:1],
        facts.order_by("valid_until").values("valid_until")[:1],
    )
    far = Value(NEVER, output_field=DateField())
    return NullIf(Least(*(Coalesce(Subquery(end), far) for end in ends)), far)


def in_state(questions: QuerySet[Any], state: str, *, on: datetime.date) -> QuerySet[Any]:
    """Those of a state; a question may be in several: published with a draft, expired and flagged.

    Retired questions are in no other state.
    """
    if state == RETIRED:
        return questions.filter(retired_at__isnull=False)
    found = questions.filter(retired_at__isnull=True)
    faces = QuestionFace.objects.filter(version=OuterRef("newest_id"))
    fr, en = (Exists(faces.filter(language=one)) for one in ("fr", "en"))
    ready = [Exists(faces.filter(language=one, state=APPROVED)) for one in ("fr", "en")]
    over = Q(live_until__lt=on)
    conditions: dict[str, list[Q | Exists]] = {
        DRAFT: [Q(newest_published__isnull=True)],
        ONE_FACE: [Q(newest_published__isnull=True), ~(Q(fr) & Q(en))],
        READY: [Q(newest_published__isnull=True), *ready],
        PUBLISHED: [Q(live_id__isnull=False), ~Q(over) | Q(live_until__isnull=True)],
        EXPIRED: [Q(live_id__isnull=False), over],
        FLAGGED: [Q(flagged=True)],
    }
    return found.filter(*conditions[state])


def matching(questions: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those whose key, name or newest stem in either language holds every word, accents ignored.

    One query over the texts of the bank: a thousand questions take some tens of milliseconds.
    """
    wanted = normalise_short_text(words).split()
    if not wanted:
        return questions
    stems: dict[int, str] = {}
    faces = QuestionFace.objects.filter(version__in=questions.values("newest_id"))
    for question, stem in faces.values_list("version__question_id", "stem"):
        stems[question] = f"{stems.get(question, '')} {stem}"
    found = [
        pk
        for pk, key, name in questions.values_list("pk", "key", "name")
        if _holds(f"{key} {name} {stems.get(pk, '')}", wanted)
    ]
    return questions.filter(pk__in=found)


def _holds(text: str, wanted: Iterable[str]) -> bool:
    plain = normalise_short_text(text)
    return all(word in plain for word in wanted)


def rows_of(questions: Iterable[Any], *, language: str, on: datetime.date) -> list[BankRow]:
    """The lines of one page of `bank`: five queries, however many questions."""
    page = list(questions)
    ids = [question.pk for question in page]
    newest = QuestionVersion.objects.in_bulk([one.newest_id for one in page if one.newest_id])
    faces: dict[int, dict[str, QuestionFace]] = {}
    for face in QuestionFace.objects.filter(version__in=newest):
        faces.setdefault(face.version_id, {})[face.language] = face
    drawn = {
        question: (attempts, quizzes)
        for question, attempts, quizzes in AttemptItem.objects.filter(version__question__in=ids)
        .order_by("version__question")
        .values_list("version__question")
        .annotate(Count("attempt", distinct=True), Count("attempt__quiz", distinct=True))
    }
    flags = dict(
        FaceFlag.objects.filter(face__version__question__in=ids, resolved_at__isnull=True)
        .order_by("face__version__question")
        .values_list("face__version__question")
        .annotate(Count("pk"))
    )
    figures = {row.question_id: row for row in ItemFigures.objects.filter(question__in=ids)}
    return [
        _row(
            question,
            newest.get(question.newest_id),
            faces.get(question.newest_id, {}),
            flags.get(question.pk, 0),
            drawn.get(question.pk, (0, 0)),
            figures.get(question.pk),
            language,
            on,
        )
        for question in page
    ]


def _row(
    question: Any,
    newest: QuestionVersion | None,
    faces: dict[str, QuestionFace],
    flags: int,
    drawn: tuple[int, int],
    figures: ItemFigures | None,
    language: str,
    on: datetime.date,
) -> BankRow:
    shown = faces.get(language) or next(iter(faces.values()), None)
    until = question.live_until if question.live_id else newest.valid_until if newest else None
    return BankRow(
        question=question,
        newest=newest,
        stem=shown.stem if shown else "",
        faces={one: faces[one].state if one in faces else MISSING for one in ("fr", "en")},
        published=question.live_id,
        expired=until is not None and until < on,
        flags=flags,
        attempts=drawn[0],
        quizzes=drawn[1],
        figures=figures,
    )
