"""Verb: give every quiz of a cohort its window, from the day its activity is set for."""

import datetime

from django.db import transaction

from assessments.locking import lock_open_cohort
from assessments.models import Quiz, QuizWindow
from courses.models import ActivityKind, Cohort, HalfDay

# Domain 2.3: open from the end of its day until 20:00 on the next teaching day, venue time.
CLOSING_HOUR = datetime.time(20)


@transaction.atomic
def schedule_quizzes(*, cohort: Cohort) -> list[QuizWindow]:
    """Create the missing windows of the cohort's quizzes; windows set by hand are left alone.

    A quiz opens when the afternoon of its day ends and closes at 20:00 on the next teaching day
    (on its own day when it is the last). Tests and exam get no window: they are opened by hand.
    Raises Refusal FROZEN.
    """
    lock_open_cohort(cohort.pk)
    afternoons = {h.day: h for h in cohort.half_days.filter(part=HalfDay.Part.PM)}
    if not afternoons:
        return []
    quizzes = Quiz.objects.filter(
        activity__course=cohort.edition.course, activity__kind=ActivityKind.QUIZ
    ).exclude(windows__cohort=cohort)
    windows = []
    for quiz in quizzes.select_related("activity"):
        own_day = afternoons[quiz.activity.day]
        next_day = afternoons.get(quiz.activity.day + 1, own_day)
        closes = datetime.datetime.combine(next_day.date, CLOSING_HOUR, tzinfo=cohort.tz)
        windows.append(
            QuizWindow(cohort=cohort, quiz=quiz, opens_at=own_day.ends_at, closes_at=closes)
        )
    return QuizWindow.objects.bulk_create(windows)
