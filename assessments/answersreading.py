"""Verbs of short answers that no key matched: collected when an attempt ends, read by two people.

A wording stands once for a cohort. Nothing here says who wrote it, in which language, or how often.
"""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import MANAGE_ASSESSMENTS, roles_with
from assessments import refusals, states
from assessments.evidencing import evidence_of, wording_of
from assessments.grading import Remark, mark_attempts
from assessments.kinds.base import no_wording
from assessments.kinds.registry import KINDS
from assessments.locking import lock_open_cohort
from assessments.models import (
    AnswerReading,
    Attempt,
    AttemptGrade,
    FaceFlag,
    QuestionFace,
    QuestionVersion,
    UnmatchedAnswer,
)
from assessments.outcome.verdict import TWO, Verdict, verdict_of
from assessments.permissions import answers_read_by, assessments_managed_by
from assessments.refusals import Refusal
from assessments.scoring.evidence import IRREGULARITY, LEFT_OUT, ItemEvidence, item_worth

# Kinds whose answers people may have to read.
FREE = [kind.key for kind in KINDS.values() if kind.wording is not no_wording]


def collect_unmatched(*, attempts: Sequence[Attempt], at: datetime.datetime) -> None:
    """Put every free answer of marked attempts that no key matched before the readers.

    A wording that is there already, read or not, is joined. Call it wherever marking may have left
    an answer to them, after marking, inside that transaction: where an attempt is closed, and where
    what stood before the key is taken back. While an answer is left out, struck or given full marks
    nobody reads it; nor where the pinned key took it and a corrected one does not.
    """
    free = Attempt.objects.filter(pk__in=[one.pk for one in attempts])
    free = free.filter(items__version__question__kind__in=FREE).distinct()
    held = list(free.select_related("enrolment"))
    evidence = evidence_of(held) if held else {}
    versions = QuestionVersion.objects.select_related("question").in_bulk(
        {item.version for items in evidence.values() for item in items}
    )
    for attempt in held:
        for item in evidence[attempt.pk]:
            wording = wording_of(versions[item.version], item.response)
            if not wording or not _is_left_to_readers(item):
                continue
            UnmatchedAnswer.objects.get_or_create(
                cohort_id=attempt.enrolment.cohort_id,
                version_id=item.version,
                normalised=wording,
                defaults={"typed": item.response.replace("\0", "")[:300], "found_at": at},
            )


def _is_left_to_readers(item: ItemEvidence) -> bool:
    worth = item_worth(item)
    return (
        not worth.fraction
        and not item.keyed.fraction(item.response)
        and worth.because not in (LEFT_OUT, IRREGULARITY)
    )


@transaction.atomic
def read_answer(
    *, answer: UnmatchedAnswer, right: bool, by: User, at: datetime.datetime
) -> UnmatchedAnswer:
    """Store one reader's final verdict; decide and mark again once it is the deciding one.

    Two readers who agree decide. Where they differ a third person does: a lead of the cohort, or,
    when each of them is one of the two, any third reader. Raises Refusal: READ_ALREADY (this person
    has read it), DECIDED, LEAD_DECIDES, FROZEN. Race: the cohort is locked, so two verdicts at once
    come one after the other.
    """
    lock_open_cohort(answer.cohort_id)
    answer.refresh_from_db()
    verdict = verdict_of(list(answer.readings.values_list("right", flat=True)))
    if answer.readings.filter(reader=by).exists():
        raise Refusal(refusals.READ_ALREADY)
    if answer.right is not None:
        raise Refusal(refusals.DECIDED)
    if verdict is Verdict.SPLIT and not may_settle(answer, by):
        raise Refusal(refusals.LEAD_DECIDES)
    AnswerReading.objects.create(answer=answer, reader=by, right=right, read_at=at)
    verdict = verdict_of(list(answer.readings.values_list("right", flat=True)))
    if verdict in (Verdict.RIGHT, Verdict.WRONG):
        answer.right, answer.decided_at = verdict is Verdict.RIGHT, at
        answer.save(update_fields=["right", "decided_at"])
        _mark_again(answer, by=by, at=at)
    return answer


def may_settle(answer: UnmatchedAnswer, user: User) -> bool:
    """Whether the person may be the third reader: a lead, or anyone once every lead has read."""
    if assessments_managed_by(user).filter(pk=answer.cohort_id).exists():
        return True
    readers = answer.readings.values_list("reader", flat=True)
    leads = answer.cohort.team.filter(role__in=roles_with(MANAGE_ASSESSMENTS))
    return not leads.exclude(user__in=readers).exists()


def answers_waiting_for(user: User, *, cohort_id: int) -> list[UnmatchedAnswer]:
    """The wordings that this person may read now; what others said of them stays unknown."""
    if not answers_read_by(user).filter(pk=cohort_id).exists():
        return []
    waiting = (
        UnmatchedAnswer.objects.filter(cohort=cohort_id, right__isnull=True)
        .exclude(readings__reader=user)
        .select_related("version__question", "cohort")
        .prefetch_related("readings")
    )
    return [
        answer for answer in waiting if len(answer.readings.all()) < TWO or may_settle(answer, user)
    ]


@transaction.atomic
def propose_wording(
    *, answer: UnmatchedAnswer, language: str, by: User, at: datetime.datetime
) -> FaceFlag:
    """Ask the editors to take a wording that was found right into the list of one language.

    A flag on that face; proposals gather in the remark of the one that is open. Raises
    Refusal(NOT_RIGHT) for a wording that was not found right.
    """
    answer.refresh_from_db(fields=["right"])  # a page may be older than the verdict
    if not answer.right:
        raise Refusal(refusals.NOT_RIGHT)
    face = QuestionFace.objects.get(version=answer.version, language=language)
    flag, created = FaceFlag.objects.select_for_update().get_or_create(
        face=face,
        reason=FaceFlag.Reason.KEY,
        resolved_at=None,
        defaults={"remark": answer.typed, "raised_at": at, "raised_by": by},
    )
    if not created and answer.typed not in flag.remark.splitlines():
        flag.remark = f"{flag.remark}\n{answer.typed}"
        flag.save(update_fields=["remark"])
    return flag


def attempts_with(answer: UnmatchedAnswer) -> list[Attempt]:
    """The marked attempts of the cohort in which this wording stands."""
    attempts = list(_attempts_of(answer))
    evidence = evidence_of(attempts)
    return [
        attempt
        for attempt in attempts
        if any(
            item.version == answer.version_id
            and wording_of(answer.version, item.response) == answer.normalised
            for item in evidence[attempt.pk]
        )
    ]


def _attempts_of(answer: UnmatchedAnswer) -> QuerySet[Attempt]:
    return Attempt.objects.filter(
        enrolment__cohort=answer.cohort_id,
        items__version=answer.version_id,
        state__in=states.MARKED,
    )


def _mark_again(answer: UnmatchedAnswer, *, by: User, at: datetime.datetime) -> list[Remark]:
    # The reason says which question, never the verdict of a person.
    return mark_attempts(
        list(_attempts_of(answer)),
        by=by,
        at=at,
        cause=AttemptGrade.Cause.READING,
        reason=str(answer.version),
    )
