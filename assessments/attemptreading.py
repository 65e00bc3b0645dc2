"""An attempt as evidence: what was asked and answered, marked and decided, step by step.

For whoever has to answer an appeal. The table of `assessments.disclosure` decides what is read.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments import states
from assessments.disclosing import phases_of_sittings, shown_of_sitting
from assessments.disclosure import APPEAL, MARK, OWN_ANSWERS, QUESTION, shown
from assessments.kinds.registry import kind_of
from assessments.models import (
    Appeal,
    Attempt,
    AttemptGrade,
    AttemptStep,
    Extension,
    LateStep,
    QuestionFace,
)
from assessments.presenting import read_trail
from assessments.reviewing import ReviewedItem, review_of, words_of_pick


@dataclass(frozen=True)
class FiledItem:
    """One item: as it was seen where the standing answer was given, and what it is worth.

    `points` of `out_of`; `because` names the decision that made the mark (scoring.evidence).
    """

    shown: ReviewedItem
    language: str
    key: str
    version: int
    points: Fraction
    out_of: Decimal
    because: str
    answered_at: datetime.datetime | None


@dataclass(frozen=True)
class FiledStep:
    """Something the trainee did: when the server had it, how many seconds into the attempt it was
    made by the device's clock, and in words. `late`: it came after the end, with its fate; what it
    says is empty until somebody has decided by its times alone."""

    received_at: datetime.datetime
    elapsed: int
    action: AttemptStep.Action
    position: int | None
    language: str
    said: str
    flag: bool
    late: LateStep | None = None


@dataclass(frozen=True)
class AttemptFile:
    """Everything about one attempt, as far as its reader may see."""

    attempt: Attempt
    score: Decimal | None
    items: list[FiledItem]
    steps: list[FiledStep]
    grades: list[AttemptGrade]
    extensions: list[Extension]


def attempts_in_appeal(appeal: Appeal, *, at: datetime.datetime) -> list[Attempt]:
    """The attempts of the trainee that an appeal opens, in the order of the programme.

    None where the appeal came too late: it gives nobody a reason to look. Their grades are fetched,
    in order: the last one counts.
    """
    if appeal.decision == Appeal.Decision.OUT_OF_TIME:
        return []
    ended = (
        Attempt.objects.filter(enrolment=appeal.enrolment_id, state__in=states.MARKED)
        .select_related("quiz__activity", "enrolment__cohort", "enrolment__user", "window", "form")
        .prefetch_related("grades")
        .order_by("quiz__activity__position", "number")
    )
    quizzes = {one.quiz_id: one.quiz for one in ended}
    phases = phases_of_sittings(appeal.enrolment.cohort, quizzes.values(), at=at)
    return [
        one
        for one in ended
        if shown(policy=one.quiz.policy, phase=phases[one.quiz_id], role=APPEAL)
    ]


def read_attempt(attempt: Attempt, *, language: str, at: datetime.datetime) -> AttemptFile:
    """The file of an attempt, the questions in the language of the standing answers.

    Items that were never answered are shown in `language`. A fixed number of queries. Fetch the
    attempt with quiz, cohort and window; what the table does not show is left empty.
    """
    cohort = attempt.enrolment.cohort
    things = shown_of_sitting(quiz=attempt.quiz, cohort=cohort, role=APPEAL, at=at)
    trail = read_trail(attempt)
    given_in = {position: one.language for position, one in trail.standing.items()}
    review = review_of(attempt, things=things, language=language, languages=given_in)
    grades = list(attempt.grades.select_related("graded_by").order_by("graded_at", "pk"))
    entries = {entry["position"]: entry for entry in grades[-1].items} if grades else {}
    rows = {
        item.position: item
        for item in attempt.items.select_related("version__question").order_by("position")
    }
    items = [
        _filed(
            shown,
            rows[shown.position].version.question.key,
            rows[shown.position].version.number,
            entries[shown.position],
            given_in.get(shown.position, language),
            trail.standing_at(shown.position),
        )
        for shown in review.items
    ]
    return AttemptFile(
        attempt=attempt,
        score=review.score,
        items=items,
        steps=_steps(attempt) if {QUESTION, OWN_ANSWERS} <= things else [],
        grades=grades if MARK in things else [],
        extensions=list(
            Extension.objects.filter(enrolment=attempt.enrolment_id, quiz=attempt.quiz_id)
            .select_related("granted_by")
            .order_by("granted_at", "pk")
        ),
    )


def _filed(
    shown: ReviewedItem,
    key: str,
    version: int,
    entry: Mapping[str, str],
    language: str,
    answered_at: datetime.datetime | None,
) -> FiledItem:
    out_of = Decimal(entry["points"])
    return FiledItem(
        shown=shown,
        language=language,
        key=key,
        version=version,
        points=Fraction(entry["fraction"]) * Fraction(out_of),
        out_of=out_of,
        because=entry.get("because", ""),
        answered_at=answered_at,
    )


def _steps(attempt: Attempt) -> list[FiledStep]:
    """Accepted and late steps by the moment at which the server had them. Three queries."""
    items = {item.position: item for item in attempt.items.select_related("version__question")}
    faces = {
        (face.version_id, face.language): face
        for face in QuestionFace.objects.filter(
            version__in=[item.version_id for item in items.values()]
        )
    }
    late = {one.client_id: one for one in attempt.late_steps.select_related("decided_by")}
    kept: list[AttemptStep | LateStep] = [*attempt.steps.order_by("received_at", "sequence", "pk")]
    kept += [one for one in late.values() if not one.admitted]
    found = []
    for step in kept:
        said, item = "", items.get(step.position or 0)
        undecided = isinstance(step, LateStep) and step.decided_at is None
        if item is not None and step.action == AttemptStep.Action.ANSWER and not undecided:
            face = faces.get((item.version_id, step.language))
            values = kind_of(item.version.question.kind).values(step.response)
            said = " · ".join(
                words_of_pick(face.words, face.markup, value) if face else value for value in values
            )
        found.append(
            FiledStep(
                received_at=step.received_at,
                elapsed=step.elapsed,
                action=AttemptStep.Action(step.action),
                position=step.position,
                language=step.language,
                said=said,
                flag=step.action == AttemptStep.Action.FLAG and bool(step.response),
                late=late.get(step.client_id),
            )
        )
    return sorted(found, key=lambda one: one.received_at)
