"""Permission pairs of the course side: each question about one object beside its queryset.

`tests/courses/test_permissions.py` proves over personas × objects that both agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from accounts import roles
from courses.models import CatchUpTask, Cohort, Enrolment
from courses.querysets import CohortQuerySet, EnrolmentQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser

# The lead instructor sees all sheets, the registrar manages the cohort: both steer its timetable.
STEERING = (roles.SEE_ALL_SHEETS, roles.MANAGE_COHORT)


def boards_visible_to(user: Person) -> CohortQuerySet:
    """Cohorts whose board the person may open."""
    return Cohort.objects.worked_on_by(user, roles.SEE_BOARD)


def can_see_board(user: Person, cohort: Cohort) -> bool:
    """Whether the person may open this cohort's board."""
    return _holds_post(user, cohort, roles.SEE_BOARD)


def registers_open_to(user: Person) -> CohortQuerySet:
    """Cohorts whose register the person may fill in."""
    return Cohort.objects.worked_on_by(user, roles.RECORD_ATTENDANCE)


def can_record_attendance(user: Person, cohort: Cohort) -> bool:
    """Whether the person may fill in this cohort's register (frozen or not)."""
    return _holds_post(user, cohort, roles.RECORD_ATTENDANCE)


def managed_by(user: Person) -> CohortQuerySet:
    """Cohorts the person manages: enrolments, cards, end of course."""
    return Cohort.objects.worked_on_by(user, roles.MANAGE_COHORT)


def can_manage(user: Person, cohort: Cohort) -> bool:
    """Whether the person manages this cohort."""
    return _holds_post(user, cohort, roles.MANAGE_COHORT)


def timetables_steered_by(user: Person) -> CohortQuerySet:
    """Cohorts whose half-days the person may cancel: its lead and its registrar (R2.2)."""
    posts = [Cohort.objects.worked_on_by(user, ability) for ability in STEERING]
    leading, managing = (Q(pk__in=cohorts.values("pk")) for cohorts in posts)
    return Cohort.objects.filter(leading | managing)


def can_cancel_half_day(user: Person, cohort: Cohort) -> bool:
    """Whether the person may cancel half-days of this cohort (frozen or not)."""
    return any(_holds_post(user, cohort, ability) for ability in STEERING)


def papers_entered_by(user: Person) -> CohortQuerySet:
    """Cohorts whose paper sheets the person may type in: its lead and its registrar."""
    return timetables_steered_by(user)


def can_enter_paper(user: Person, cohort: Cohort) -> bool:
    """Whether the person may type in this cohort's paper sheets (frozen or not)."""
    return can_cancel_half_day(user, cohort)


def own_catch_ups(user: Person) -> QuerySet[CatchUpTask]:
    """The person's own catch-up tasks, in the order of the half-days."""
    tasks = CatchUpTask.objects.filter(enrolment__in=Enrolment.objects.own(user))
    return tasks.select_related("half_day__cohort", "enrolment").order_by("half_day__number")


def is_own_catch_up(user: Person, task: CatchUpTask) -> bool:
    """Whether the task was set to the person, who is still enrolled."""
    return is_own_enrolment(user, task.enrolment)


def own_enrolments(user: Person) -> EnrolmentQuerySet:
    """The person's own enrolments, with cohort and edition."""
    return Enrolment.objects.own(user).select_related("cohort__edition__course")


def is_own_enrolment(user: Person, enrolment: Enrolment) -> bool:
    """Whether the enrolment is the person's own and in force."""
    return user.is_authenticated and enrolment.user_id == user.pk and enrolment.withdrawn_at is None


def _holds_post(user: Person, cohort: Cohort, ability: str) -> bool:
    return Cohort.objects.worked_on_by(user, ability).filter(pk=cohort.pk).exists()
