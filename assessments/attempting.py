"""Verbs of an attempt that is open: start it, save a step. How it ends: `assessments.closing`.

The race each one may lose is stated in its docstring; the table is `assessments.states`.
"""

import datetime
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import (
    BigAutoField,
    Exists,
    OuterRef,
    PositiveSmallIntegerField,
    QuerySet,
    UUIDField,
)

from accounts.prepared import Parameter, Prepared, PreparedInsert
from assessments import refusals, states
from assessments.closing import close_if_overdue
from assessments.drawing import draw_items, form_for, items_of_form
from assessments.holdreading import check_not_held
from assessments.kinds.registry import kind_of
from assessments.locking import lock_open_cohort
from assessments.models import Attempt, AttemptItem, AttemptStep, QuestionVersion, Quiz
from assessments.refusals import Refusal
from assessments.selection import item_seed, option_order
from assessments.sitting import Entitlement, Span, entitlement_of
from courses.models import Enrolment


def _what_decides() -> QuerySet[Attempt, Any]:
    """The row is locked, but only what decides about a step is read."""
    client_id = Parameter("client_id", UUIDField())
    position = Parameter("position", PositiveSmallIntegerField())
    known = AttemptStep.objects.filter(attempt=OuterRef("pk"), client_id=client_id)
    drawn = AttemptItem.objects.filter(attempt=OuterRef("pk"), position=position)
    locked = Attempt.objects.select_for_update().filter(pk=Parameter("pk", BigAutoField()))
    return locked.order_by().values_list(Exists(known), Exists(drawn), "state", "deadline_at")


_LOCKED, _STEP = Prepared(_what_decides), PreparedInsert(AttemptStep)


def open_attempt(*, enrolment: Enrolment, quiz: Quiz) -> Attempt | None:
    """The attempt in progress, if there is one."""
    return Attempt.objects.filter(enrolment=enrolment, quiz=quiz, state=states.IN_PROGRESS).first()


def next_opening(
    *, entitlement: Entitlement, earlier: list[Attempt], at: datetime.datetime
) -> datetime.datetime | None:
    """When the next attempt may start by R4, or None when no attempt is left.

    A cancelled attempt was none.
    """
    counted = [attempt for attempt in earlier if attempt.state != states.CANCELLED]
    if len(counted) >= entitlement.attempts_allowed:
        return None
    ends = [attempt.submitted_at for attempt in counted if attempt.submitted_at]
    if not ends:
        return at
    return max(ends) + datetime.timedelta(hours=entitlement.quiz.reopen_after_hours)


def start_attempt(*, enrolment: Enrolment, quiz: Quiz, seed: str, at: datetime.datetime) -> Attempt:
    """Draw the items and open an attempt; an attempt in progress is returned instead.

    Raises Refusal with NOT_OPEN_YET, CLOSED, STARTED_TOO_LATE, NO_ATTEMPT_LEFT, TOO_SOON (details:
    `opens_at`), CONTENT_HELD, POOL_EMPTY, NO_FORM or FROZEN.
    Race: of two starts at once one is stored, the other finds it.
    """
    running = open_attempt(enrolment=enrolment, quiz=quiz)
    if running is not None and not close_if_overdue(attempt=running, at=at):
        return running
    entitlement = entitlement_of(enrolment=enrolment, quiz=quiz)
    earlier = list(Attempt.objects.filter(enrolment=enrolment, quiz=quiz))
    span = check_start(enrolment=enrolment, entitlement=entitlement, earlier=earlier, at=at)
    on = at.astimezone(enrolment.cohort.tz).date()
    edition = enrolment.cohort.edition_id
    versions = [] if quiz.forms else draw_items(quiz, earlier, seed=seed, on=on, edition=edition)
    try:
        with transaction.atomic():
            lock_open_cohort(enrolment.cohort_id)
            # Behind the lock: forms that are assembled anew change before an attempt or not at all.
            form = form_for(enrolment=enrolment, quiz=quiz, seed=seed, at=at)
            if form is not None:
                versions = items_of_form(form)
            attempt = Attempt.objects.create(
                quiz=quiz,
                enrolment=enrolment,
                number=len(earlier) + 1,
                seed=seed,
                started_at=at,
                deadline_at=entitlement.deadline(span, started_at=at),
                window=span.window,
                form=form,
            )
            _store_items(attempt, versions)
            return attempt
    except IntegrityError:
        running = open_attempt(enrolment=enrolment, quiz=quiz)
        if running is None:
            raise
        return running


def check_start(
    *,
    enrolment: Enrolment,
    entitlement: Entitlement,
    earlier: list[Attempt],
    at: datetime.datetime,
) -> Span:
    """The span in which a new attempt starts now, or the Refusal that keeps it from starting.

    A module that is held closes everything drawn from it; attempts that run go on.
    """
    if enrolment.cohort.is_frozen:
        raise Refusal(refusals.FROZEN)
    span = entitlement.enter(at)
    opening = next_opening(entitlement=entitlement, earlier=earlier, at=at)
    if opening is None:
        raise Refusal(refusals.NO_ATTEMPT_LEFT)
    if opening > at:
        raise Refusal(refusals.TOO_SOON, opens_at=opening)
    check_not_held(entitlement.quiz, edition=enrolment.cohort.edition_id)
    return span


def _store_items(attempt: Attempt, versions: list[QuestionVersion]) -> None:
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt,
            position=position,
            version=version,
            option_order=option_order(
                kind_of(version.question.kind).options(version.structure),
                seed=attempt.seed,
                item=version.question.key,
                fixed=kind_of(version.question.kind).fixed_order,
            ),
            drawn=kind_of(version.question.kind).draw(
                version.structure, item_seed(attempt.seed, version.question.key)
            ),
        )
        for position, version in enumerate(versions, start=1)
    )


@transaction.atomic
def save_step(
    *,
    attempt: Attempt,
    client_id: uuid.UUID,
    sequence: int,
    action: str,
    position: int | None,
    response: Any,
    language: str,
    elapsed: int,
    at: datetime.datetime,
) -> bool:
    """Append one step; False when this step was there already (nothing changes then).

    Raises Refusal(OVER) once the attempt has ended, TIME_IS_UP past its deadline, FROZEN when its
    cohort is, NO_SUCH_ITEM for a position that was not drawn. Race with submit: the row of the
    attempt is locked, so a step is either before the submission and counts, or after it and is
    refused.
    """
    is_known, is_drawn, state, deadline_at = _LOCKED.first(
        pk=attempt.pk, client_id=client_id, position=position or 0
    )
    if is_known:
        return False
    if (state, states.SAVE) not in states.TRANSITIONS:
        raise Refusal(refusals.OVER)
    if deadline_at and at > deadline_at:
        raise Refusal(refusals.TIME_IS_UP)
    if attempt.enrolment.cohort.is_frozen:
        raise Refusal(refusals.FROZEN)
    if position is not None and not is_drawn:
        raise Refusal(refusals.NO_SUCH_ITEM)
    _STEP.store(
        attempt_id=attempt.pk,
        client_id=client_id,
        sequence=sequence,
        action=action,
        position=position,
        response=response,
        language=language,
        elapsed=elapsed,
        received_at=at,
    )
    return True
