"""Verbs of files of answers: a device without network saved one, the team takes it in.

The steps of a file go through the verb of those that arrive over the network, with the moment of
the taking-in as their arrival: what that verb refuses, keeps or knows already is the same here.
"""

import hashlib
import hmac
import logging
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.models import User
from assessments import refusals, states
from assessments.answerfiles import SavedAnswers, key_of, opened
from assessments.answering import SentStep, step_from_script
from assessments.answerkeyring import (
    AnswerKeyProblem,
    answer_key_named,
    newest_answer_key,
)
from assessments.closing import close_if_overdue
from assessments.locking import lock_open_cohort
from assessments.models import AnswerFile, Attempt, AttemptStep, LateStep, Quiz
from assessments.refusals import Refusal
from assessments.replay import ANSWER
from courses.models import Cohort

logger = logging.getLogger(__name__)

# What may become of an answer in a file.
SAVED = "saved"
KEPT = "kept"  # came after the end, given before it: a late answer, for a person to decide
KNOWN = "known"  # arrived before
LET_GO = "let-go"  # given after the end, or late and no other than what stands
UNREADABLE = "unreadable"
FATES = (SAVED, KEPT, KNOWN, LET_GO, UNREADABLE)


@dataclass
class Taking:
    """What taking a file in does: how many answers meet which fate, and the questions concerned.

    `changed`: another answer stands now. `over_later`: among these, the one that stood was given
    later by the devices' clocks, but its device counted lower.
    """

    fates: Counter[str] = field(default_factory=Counter)
    changed: list[int] = field(default_factory=list)
    over_later: list[int] = field(default_factory=list)


def page_seal(public_id: uuid.UUID) -> str:
    """What a page of this attempt puts into its file: who has no such page can make none."""
    name = str(public_id)
    seal = salted_hmac("answer-file", name, secret=settings.REGISTER_KEY, algorithm="sha256")
    return seal.hexdigest()[:32]


def is_of_page(public_id: uuid.UUID, seal: str) -> bool:
    """Whether a page of this attempt bore the seal."""
    return hmac.compare_digest(page_seal(public_id).encode(), seal.encode("utf-8", "replace"))


@dataclass(frozen=True)
class PageKey:
    """What a page needs to save a file without a network: the public half of the key in use, the
    seal, and six digits of the attempt for the file's name."""

    identifier: str
    modulus: str
    seal: str
    short: str


def page_key(attempt: Attempt) -> PageKey | None:
    """For a page of the attempt; None where no key was made: then no file is offered."""
    try:
        key = newest_answer_key()
    except AnswerKeyProblem:
        logger.exception("The key for files of answers cannot be read")
        return None
    if key is None:
        return None
    name = attempt.public_id
    return PageKey(key.identifier, key.modulus, page_seal(name), name.hex[:6])


def digest_of(raw: bytes) -> str:
    """SHA-256 of a file, by which the record knows it."""
    return hashlib.sha256(raw).hexdigest()


def open_answers(raw: bytes) -> SavedAnswers:
    """What a file says. Raises Refusal: as `answerfiles.opened`, FILE_KEY_UNKNOWN."""
    try:
        key = answer_key_named(key_of(raw))
    except AnswerKeyProblem:
        logger.exception("A key that opens files of answers cannot be read")
        key = None
    if key is None:
        raise Refusal(refusals.FILE_KEY_UNKNOWN)
    return opened(raw, key=key.secret)


def attempt_of(saved: SavedAnswers, *, cohort: Cohort, quiz: Quiz) -> Attempt:
    """The attempt of this cohort and quiz that a file belongs to.

    Raises Refusal: FILE_NOT_SEALED when no page of ours made it, FILE_ELSEWHERE, FILE_EMPTY,
    ATTEMPT_CANCELLED.
    """
    if not is_of_page(saved.attempt, saved.seal):
        raise Refusal(refusals.FILE_NOT_SEALED)
    attempt = (
        Attempt.objects.select_related("enrolment__cohort", "enrolment__user", "quiz__activity")
        .filter(enrolment__cohort=cohort, enrolment__withdrawn_at__isnull=True, quiz=quiz)
        .filter(public_id=saved.attempt)
        .first()
    )
    if attempt is None:
        raise Refusal(refusals.FILE_ELSEWHERE)
    if attempt.state == states.CANCELLED:
        raise Refusal(refusals.ATTEMPT_CANCELLED)
    if not saved.steps:
        raise Refusal(refusals.FILE_EMPTY)
    return attempt


def look_at(*, attempt: Attempt, steps: Iterable[SentStep | None], at: datetime) -> Taking:
    """What taking these steps in would do: it is done and undone. Raises Refusal(FROZEN)."""
    with transaction.atomic():
        taking = _play(attempt, steps, at)
        transaction.set_rollback(True)
    attempt.refresh_from_db(fields=["state", "submitted_at"])
    return taking


@transaction.atomic
def take_in(
    *,
    attempt: Attempt,
    steps: Iterable[SentStep | None],
    digest: str,
    key: str,
    by: User,
    at: datetime,
) -> Taking:
    """Send the steps of a file to their attempt (None: one that is no step) and keep a record.

    Taken in twice, the second time everything is KNOWN. Raises Refusal(FROZEN). Race: the cohort is
    locked, so that a freeze sees the answers kept or comes first.
    """
    taking = _play(attempt, steps, at)
    AnswerFile.objects.create(
        attempt=attempt,
        digest=digest,
        key=key,
        answers={fate: taking.fates[fate] for fate in FATES},
        taken_by=by,
        taken_at=at,
    )
    return taking


def _play(attempt: Attempt, steps: Iterable[SentStep | None], at: datetime) -> Taking:
    lock_open_cohort(attempt.enrolment.cohort_id)
    close_if_overdue(attempt=attempt, at=at)
    taking, before = Taking(), _standing(attempt)
    late = set(LateStep.objects.filter(attempt=attempt).values_list("client_id", flat=True))
    for sent in steps:
        fate = UNREADABLE if sent is None else _sent(attempt, sent, at)
        if sent is not None and sent.client_id in late:
            fate = KNOWN
        if sent is None or sent.action == ANSWER:
            taking.fates[fate] += 1
    after = _standing(attempt)
    taking.changed = [place for place in sorted(after) if _differs(before, after, place)]
    taking.over_later = [
        place for place in taking.changed if place in before and before[place][1] > after[place][1]
    ]
    return taking


def _sent(attempt: Attempt, sent: SentStep, at: datetime) -> str:
    try:
        return SAVED if step_from_script(attempt=attempt, sent=sent, at=at) else KNOWN
    except Refusal as refusal:
        if refusal.code == refusals.NO_SUCH_ITEM:
            return UNREADABLE
    kept = LateStep.objects.filter(attempt=attempt, client_id=sent.client_id).exists()
    return KEPT if kept else LET_GO


def _standing(attempt: Attempt) -> dict[int, tuple[object, int]]:
    """Place → the answer that stands, as `replay` ranks, and when its device says it was given."""
    answers = AttemptStep.objects.filter(attempt=attempt, action=ANSWER, position__isnull=False)
    rows = answers.order_by("sequence", "client_id").values_list("position", "response", "elapsed")
    return {place: (response, elapsed) for place, response, elapsed in rows if place is not None}


def _differs(
    before: dict[int, tuple[object, int]], after: dict[int, tuple[object, int]], place: int
) -> bool:
    return place not in before or before[place][0] != after[place][0]
