"""A trainee's home: where am I today, what is due, where do I stand."""

import datetime
from dataclasses import dataclass

from accounts.models import User
from assessments.bridge import rules_of
from cms.dashboards.due import Task, current_first, tasks_of
from cms.dashboards.place import Place, locate
from cms.dashboards.standing import Standing, stand
from courses.models import Enrolment
from courses.permissions import own_enrolments
from courses.reports import read_register


@dataclass(frozen=True)
class Today:
    """The three answers for one enrolment; `others` are the person's other cohorts."""

    enrolment: Enrolment
    place: Place
    tasks: list[Task]
    standing: Standing
    others: list[Enrolment]


def today_of(user: User, *, language: str, at: datetime.datetime, code: str = "") -> Today | None:
    """The home of a person, for the cohort `code` where it is one of theirs; None without one."""
    enrolments = current_first(list(own_enrolments(user).select_related("user")), at=at)
    if not enrolments:
        return None
    enrolment = next((e for e in enrolments if e.cohort.code == code), enrolments[0])
    register = read_register(enrolment.cohort, enrolment=enrolment)
    place = locate(register.half_days, enrolment.cohort, at=at)
    return Today(
        enrolment=enrolment,
        place=place,
        tasks=tasks_of(enrolment, place, language=language, at=at),
        standing=stand(register, enrolment.pk, rules=rules_of(enrolment.cohort), at=at),
        others=[other for other in enrolments if other is not enrolment],
    )
