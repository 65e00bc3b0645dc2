"""Who may read a lesson, and what editors may do in Wagtail.

`lessons_visible_to` and `can_read_lesson` are a pair; tests/cms/test_lesson_access.py proves that
they agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from accounts import roles
from cms.models import ModulePage
from courses.models import Cohort, Course, Enrolment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser

# Posts on a cohort that need the lessons in hand.
TEACHING_ABILITIES = (roles.SEE_BOARD, roles.MARK_TEACHING)


def lessons_visible_to(user: Person) -> QuerySet[ModulePage]:
    """Live lessons, in every language, of the courses the person follows, teaches or edits."""
    live: QuerySet[ModulePage] = ModulePage.objects.live()
    if not user.is_authenticated or not user.is_active:
        return live.none()
    if user.can(roles.EDIT_CONTENT):
        return live
    return live.filter(
        Q(activity__course__in=_courses_followed(user))
        | Q(activity__course__in=_courses_taught(user))
    )


def can_read_lesson(user: Person, page: ModulePage) -> bool:
    """Whether the person may read this lesson."""
    if not page.live or not user.is_authenticated or not user.is_active:
        return False
    if user.can(roles.EDIT_CONTENT):
        return True
    course = page.activity.course_id
    return (
        _courses_followed(user).filter(pk=course).exists()
        or _courses_taught(user).filter(pk=course).exists()
    )


def reading_enrolment(user: Person, course_key: str) -> Enrolment | None:
    """The enrolment whose progress counts: the person's latest in this course, if any."""
    return (
        Enrolment.objects.own(user)
        .filter(cohort__edition__course__key=course_key)
        .select_related("cohort")
        .only("user", "withdrawn_at", "cohort__frozen_at")
        .order_by("-cohort__starts_on")
        .first()
    )


def lessons_followed(enrolment: Enrolment) -> QuerySet[ModulePage]:
    """The part of `lessons_visible_to` that an enrolment in force opens: a plain query."""
    live: QuerySet[ModulePage] = ModulePage.objects.live()
    return live.filter(activity__course__editions__cohorts=enrolment.cohort_id)


def _courses_followed(user: Person) -> QuerySet[Course]:
    return Course.objects.filter(editions__cohorts__in=Cohort.objects.followed_by(user))


def _courses_taught(user: Person) -> QuerySet[Course]:
    posts = Q()
    for ability in TEACHING_ABILITIES:
        posts |= Q(editions__cohorts__in=Cohort.objects.worked_on_by(user, ability))
    return Course.objects.filter(posts)
