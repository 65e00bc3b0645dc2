"""An exam on the first day of the course: what the tests of sittings share."""

import datetime

from assessments.models import Quiz
from courses.models import Cohort
from tests.factories.assessments import make_quiz
from tests.factories.courses import FIRST_DAY

EIGHT = datetime.datetime.combine(FIRST_DAY, datetime.time(8), tzinfo=datetime.UTC)


def at(minutes: float) -> datetime.datetime:
    """So many minutes after eight."""
    return EIGHT + datetime.timedelta(minutes=minutes)


def make_exam(cohort: Cohort) -> Quiz:
    """Ninety minutes from eight to half past nine, one attempt, may be started for half an hour."""
    quiz = make_quiz(cohort, key="Q01", items=2, minutes=90)
    quiz.policy, quiz.attempts_allowed = "exam", 1
    quiz.ends_with_window, quiz.late_start_minutes = True, 30
    quiz.save()
    quiz.windows.update(opens_at=at(0), closes_at=at(90))
    return quiz
