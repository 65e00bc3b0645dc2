"""What statistics of items read: grades, versions with their faces, answers; one query each.

The last grade of each marked attempt counts. Marks that a decision gave, and not the answer, are
left out: struck for an irregularity, full marks for everybody, a question left out of the mark.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from assessments import states
from assessments.models import (
    AttemptGrade,
    AttemptStep,
    Question,
    QuestionFace,
    QuestionVersion,
    Quiz,
)
from assessments.scoring.evidence import FULL, IRREGULARITY, LEFT_OUT

# What is not shown while the item is answered.
_AFTERWARDS = ("feedback", "option_feedback")

# Why a mark says nothing about the item (`because` of an entry).
_DECIDED = frozenset({IRREGULARITY, FULL, LEFT_OUT})

Shown = tuple[str, dict[str, Any]]
# Attempt → position → answer.
Responses = Mapping[int, Mapping[int, str]]
# version, fraction, points, position, language
Entry = tuple[int, str, str, int, str]
_entry = itemgetter("version", "fraction", "points", "position", "language")


@dataclass(frozen=True)
class Row:
    """A marked attempt with the items of its last grade (`AttemptGrade.items`), as tuples."""

    attempt: int
    enrolment: int
    cohort: int
    number: int
    score: Decimal
    entries: list[Entry]


@dataclass(frozen=True)
class Face:
    """The words of a version in one language, as they are stored."""

    id: int
    stem: str
    words: Mapping[str, Any]
    markup: str

    @property
    def shown(self) -> Shown:
        """What a sitter reads before answering."""
        return self.stem, {
            name: text for name, text in self.words.items() if name not in _AFTERWARDS
        }


@dataclass(frozen=True)
class Version:
    """A version of a question as statistics need it; `faces` by language."""

    id: int
    question: int
    key: str
    kind: str
    number: int
    structure: Mapping[str, Any]
    structure_digest: str
    published: bool
    faces: dict[str, Face] = field(default_factory=dict)

    @property
    def name(self) -> tuple[str, str]:
        """What makes it one item with other versions: the question and its structure."""
        return self.key, self.structure_digest


def read_rows(quiz: Quiz) -> list[Row]:
    """Every marked attempt at a quiz, of all cohorts."""
    grades = (
        AttemptGrade.objects.filter(attempt__quiz=quiz, attempt__state__in=states.MARKED)
        .order_by("graded_at", "pk")
        .values_list(
            *("attempt_id", "attempt__enrolment_id", "attempt__enrolment__cohort_id"),
            *("attempt__number", "score", "items"),
        )
    )
    last = {grade[0]: grade for grade in grades}
    rows = []
    for attempt, enrolment, cohort, number, score, entries in last.values():
        kept = [_entry(entry) for entry in entries if entry.get("because") not in _DECIDED]
        if kept:
            rows.append(Row(attempt, enrolment, cohort, number, score, kept))
    return rows


def read_versions(rows: Iterable[Row]) -> dict[int, Version]:
    """All versions of every question that was sat, with their faces: two queries."""
    sat = {entry[0] for row in rows for entry in row.entries}
    questions = Question.objects.filter(versions__in=sat)
    versions = {}
    for (
        id,
        question,
        key,
        kind,
        number,
        structure,
        digest,
        published,
    ) in QuestionVersion.objects.filter(question__in=questions).values_list(
        *("pk", "question_id", "question__key", "question__kind", "number", "structure"),
        *("structure_digest", "published_at"),
    ):
        versions[id] = Version(
            id, question, key, kind, number, structure, digest, published is not None
        )
    for id, version, language, stem, words, markup in QuestionFace.objects.filter(
        version__question__in=questions
    ).values_list("pk", "version_id", "language", "stem", "words", "markup"):
        versions[version].faces[language] = Face(id, stem, words, markup)
    return versions


def read_responses(quiz: Quiz) -> Responses:
    """The answers that stand, as JSON, by attempt and position: one query.

    The same rule as `assessments.replay`: the highest sequence, then the highest client id. JSON is
    left to be read once for each different answer.
    """
    steps = (
        AttemptStep.objects.filter(
            attempt__quiz=quiz, action=AttemptStep.Action.ANSWER, position__isnull=False
        )
        .order_by("sequence", "client_id")
        .annotate(text=Cast("response", TextField()))
        .values_list("attempt_id", "position", "text")
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for attempt, position, text in steps:
        if text:
            found[attempt][position or 0] = text
    return found
