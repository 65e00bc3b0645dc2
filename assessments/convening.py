"""What the lead sees of a cohort's sittings: every quiz with its windows, counts and grants."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from assessments import states
from assessments.models import (
    Attempt,
    Extension,
    FaceFlag,
    FormAssignment,
    QuestionVersion,
    Quiz,
    QuizWindow,
    TestForm,
    TestFormItem,
)
from assessments.models.question import Pool
from courses.models import Cohort

AHEAD, OPEN, CLOSED, CANCELLED = "ahead", "open", "closed", "cancelled"


@dataclass(frozen=True)
class Sitting:
    """One window with what happened in it: attempts that run and attempts that ended.

    `beside`: results from trainees' own windows that its release takes along. After a release they
    are counted at the sitting that was released last, and wait for whoever releases them too.
    """

    window: QuizWindow
    state: str
    running: int
    ended: int
    beside: int = 0

    @property
    def since_release(self) -> int:
        """Results that came after the release and that nobody sees yet."""
        return self.beside if self.window.released_at else 0

    @property
    def to_release(self) -> int:
        """Results that a release shows now."""
        return self.beside if self.window.released_at else self.ended + self.beside


@dataclass(frozen=True)
class Convened:
    """One quiz of the cohort's course."""

    quiz: Quiz
    sittings: list[Sitting] = field(default_factory=list)
    grants: list[Extension] = field(default_factory=list)


def state_of(window: QuizWindow, *, at: datetime.datetime) -> str:
    """Where a sitting stands at a moment."""
    if window.cancelled_at:
        return CANCELLED
    if at < window.opens_at:
        return AHEAD
    return OPEN if at <= window.closes_at else CLOSED


def convened(cohort: Cohort, *, at: datetime.datetime, quiz: Quiz | None = None) -> list[Convened]:
    """Every quiz, or one, with its sittings and grants: four queries, whatever the number."""
    quizzes = Quiz.objects.filter(activity__course=cohort.edition.course_id).select_related(
        "activity__module"
    )
    windows = QuizWindow.objects.filter(cohort=cohort)
    grants = Extension.objects.filter(enrolment__cohort=cohort, withdrawn_at__isnull=True)
    if quiz is not None:
        quizzes, windows, grants = (
            quizzes.filter(pk=quiz.pk),
            windows.filter(quiz=quiz),
            grants.filter(quiz=quiz),
        )
    counted = windows.select_related("released_by", "cancelled_by").annotate(
        running=Count("attempts", filter=Q(attempts__state=states.IN_PROGRESS)),
        ended=Count("attempts", filter=Q(attempts__state__in=states.MARKED)),
    )
    own = _in_own_windows(cohort, quiz)
    windows_of: dict[int, list[QuizWindow]] = defaultdict(list)
    for window in counted.order_by("number"):
        windows_of[window.quiz_id].append(window)
    sittings = {key: _sittings(found, own.get(key, 0), at=at) for key, found in windows_of.items()}
    granted: dict[int, list[Extension]] = defaultdict(list)
    for grant in grants.select_related("enrolment__user", "granted_by").order_by("granted_at"):
        granted[grant.quiz_id].append(grant)
    return [
        Convened(quiz, sittings.get(quiz.pk, []), granted[quiz.pk])
        for quiz in quizzes.order_by("activity__position")
    ]


def _in_own_windows(cohort: Cohort, quiz: Quiz | None) -> dict[int, int]:
    """Quiz id → results that belong to no sitting (yet): sat in own windows, released with none."""
    found = Attempt.objects.filter(
        enrolment__cohort=cohort, window__isnull=True, state__in=states.MARKED
    )
    if quiz is not None:
        found = found.filter(quiz=quiz)
    return dict(found.order_by().values_list("quiz_id").annotate(Count("pk")))


def _sittings(windows: Sequence[Any], own: int, *, at: datetime.datetime) -> list[Sitting]:
    """The windows of one quiz, each annotated with `running` and `ended`."""
    released = [one.pk for one in windows if one.released_at and not one.cancelled_at]
    with_own = {one.pk for one in windows if not one.released_at and not one.cancelled_at}
    with_own |= set(released[-1:])
    return [
        Sitting(
            one,
            state_of(one, at=at),
            one.running,
            one.ended,
            beside=own if one.pk in with_own else 0,
        )
        for one in windows
    ]


@dataclass(frozen=True)
class FormsOfCohort:
    """Forms A and B as they stand: the newest number, who starts with which, who sat already."""

    number: int | None
    first: dict[str, int]
    waiting: int
    # Items that no form assembled today would hold, counted by reason, and whether one may be.
    stale: dict[str, int]
    begun: bool


EXPIRED, WITHDRAWN, FLAGGED, REPLACED = "expired", "withdrawn", "flagged", "replaced"


def forms_of(cohort: Cohort, *, on: datetime.date) -> FormsOfCohort:
    """How the cohort is spread over the forms, what is wrong with them: eight queries at most."""
    newest = TestForm.objects.filter(course=cohort.edition.course_id).order_by("-number").first()
    assigned = FormAssignment.objects.filter(
        enrolment__cohort=cohort, enrolment__withdrawn_at__isnull=True
    ).values_list("first", flat=True)
    count = Counter(assigned)
    people = cohort.enrolments.filter(withdrawn_at__isnull=True).count()
    own = FormAssignment.objects.filter(enrolment__cohort=cohort).order_by("-number").first()
    number = own.number if own else newest.number if newest else None
    return FormsOfCohort(
        number,
        {code: count[code] for code in ("A", "B")},
        people - sum(count.values()),
        stale_items(cohort, number, on=on),
        Attempt.objects.filter(enrolment__cohort=cohort, form__isnull=False).exists(),
    )


def stale_items(cohort: Cohort, number: int | None, *, on: datetime.date) -> dict[str, int]:
    """Reason → how many items of both forms would not be drawn today; none left out, none twice.

    withdrawn (the question is retired or has left the pool), expired (out of its days of validity),
    flagged (a face is open to doubt), replaced (another version is in force for the cohort's
    edition, or no face is approved any more).
    """
    if number is None:
        return {}
    places = TestFormItem.objects.filter(form__course=cohort.edition.course_id, form__number=number)
    versions = QuestionVersion.objects.filter(pk__in=places.values("version"))
    drawn = versions.live(on=on, pool=Pool.TEST, edition=cohort.edition_id)
    live = set(drawn.values_list("pk", flat=True))
    gone = [v for v in versions.select_related("question") if v.pk not in live]
    doubted = FaceFlag.objects.filter(
        face__version__question__in=[v.question_id for v in gone], resolved_at__isnull=True
    )
    flagged = set(doubted.values_list("face__version__question_id", flat=True)) if gone else set()
    return dict(Counter(_why_stale(version, flagged, on=on) for version in gone))


def _why_stale(version: QuestionVersion, flagged: set[int], *, on: datetime.date) -> str:
    if version.question.retired_at is not None or version.question.pool != Pool.TEST:
        return WITHDRAWN
    begins, ends = version.valid_from, version.valid_until
    if (begins is not None and begins > on) or (ends is not None and ends < on):
        return EXPIRED
    return FLAGGED if version.question_id in flagged else REPLACED
