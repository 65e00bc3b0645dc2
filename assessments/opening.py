"""Verbs of the lead: sittings are opened, moved, cancelled, released; trainees are granted more."""

import datetime

from django.db import transaction
from django.db.models import F, Max, Q

from accounts.models import User
from assessments import refusals, states
from assessments.bridge import rules_of
from assessments.closing import cancel_attempt, close_overdue
from assessments.locking import lock_open_cohort
from assessments.models import Attempt, Extension, Quiz, QuizWindow, WindowChange
from assessments.refusals import Refusal
from assessments.resitting import check_resit
from courses.models import ActivityKind, Cohort, Enrolment


@transaction.atomic
def open_sitting(
    *,
    cohort: Cohort,
    quiz: Quiz,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    only_granted: bool = False,
) -> QuizWindow:
    """Another sitting of a quiz for a cohort. Raises WINDOW_BACKWARDS, FROZEN."""
    lock_open_cohort(cohort.pk)
    if closes_at <= opens_at:
        raise Refusal(refusals.WINDOW_BACKWARDS)
    last = QuizWindow.objects.filter(cohort=cohort, quiz=quiz).aggregate(last=Max("number"))
    return QuizWindow.objects.create(
        cohort=cohort,
        quiz=quiz,
        number=(last["last"] or 0) + 1,
        opens_at=opens_at,
        closes_at=closes_at,
        only_granted=only_granted,
    )


@transaction.atomic
def move_sitting(
    *,
    window: QuizWindow,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    reason: str,
    by: User | None,
    at: datetime.datetime,
) -> WindowChange | None:
    """Give a sitting other times; None when they are the same.

    Attempts in progress whose end hung on the window's move with it (a late start for the whole
    class). Raises REASON_MISSING, WINDOW_BACKWARDS, CANCELLED, RELEASED (it would open after its
    results were shown), FROZEN.
    """
    lock_open_cohort(window.cohort_id)
    window = QuizWindow.objects.select_for_update().select_related("quiz").get(pk=window.pk)
    if window.cancelled_at:
        raise Refusal(refusals.CANCELLED)
    if closes_at <= opens_at:
        raise Refusal(refusals.WINDOW_BACKWARDS)
    if (window.opens_at, window.closes_at) == (opens_at, closes_at):
        return None
    if window.released_at and opens_at > window.released_at:
        raise Refusal(refusals.RELEASED)
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    change = WindowChange.objects.create(
        window=window,
        opened_at=window.opens_at,
        closed_at=window.closes_at,
        opens_at=opens_at,
        closes_at=closes_at,
        reason=reason.strip(),
        made_at=at,
        made_by=by,
    )
    later = closes_at - window.closes_at
    window.opens_at, window.closes_at = opens_at, closes_at
    window.save(update_fields=["opens_at", "closes_at"])
    if window.quiz.ends_with_window:
        window.attempts.filter(state=states.IN_PROGRESS, deadline_at__gte=at).update(
            deadline_at=F("deadline_at") + later
        )
    return change


@transaction.atomic
def cancel_sitting(
    *, window: QuizWindow, reason: str, by: User | None, at: datetime.datetime
) -> int:
    """Cancel a sitting; attempts in progress end without counting. Returns how many.

    Attempts already submitted keep their mark, and so do those whose time was over by now, closed
    or not. Raises REASON_MISSING, CANCELLED, RELEASED, FROZEN.
    """
    lock_open_cohort(window.cohort_id)
    window = QuizWindow.objects.select_for_update().get(pk=window.pk)
    if window.cancelled_at:
        raise Refusal(refusals.CANCELLED)
    if window.released_at:
        raise Refusal(refusals.RELEASED)
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    window.cancelled_at, window.cancelled_by = at, by
    window.cancelled_reason = reason.strip()
    window.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason"])
    close_overdue(at=at, cohort=window.cohort)
    running = window.attempts.filter(state=states.IN_PROGRESS).select_related("enrolment")
    return sum(
        cancel_attempt(attempt=attempt, reason=window.cancelled_reason, by=by, at=at)
        for attempt in running
    )


@transaction.atomic
def release_results(*, window: QuizWindow, by: User | None, at: datetime.datetime) -> None:
    """Show the trainees their marks of this sitting; what was sat in an own window goes with it,
    also where its time ran out and nobody has closed it yet.

    The second time the day of the release stays, and what came in own windows since is shown too:
    each of these keeps its own moment, from which the term of an appeal runs.
    Raises CANCELLED, NOT_OPEN_YET, FROZEN.
    """
    lock_open_cohort(window.cohort_id)
    window = QuizWindow.objects.select_for_update().get(pk=window.pk)
    if window.cancelled_at:
        raise Refusal(refusals.CANCELLED)
    if at < window.opens_at:
        raise Refusal(refusals.NOT_OPEN_YET)
    afterwards = {"released_at": at, "released_by": by} if window.released_at else {}
    if not window.released_at:
        window.released_at, window.released_by = at, by
        window.save(update_fields=["released_at", "released_by"])
    close_overdue(at=at, cohort=window.cohort)
    Attempt.objects.filter(
        enrolment__cohort=window.cohort_id,
        quiz=window.quiz_id,
        window__isnull=True,
        state__in=states.MARKED,
    ).update(window=window, **afterwards)


@transaction.atomic
def grant_extension(
    *,
    enrolment: Enrolment,
    quiz: Quiz,
    reason: str,
    by: User | None,
    at: datetime.datetime,
    extra_minutes: int = 0,
    extra_attempts: int = 0,
    opens_at: datetime.datetime | None = None,
    closes_at: datetime.datetime | None = None,
) -> Extension:
    """Grant a trainee more time, more attempts or an own window; it takes the place of an earlier
    grant for this quiz. An attempt in progress gets the difference in minutes at once.

    Raises REASON_MISSING, WINDOW_BACKWARDS (one end alone, or the wrong way round), ONE_RESIT (more
    re-sits of the exam than R12 knows: a further one would count for nothing), NO_RESIT (R12 leaves
    this trainee none), FROZEN.
    """
    lock_open_cohort(enrolment.cohort_id)
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    before = _newest_grant(enrolment, quiz)
    had = before.extra_attempts if before else 0
    if quiz.activity.kind == ActivityKind.EXAM and extra_attempts > had:
        allowed = rules_of(enrolment.cohort).resits_per_component
        if extra_attempts > allowed:
            raise Refusal(refusals.ONE_RESIT, allowed=allowed)
        check_resit(enrolment, ActivityKind.EXAM)
    if (opens_at is None) != (closes_at is None) or (
        opens_at is not None and closes_at is not None and closes_at <= opens_at
    ):
        raise Refusal(refusals.WINDOW_BACKWARDS)
    grant = Extension.objects.create(
        enrolment=enrolment,
        quiz=quiz,
        extra_minutes=extra_minutes,
        extra_attempts=extra_attempts,
        opens_at=opens_at,
        closes_at=closes_at,
        reason=reason.strip(),
        granted_at=at,
        granted_by=by,
    )
    _lengthen_running(grant, at=at)
    return grant


@transaction.atomic
def withdraw_extension(*, grant: Extension, by: User | None, at: datetime.datetime) -> None:
    """Take a grant back; what was started under it goes on as it was. Raises FROZEN."""
    lock_open_cohort(grant.enrolment.cohort_id)
    Extension.objects.filter(pk=grant.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by=by
    )


def _newest_grant(enrolment: Enrolment, quiz: Quiz) -> Extension | None:
    grants = Extension.objects.filter(enrolment=enrolment, quiz=quiz, withdrawn_at__isnull=True)
    return grants.order_by("granted_at", "pk").last()


def _lengthen_running(grant: Extension, *, at: datetime.datetime) -> None:
    """More minutes reach an attempt whose time still runs; less never takes time away.

    What an earlier grant gave it, be it reduced or taken back since, is not given again.
    """
    running = Attempt.objects.filter(
        enrolment=grant.enrolment, quiz=grant.quiz, state=states.IN_PROGRESS, deadline_at__gte=at
    )
    attempt = running.first()
    if attempt is None:
        return
    more = grant.extra_minutes - _minutes_given(attempt, besides=grant)
    if more > 0:
        running.update(deadline_at=F("deadline_at") + datetime.timedelta(minutes=more))


def _minutes_given(attempt: Attempt, *, besides: Extension) -> int:
    """The most minutes that grants have added to this attempt, at its start or while it ran."""
    grants = Extension.objects.filter(enrolment=attempt.enrolment_id, quiz=attempt.quiz_id)
    grants = grants.exclude(pk=besides.pk).order_by("granted_at", "pk")
    since = Q(granted_at__gt=attempt.started_at)
    kept = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=attempt.started_at)
    counted = [grants.filter(kept & ~since).last(), *grants.filter(since)]
    return max((grant.extra_minutes for grant in counted if grant), default=0)
