"""Verb: a face that does worse at equal ability goes back to its translator."""

import datetime
from collections.abc import Sequence
from typing import Any

from assessments import refusals
from assessments.flagging import raise_flag
from assessments.itempooling import PooledQuestion, pool_questions
from assessments.kinds.base import LANGUAGES
from assessments.models import FaceFlag, QuestionFace
from assessments.refusals import Refusal
from assessments.statistics.fairness import FOCAL, SUSPECT
from assessments.statistics.figures import Figure

# Once a person has looked at a face and found nothing, only this many times the sitters raise it
# again.
_NEWS = 2


def flag_unfair_faces(
    *, at: datetime.datetime, questions: Sequence[PooledQuestion] | None = None
) -> list[FaceFlag]:
    """Raise a flag on the face of every suspect item that has none open; returns the new ones.

    The language that does worse is the one sent back, in the version in force: answers to other
    words do not count. Twice raised is once raised; a flag that was resolved without a new wording
    comes again only when there are twice as many sitters.
    """
    pooled = pool_questions() if questions is None else questions
    raised = []
    for one in pooled:
        fairness = one.fairness
        face = one.version.faces.get(LANGUAGES[fairness.worse == FOCAL])
        if fairness.verdict != SUSPECT or face is None:
            continue
        if _judged_before(face.id, fairness.reference + fairness.focal):
            continue
        try:
            raised.append(
                raise_flag(
                    face=QuestionFace.objects.get(pk=face.id),
                    reason=FaceFlag.Reason.FAIRNESS,
                    by=None,
                    at=at,
                    evidence=evidence_of(one),
                )
            )
        except Refusal as refusal:
            if refusal.code != refusals.ALREADY_FLAGGED:
                raise
    return raised


def evidence_of(question: PooledQuestion) -> dict[str, Any]:
    """The figures that a flag keeps: as they were when it was raised (docs/statistics.md)."""
    fairness = question.fairness
    return {
        "attempts": "first",
        "cohorts": "all",
        "fr": fairness.reference,
        "en": fairness.focal,
        "worse": LANGUAGES[fairness.worse == FOCAL],
        "probability": fairness.probability,
        "effect": _values(fairness.effect),
        "raw": _values(fairness.raw),
        "odds_ratio": _values(fairness.odds_ratio),
        "difference": _values(fairness.difference),
        "ets": fairness.ets,
        "facility": {part.language: part.facility.value for part in question.languages},
    }


def _judged_before(face: int, sitters: int) -> bool:
    """Whether a person has closed such a flag on these words on hardly less evidence."""
    resolved = FaceFlag.objects.filter(
        face=face, reason=FaceFlag.Reason.FAIRNESS, resolved_at__isnull=False
    ).values_list("evidence", flat=True)
    known = [evidence.get("fr", 0) + evidence.get("en", 0) for evidence in resolved]
    return bool(known) and sitters < _NEWS * max(known)


def _values(figure: Figure) -> dict[str, float | None]:
    return {"value": figure.value, "low": figure.low, "high": figure.high}
