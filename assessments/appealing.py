"""Verbs of appeals (R19): lodged in time, answered in time by somebody who did not mark.

An appeal changes no mark. One that is upheld leads to a regrade or a correction, made there.
"""

import datetime

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.answersreading import attempts_with
from assessments.models import (
    AnswerReading,
    Appeal,
    Mark,
    PracticalSheet,
    QuizWindow,
    TeachingSheet,
)
from assessments.outcome.workingdays import ANSWER_WITHIN, APPEAL_WITHIN, add_working_days
from assessments.refusals import Refusal
from courses.models import Cohort, Enrolment

SHEET, ENTRY, READING, PRACTICAL = "sheet", "mark-entry", "reading", "practical-sheet"


@transaction.atomic
def lodge_appeal(
    *,
    enrolment: Enrolment,
    ground: str,
    text: str,
    lodged_on: datetime.date,
    by: User,
    at: datetime.datetime,
) -> Appeal:
    """Record an appeal that came in writing; one that came too late is recorded as just that.

    The term runs from the last day before it on which results became known: a release, or the
    freeze. Raises Refusal: REASON_MISSING (nothing is contested), LODGED_AHEAD, NO_RESULTS_YET.
    Frozen cohorts take appeals: that is when they come.
    """
    cohort = Cohort.objects.select_for_update().get(pk=enrolment.cohort_id)
    if not text.strip():
        raise Refusal(refusals.REASON_MISSING)
    if lodged_on > at.astimezone(cohort.tz).date():
        raise Refusal(refusals.LODGED_AHEAD)
    known = [day for day in results_known_on(cohort) if day <= lodged_on]
    if not known:
        raise Refusal(refusals.NO_RESULTS_YET)
    until = add_working_days(max(known), APPEAL_WITHIN)
    late = lodged_on > until
    return Appeal.objects.create(
        enrolment=enrolment,
        ground=ground,
        text=text.strip(),
        lodged_on=lodged_on,
        lodged_until=until,
        answer_due_on=add_working_days(lodged_on, ANSWER_WITHIN),
        recorded_at=at,
        recorded_by=by,
        decision=Appeal.Decision.OUT_OF_TIME if late else "",
        answered_at=at if late else None,
        answered_by=by if late else None,
    )


@transaction.atomic
def answer_appeal(
    *, appeal: Appeal, decision: str, answer: str, by: User, at: datetime.datetime
) -> Appeal:
    """Answer an appeal once and for all: upheld or rejected, with words.

    Raises Refusal: OUT_OF_TIME, DECIDED, REASON_MISSING, OUT_OF_RANGE (another decision),
    MARKED_THIS_TRAINEE with details `acts`, what this person did. Race: the appeal is locked.
    """
    appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if appeal.decision == Appeal.Decision.OUT_OF_TIME:
        raise Refusal(refusals.OUT_OF_TIME)
    if appeal.decision:
        raise Refusal(refusals.DECIDED)
    if decision not in (Appeal.Decision.UPHELD, Appeal.Decision.REJECTED):
        raise Refusal(refusals.OUT_OF_RANGE)
    if not answer.strip():
        raise Refusal(refusals.REASON_MISSING)
    acts = marking_acts(by, appeal.enrolment)
    if acts:
        raise Refusal(refusals.MARKED_THIS_TRAINEE, acts=acts)
    appeal.decision, appeal.answer = decision, answer.strip()
    appeal.answered_at, appeal.answered_by = at, by
    appeal.save(update_fields=["decision", "answer", "answered_at", "answered_by"])
    return appeal


def results_known_on(cohort: Cohort) -> list[datetime.date]:
    """The days, by the venue's calendar, on which results of the cohort became known."""
    releases = QuizWindow.objects.filter(cohort=cohort, released_at__isnull=False)
    moments = list(releases.values_list("released_at", flat=True))
    if cohort.frozen_at is not None:
        moments.append(cohort.frozen_at)
    return sorted({moment.astimezone(cohort.tz).date() for moment in moments if moment})


def marking_acts(user: User, enrolment: Enrolment) -> list[str]:
    """What this person marked of this trainee: codes; empty for somebody who did not mark."""
    acts = []
    if TeachingSheet.objects.filter(enrolment=enrolment, assessor=user).exists():
        acts.append(SHEET)
    if Mark.objects.filter(enrolment=enrolment, entered_by=user).exists():
        acts.append(ENTRY)
    if PracticalSheet.objects.filter(enrolment=enrolment, assessor=user).exists():
        acts.append(PRACTICAL)
    if _read_an_answer(user, enrolment):
        acts.append(READING)
    return acts


def _read_an_answer(user: User, enrolment: Enrolment) -> bool:
    own = set(enrolment.attempts.values_list("pk", flat=True))
    readings = AnswerReading.objects.filter(
        reader=user,
        answer__cohort=enrolment.cohort_id,
        answer__version__attempt_items__attempt__in=own,
    ).distinct()
    return any(
        attempt.pk in own
        for reading in readings.select_related("answer__version__question")
        for attempt in attempts_with(reading.answer)
    )
