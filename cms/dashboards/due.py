"""What a trainee has to do: attempts to go on with, open quizzes, a lesson, the action plan."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from assessments import states
from assessments.attempting import next_opening
from assessments.models import ActionPlan, Attempt, Mark
from assessments.refusals import Refusal
from assessments.sitting import Entitlement, entitlements_of
from certificates.models import Certificate
from certificates.namereading import CHANGED, WRONG, own_name
from cms.dashboards.place import Place
from cms.editionreading import texts_of
from cms.models import ModulePage, agreed_keys
from courses.models import (
    Activity,
    ActivityCompletion,
    ActivityKind,
    Cohort,
    Enrolment,
    SectionProgress,
)

RESUME, QUIZ, SECOND, LESSON, PLAN, NAME = "resume", "quiz", "second", "lesson", "plan", "name"
CATCH_UP = "catch-up"
# From day 10 on an unsigned name stands first: the last day is too late (domain 1.6).
NAME_FROM_DAY = 10
URGENT = datetime.timedelta(hours=12)


@dataclass(frozen=True)
class Task:
    """One line of the list; `state` is a state of the look, `until` a deadline or None."""

    kind: str
    state: str
    url: str = ""
    title: str = ""
    until: datetime.datetime | None = None
    details: dict[str, Any] = field(default_factory=dict)


def tasks_of(
    enrolment: Enrolment, place: Place, *, language: str, at: datetime.datetime
) -> list[Task]:
    """What is due, most pressing first; in a frozen cohort only an unsigned name.

    At most eleven queries.
    """
    name = _name(enrolment, place)
    if enrolment.cohort.is_frozen:
        return name
    quizzes = quiz_tasks(enrolment, at=at)
    found = [task for task in quizzes if task.kind != SECOND]
    found += _catch_ups(enrolment, at)
    found += _lesson(enrolment, place, language)
    found += _plan(enrolment, place)
    found += [task for task in quizzes if task.kind == SECOND]
    return name + found if name and name[0].state == "attention" else found + name


def _name(enrolment: Enrolment, place: Place) -> list[Task]:
    """The name to sign, from the enrolment until the certificate is issued."""
    line = own_name(enrolment)
    if line.is_proven or Certificate.objects.filter(enrolment=enrolment).exists():
        return []
    pressing = line.state == CHANGED or (place.day or 0) >= NAME_FROM_DAY
    waits_for_registrar = line.state == WRONG
    state = "progress" if waits_for_registrar else "attention" if pressing else "waiting"
    details = {"name": line.form.name, "answer": line.state}
    return [Task(NAME, state, reverse("my-name"), details=details)]


def quiz_tasks(enrolment: Enrolment, *, at: datetime.datetime) -> list[Task]:
    """Attempts in progress and quizzes that are open, the first to close first: four queries."""
    attempts: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in (
        Attempt.objects.filter(enrolment=enrolment)
        .select_related("quiz__activity")
        .order_by("number")
    ):
        attempts[attempt.quiz_id].append(attempt)
    running = [
        Task(
            RESUME,
            "progress",
            reverse("attempt", args=[attempt.public_id]),
            str(attempt.quiz.activity.title),
            attempt.deadline_at,
        )
        for taken in attempts.values()
        for attempt in taken
        if attempt.state == states.IN_PROGRESS
        and (attempt.deadline_at is None or attempt.deadline_at > at)
    ]
    # Taken on paper and entered by somebody: nothing is due, though it may be taken again here.
    on_paper = set(
        Mark.objects.filter(enrolment=enrolment, superseded=False).values_list(
            "activity", flat=True
        )
    )
    waiting = [
        (task.until or at, place, task)
        for place, entitlement in enumerate(entitlements_of(enrolment=enrolment))
        if entitlement.quiz.activity_id not in on_paper
        for task in _open(entitlement, attempts[entitlement.quiz.pk], at)
    ]
    return running + [task for _, _, task in sorted(waiting, key=lambda row: row[:2])]


def _open(entitlement: Entitlement, taken: Sequence[Attempt], at: datetime.datetime) -> list[Task]:
    quiz = entitlement.quiz
    counted = [a for a in taken if a.state != states.CANCELLED]
    if any(a.state == states.IN_PROGRESS for a in counted):
        return []
    try:
        span = entitlement.enter(at)
    except Refusal:
        return []
    if span.closes_at <= at:
        return []  # this very moment is still accepted, but nobody is sent there
    opening = next_opening(entitlement=entitlement, earlier=list(taken), at=at)
    if opening is None or opening > at:
        return []
    kind = SECOND if counted else QUIZ
    pressing = kind == QUIZ and span.closes_at - at < URGENT
    return [
        Task(
            kind,
            "attention" if pressing else "waiting",
            reverse("quiz-start", args=[quiz.activity.key]),
            str(quiz.activity.title),
            span.closes_at,
        )
    ]


def _catch_ups(enrolment: Enrolment, at: datetime.datetime) -> list[Task]:
    """Catch-up tasks that can still be handed in, the first to lapse first."""
    today = at.astimezone(enrolment.cohort.tz).date()
    return [
        Task(
            CATCH_UP,
            "progress" if task.handed_in_at else "attention",
            reverse("my-catch-up", args=[task.pk]),
            task.task,
            details={"due_on": task.due_on, "handed_in": task.handed_in_at is not None},
        )
        for task in enrolment.catch_ups.filter(
            validated_at__isnull=True, due_on__gte=today
        ).order_by("due_on", "pk")
    ]


def _lesson(enrolment: Enrolment, place: Place, language: str) -> list[Task]:
    """The lesson begun last and not finished; else the first unread one up to today's."""
    completed = ActivityCompletion.objects.filter(enrolment=enrolment).values("activity")
    begun = (
        SectionProgress.objects.filter(enrolment=enrolment)
        .exclude(activity__in=completed)
        .order_by("-finished_at", "-pk")
        .values_list("activity", flat=True)
        .first()
    )
    day = place.day or (place.half_day.day if place.half_day else place.days)
    edition = enrolment.cohort.edition
    lessons = Activity.objects.filter(course=edition.course_id, kind=ActivityKind.LESSON)
    if edition.is_locked:
        lessons = lessons.filter(pk__in=texts_of(edition).filter(kind="").values("activity"))
    wanted = (
        lessons.filter(pk=begun)
        if begun
        else lessons.exclude(pk__in=completed).filter(day__lte=day).order_by("position")[:1]
    )
    chosen = list(wanted.values_list("pk", flat=True))
    pages = (
        list(
            texts_of(edition)
            .filter(kind="", activity__in=chosen)
            .values_list("slug", "text__title", "activity__module__code", "language")
        )
        if edition.is_locked
        else list(
            ModulePage.objects.live()
            .filter(activity__in=chosen, translation_key__in=agreed_keys())
            .values_list("slug", "title", "activity__module__code", "locale__language_code")
        )
    )
    if not pages:
        return []
    slug, title, code, _ = min(pages, key=lambda page: page[3] != language)
    return [
        Task(
            LESSON,
            "progress" if begun else "waiting",
            reverse("lesson", args=[edition.course.key, slug]),
            f"{code} · {title}",
        )
    ]


def _plan(enrolment: Enrolment, place: Place) -> list[Task]:
    """The action plan, from the day it is set for until it is validated."""
    activity = Activity.objects.filter(
        course=enrolment.cohort.edition.course_id, kind=ActivityKind.ACTION_PLAN
    ).first()
    reached = place.state == "after" or (
        activity is not None and place.day is not None and place.day >= activity.day
    )
    if activity is None or not reached:
        return []
    plan = ActionPlan.objects.filter(enrolment=enrolment).first()
    if plan is not None and plan.validated_at:
        return []
    handed_in = plan is not None and plan.handed_in_at is not None
    return [
        Task(
            PLAN,
            "progress" if handed_in else "attention",
            reverse("action-plan"),
            details={"handed_in": handed_in, "sent_back": bool(plan and plan.is_sent_back)},
        )
    ]


def current_first(enrolments: Sequence[Enrolment], *, at: datetime.datetime) -> list[Enrolment]:
    """The enrolment whose course runs today, then the others, the latest first."""

    def rank(enrolment: Enrolment) -> tuple[bool, int]:
        cohort: Cohort = enrolment.cohort
        today = at.astimezone(cohort.tz).date()
        running = cohort.starts_on <= today <= cohort.ends_on
        return (not running, -cohort.starts_on.toordinal())

    return sorted(enrolments, key=rank)
