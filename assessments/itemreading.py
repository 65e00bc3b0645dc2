"""What statistics of items read: grades, versions with their faces, answers; one query each.

The last grade of each marked attempt counts. Marks that a decision gave, and not the answer, are
left out: struck for an irregularity, full marks for everybody, a question left out of the mark.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
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


@dataclass(frozen=True)
class Row:
    """A marked attempt with the items of its last grade (`AttemptGrade.items`)."""

    attempt: int
    enrolment: int
    cohort: int
    number: int
    score: Decimal
    entries: list[dict[str, Any]]


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
    faces: dict[str, QuestionFace] = field(default_factory=dict)

    def shown(self, language: str) -> Shown | None:
        """What a sitter reads before answering; None without a face in the language."""
        face = self.faces.get(language)
        if face is None:
            return None
        return face.stem, {
            name: text for name, text in face.words.items() if name not in _AFTERWARDS
        }


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
        kept = [entry for entry in entries if entry.get("because") not in _DECIDED]
        if kept:
            rows.append(Row(attempt, enrolment, cohort, number, score, kept))
    return rows


def read_versions(rows: Iterable[Row]) -> dict[int, Version]:
    """All versions of every question that was sat, with their faces: two queries."""
    sat = {entry["version"] for row in rows for entry in row.entries}
    questions = Question.objects.filter(versions__in=sat)
    found = QuestionVersion.objects.filter(question__in=questions).select_related("question")
    versions = {
        version.pk: Version(
            version.pk,
            version.question_id,
            version.question.key,
            version.question.kind,
            version.number,
            version.structure,
            version.structure_digest,
            version.published_at is not None,
        )
        for version in found
    }
    for face in QuestionFace.objects.filter(version__question__in=questions):
        versions[face.version_id].faces[face.language] = face
    return versions


def read_responses(quiz: Quiz) -> dict[tuple[int, int], str]:
    """(attempt, position) → the answer that stands, as JSON: one query.

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
    return {(attempt, position or 0): text or "null" for attempt, position, text in steps}
