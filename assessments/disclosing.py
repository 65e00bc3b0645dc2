"""Where attempts and sittings stand in the table of `assessments.disclosure`, and what it shows."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from assessments import states
from assessments.disclosure import (
    BEFORE,
    CANCELLED,
    DURING,
    MARK,
    RELEASED,
    SUBMITTED,
    TRAINEE,
    shown,
)
from assessments.models import Attempt, AttemptItem, Extension, Quiz, QuizWindow
from courses.models import Cohort, Enrolment


def phase_of(attempt: Attempt) -> str:
    """The phase of an attempt; fetch it with its window and cohort.

    A frozen cohort has released everything: the marks stand in the minutes.
    """
    if attempt.state == states.CANCELLED:
        return CANCELLED
    if attempt.state == states.IN_PROGRESS:
        return DURING
    window = attempt.window
    if attempt.enrolment.cohort.is_frozen or (window is not None and window.released_at):
        return RELEASED
    return SUBMITTED


def shown_to_trainee(attempt: Attempt) -> frozenset[str]:
    """What the one whose attempt it is sees of it now."""
    return shown(policy=attempt.quiz.policy, phase=phase_of(attempt), role=TRAINEE)


def marks_withheld(enrolment: Enrolment) -> set[int]:
    """Activities whose marks, on paper too, the trainee does not see yet; two queries.

    A paper mark has no attempt: it is released with a sitting of the cohort.
    """
    cohort = enrolment.cohort
    released = QuizWindow.objects.filter(
        quiz=OuterRef("pk"), cohort=cohort, released_at__isnull=False
    )
    quizzes = Quiz.objects.filter(activity__course=cohort.edition.course_id)
    withheld = set()
    for quiz in quizzes.annotate(released=Exists(released)):
        phase = RELEASED if cohort.is_frozen or quiz.released else SUBMITTED
        if MARK not in shown(policy=quiz.policy, phase=phase, role=TRAINEE):
            withheld.add(quiz.activity_id)
    ended = Attempt.objects.filter(enrolment=enrolment, state__in=states.MARKED)
    return withheld | {
        attempt.quiz.activity_id
        for attempt in ended.select_related("quiz", "window", "enrolment__cohort")
        if MARK not in shown_to_trainee(attempt)
    }


def phases_of_sittings(
    cohort: Cohort, quizzes: Iterable[Quiz], *, at: datetime.datetime
) -> dict[int, str]:
    """Quiz id → phase of the whole cohort: two queries, whatever the number of quizzes.

    While somebody is taking it, or still can because a sitting is open or a trainee's own window
    is, it is DURING. In a frozen cohort nobody can, not even who left an attempt open.
    """
    ids = [quiz.pk for quiz in quizzes]
    found: dict[int, set[str]] = defaultdict(set)
    attempts = Attempt.objects.filter(quiz__in=ids, enrolment__cohort=cohort)
    for quiz, state, released in attempts.values_list(
        "quiz_id", "state", "window__released_at"
    ).distinct():
        if state == states.CANCELLED:
            found[quiz].add(CANCELLED)
        elif state == states.IN_PROGRESS and not cohort.is_frozen:
            found[quiz].add(DURING)
        else:
            found[quiz].add(RELEASED if released or cohort.is_frozen else SUBMITTED)
    if not cohort.is_frozen:
        for quiz in _open_now(cohort, ids, at=at):
            found[quiz].add(DURING)
    order = (DURING, SUBMITTED, RELEASED, CANCELLED)
    return {pk: next((one for one in order if one in found[pk]), BEFORE) for pk in ids}


def _open_now(
    cohort: Cohort, quizzes: list[int], *, at: datetime.datetime
) -> "QuerySet[QuizWindow, int]":
    """Ids of the quizzes that somebody may take now, in a sitting or in a window of the own."""
    open_now = QuizWindow.objects.filter(
        quiz__in=quizzes,
        cohort=cohort,
        opens_at__lte=at,
        closes_at__gte=at,
        cancelled_at__isnull=True,
    )
    own = _own_windows_open(cohort, quizzes, at=at)
    return open_now.order_by().values_list("quiz_id", flat=True).union(own)


def _own_windows_open(
    cohort: Cohort, quizzes: list[int], *, at: datetime.datetime
) -> QuerySet[Extension, int]:
    """Ids of the quizzes that a trainee's own window holds open now: of the grants of a trainee
    for a quiz the newest in force counts, as when the trainee begins (`sitting.entitlement_of`)."""
    in_force = Extension.objects.filter(withdrawn_at__isnull=True)
    newest = in_force.filter(enrolment=OuterRef("enrolment"), quiz=OuterRef("quiz")).order_by(
        "-granted_at", "-pk"
    )
    return (
        in_force.filter(
            quiz__in=quizzes,
            enrolment__cohort=cohort,
            enrolment__withdrawn_at__isnull=True,
            opens_at__lte=at,
            closes_at__gte=at,
            pk=Subquery(newest.values("pk")[:1]),
        )
        .order_by()
        .values_list("quiz_id", flat=True)
    )


def shown_of_sitting(
    *, quiz: Quiz, cohort: Cohort, role: str, at: datetime.datetime
) -> frozenset[str]:
    """What a role other than the trainee sees of a quiz that the cohort sits."""
    phase = phases_of_sittings(cohort, [quiz], at=at)[quiz.pk]
    return shown(policy=quiz.policy, phase=phase, role=role)


def versions_withheld(
    cohort: Cohort, *, role: str, things: frozenset[str], at: datetime.datetime
) -> set[int]:
    """Question versions that stand in an attempt of a quiz of which this role does not see all of
    `things` now. Four queries."""
    sat = Quiz.objects.filter(attempts__enrolment__cohort=cohort).distinct()
    quizzes = {quiz.pk: quiz for quiz in sat}
    hidden = [
        pk
        for pk, phase in phases_of_sittings(cohort, quizzes.values(), at=at).items()
        if not things <= shown(policy=quizzes[pk].policy, phase=phase, role=role)
    ]
    items = AttemptItem.objects.filter(attempt__quiz__in=hidden, attempt__enrolment__cohort=cohort)
    return set(items.values_list("version_id", flat=True))
