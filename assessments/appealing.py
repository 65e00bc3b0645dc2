"""Verbs of appeals (R19): lodged in time, answered in time by somebody who took no part.

An appeal changes no mark. One that is upheld leads to a regrade or a correction, made there.
"""

import datetime

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from accounts.roles import FREEZE, MANAGE_ASSESSMENTS, roles_with
from assessments import refusals
from assessments.answersreading import attempts_with
from assessments.models import (
    AnswerReading,
    Appeal,
    Attempt,
    Correction,
    Irregularity,
    LateStep,
    PracticalSheet,
    QuizWindow,
    Regrade,
    TeachingSheet,
)
from assessments.outcome.workingdays import ANSWER_WITHIN, APPEAL_WITHIN, add_working_days
from assessments.permissions import restricted_files_of
from assessments.refusals import Refusal
from courses.models import Cohort, Enrolment

SHEET, ENTRY, READING, PRACTICAL = "sheet", "mark-entry", "reading", "practical-sheet"
ANNULMENT, LATE, REGRADE = "annulment", "late-answers", "regrade"
IRREGULARITY, CORRECTION = "irregularity", "correction"


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
    known = [day for day in results_known_on(cohort, enrolment=enrolment) if day <= lodged_on]
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


def answerers_of(enrolment: Enrolment) -> list[User]:
    """Who may answer an appeal of this trainee: leads and registrars who took no part, by name.

    Empty where all of them took part: then somebody else has to be given such a post.
    """
    posts = roles_with(MANAGE_ASSESSMENTS) + roles_with(FREEZE)
    team = enrolment.cohort.team.filter(role__in=posts).values("user")
    return [
        person
        for person in User.objects.filter(pk__in=team).order_by("sort_key", "pk")
        if restricted_files_of(person).filter(pk=enrolment.cohort_id).exists()
        and not marking_acts(person, enrolment)
    ]


def results_known_on(cohort: Cohort, *, enrolment: Enrolment | None = None) -> list[datetime.date]:
    """The days, by the venue's calendar, on which results of the cohort became known; of those that
    were shown to one trainee later, only that trainee's own count where one is asked for.
    """
    releases = QuizWindow.objects.filter(cohort=cohort, released_at__isnull=False)
    later = Attempt.objects.filter(enrolment__cohort=cohort, released_at__isnull=False)
    if enrolment is not None:
        later = later.filter(enrolment=enrolment)
    moments = [
        *releases.values_list("released_at", flat=True),
        *later.order_by().values_list("released_at", flat=True).distinct(),
    ]
    if cohort.frozen_at is not None:
        moments.append(cohort.frozen_at)
    return sorted({moment.astimezone(cohort.tz).date() for moment in moments if moment})


def marking_acts(user: User, enrolment: Enrolment) -> list[str]:
    """What this person did to this trainee's marks: codes; empty for somebody who took no part.

    A regrade of many is an act on those whose attempt it changed, and on those who were still
    sitting: they were marked by it. On everybody else's attempt it decided nothing.
    """
    sheets = TeachingSheet.objects.filter(enrolment=enrolment)
    typed = sheets.filter(entered_by=user).exclude(assessor=user)
    late = LateStep.objects.filter(attempt__enrolment=enrolment, decided_by=user)
    ruled = Irregularity.objects.filter(enrolment=enrolment)
    corrected = Correction.objects.filter(outcome__enrolment=enrolment, made_by=user)
    found = {
        SHEET: sheets.filter(assessor=user).exists(),
        ENTRY: typed.exists() or enrolment.marks.filter(entered_by=user).exists(),
        PRACTICAL: PracticalSheet.objects.filter(enrolment=enrolment, assessor=user).exists(),
        READING: _read_an_answer(user, enrolment),
        ANNULMENT: sheets.filter(annulled_by=user).exists(),
        LATE: late.exists(),
        REGRADE: _regraded(user, enrolment),
        IRREGULARITY: ruled.filter(Q(decided_by=user) | Q(lifted_by=user)).exists(),
        CORRECTION: corrected.exists(),
    }
    return [act for act, done in found.items() if done]


def _regraded(user: User, enrolment: Enrolment) -> bool:
    named = Q(regrades__made_by=user)
    sitting = Q(submitted_at__isnull=True) | Q(submitted_at__gt=F("regrades__made_at"))
    own = Attempt.objects.filter(enrolment=enrolment)
    if own.filter(named & sitting).exists():
        return True
    ids = set(own.values_list("pk", flat=True))
    regrades = Regrade.objects.filter(made_by=user, attempts__in=ids).distinct()
    return any(
        change["attempt"] in ids
        for changes in regrades.values_list("changes", flat=True)
        for change in changes
    )


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
