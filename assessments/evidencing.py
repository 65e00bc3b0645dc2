"""Rows → the evidence of attempts: six queries, however many attempts and items."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.kinds.base import settled
from assessments.kinds.registry import kind_of
from assessments.models import (
    Attempt,
    AttemptItem,
    AttemptStep,
    Irregularity,
    QuestionVersion,
    Regrade,
    UnmatchedAnswer,
)
from assessments.replay import Step, standing_answers
from assessments.scoring.evidence import ItemEvidence, Keyed, Ruling

Drawn = Mapping[str, Any] | None
# As long as the column: normalising may lengthen what was typed.
LONGEST_WORDING = 300


@dataclass(frozen=True)
class Supposed:
    """A regrade that was not made: the version it is about, its policy, the corrected version."""

    version: int
    policy: str
    corrected: QuestionVersion | None = None


def keyed_of(version: QuestionVersion, drawn: Drawn = None) -> Keyed:
    """How a version marks, with what was drawn for the place; its question is fetched with it."""
    kind = kind_of(version.question.kind)
    return Keyed(version.scheme, kind.scored_key(settled(version.structure, drawn)))


def ruling_of(policy: str, corrected: QuestionVersion | None, drawn: Drawn = None) -> Ruling:
    """The ruling that a regrade makes on one place."""
    return Ruling(policy, keyed_of(corrected, drawn) if corrected is not None else None)


def wording_of(version: QuestionVersion, response: Any) -> str:
    """The normalised wording that people may read, as it is stored; "" where there is none."""
    wording = kind_of(version.question.kind).wording(version.structure, response)
    return (wording or "").replace("\0", "")[:LONGEST_WORDING]


def steps_of(attempt: Attempt) -> list[Step]:
    """The attempt's steps as values."""
    return _steps([attempt.pk])[attempt.pk]


def evidence_of(
    attempts: Sequence[Attempt], *, supposed: Supposed | None = None
) -> dict[int, list[ItemEvidence]]:
    """Attempt id → its items in order with every decision about them.

    The newest regrade that names an attempt and the item's version counts; with `supposed` its
    ruling counts instead, as if it had been made last, on every one of these attempts.
    """
    ids = [attempt.pk for attempt in attempts]
    places = list(
        AttemptItem.objects.filter(attempt__in=ids)
        .order_by("attempt_id", "position")
        .values_list(
            "pk", "attempt_id", "position", "version_id", "attempt__enrolment__cohort_id", "drawn"
        )
    )
    versions = QuestionVersion.objects.select_related("question").in_bulk(
        {version for _, _, _, version, _, _ in places}
    )
    standing = {pk: standing_answers(own) for pk, own in _steps(ids).items()}
    rulings = _rulings(ids)
    struck = set(
        Irregularity.objects.filter(item__attempt__in=ids, lifted_at__isnull=True).values_list(
            "item", flat=True
        )
    )
    wordings: dict[int, tuple[int, int, str]] = {}
    for pk, attempt, position, version, cohort, _drawn in places:
        answer = standing[attempt].get(position)
        if wording := wording_of(versions[version], answer.response if answer else None):
            wordings[pk] = (cohort, version, wording)
    right = _read_right(wordings.values())
    found: dict[int, list[ItemEvidence]] = {pk: [] for pk in ids}
    for pk, attempt, position, version, _cohort, drawn in places:
        answer = standing[attempt].get(position)
        made = rulings.get((attempt, version))
        if supposed is not None and supposed.version == version:
            made = (supposed.policy, supposed.corrected)
        found[attempt].append(
            ItemEvidence(
                position=position,
                version=version,
                points=versions[version].points,
                keyed=keyed_of(versions[version], drawn),
                response=answer.response if answer else None,
                language=answer.language if answer else "",
                ruling=ruling_of(*made, drawn) if made else None,
                read_right=pk in wordings and wordings[pk] in right,
                struck=pk in struck,
            )
        )
    return found


def _steps(ids: Sequence[int]) -> dict[int, list[Step]]:
    steps: dict[int, list[Step]] = {pk: [] for pk in ids}
    rows = AttemptStep.objects.filter(attempt__in=ids).order_by("attempt_id", "sequence", "pk")
    for owner, client_id, sequence, action, position, response, language in rows.values_list(
        "attempt_id", "client_id", "sequence", "action", "position", "response", "language"
    ):
        steps[owner].append(Step(str(client_id), sequence, action, position, response, language))
    return steps


def _rulings(
    ids: Sequence[int],
) -> Mapping[tuple[int, int], tuple[str, QuestionVersion | None]]:
    """(attempt, version) → policy and corrected version of the newest regrade."""
    named = (
        Regrade.attempts.through.objects.filter(attempt__in=ids)
        .select_related("regrade__corrected__question")
        .order_by("regrade__made_at", "regrade__pk")
    )
    return {
        (row.attempt_id, row.regrade.version_id): (row.regrade.policy, row.regrade.corrected)
        for row in named
    }


def _read_right(wordings: Iterable[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    """Those of these (cohort, version, wording) that readers called right; no query for none."""
    asked = set(wordings)
    if not asked:
        return set()
    rows = UnmatchedAnswer.objects.filter(
        cohort__in={cohort for cohort, _, _ in asked},
        version__in={version for _, version, _ in asked},
        right=True,
    )
    return set(rows.values_list("cohort_id", "version_id", "normalised")) & asked
