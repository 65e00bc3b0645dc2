"""Who may read a page of the curriculum.

The label of a page decides, in `pages_visible_to` and `can_read`: a pair, and
tests/cms/test_lesson_access.py and test_companion_access.py prove that they agree.

A page is there for its readers once somebody has stood for both languages saying the same: until
then editors alone see it, whichever way it went live.

public: everybody · trainees: who follows, teaches or edits the course · instructors: who teaches
or edits it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard, TypeVar

from django.db.models import Q, QuerySet

from accounts import roles
from cms.models import CoursePage, InventorySheet, LabelledPage, ModulePage, agreed_keys
from cms.sensitivity import PUBLIC, TRAINEES, labels_up_to
from courses.models import Cohort, Course, Enrolment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser

# Posts on a cohort that need the lessons in hand.
TEACHING_ABILITIES = (roles.SEE_BOARD, roles.MARK_TEACHING)


P = TypeVar("P", bound=LabelledPage)


def pages_visible_to(user: Person, model: type[P]) -> QuerySet[P]:
    """Live pages of a model, in every language, that the person may read."""
    live: QuerySet[P] = model.objects.live()
    if _is_somebody(user) and user.can(roles.EDIT_CONTENT):
        return live
    live = live.filter(translation_key__in=agreed_keys())
    if not _is_somebody(user):
        return live.filter(sensitivity=PUBLIC)
    course = "course" if issubclass(model, CoursePage) else "activity__course"
    return live.filter(
        Q(sensitivity=PUBLIC)
        | Q(sensitivity__in=labels_up_to(TRAINEES), **{f"{course}__in": _courses_followed(user)})
        | Q(**{f"{course}__in": _courses_taught(user)})
    )


def can_read(user: Person, page: LabelledPage) -> bool:
    """Whether the person may read this page."""
    if not page.live or not can_read_label(user, page.sensitivity, course=_course_of(page)):
        return False
    is_editor = _is_somebody(user) and user.can(roles.EDIT_CONTENT)
    return is_editor or agreed_keys().filter(translation_key=page.translation_key).exists()


def can_read_label(user: Person, label: str, *, course: int) -> bool:
    """Whether what carries this label in a course is open to the person, be it a page or not."""
    if label == PUBLIC:
        return True
    if not _is_somebody(user):
        return False
    if user.can(roles.EDIT_CONTENT) or _courses_taught(user).filter(pk=course).exists():
        return True
    return label in labels_up_to(TRAINEES) and (_courses_followed(user).filter(pk=course).exists())


def lessons_visible_to(user: Person) -> QuerySet[ModulePage]:
    """The lessons among the pages that the person may read."""
    return pages_visible_to(user, ModulePage)


def _is_somebody(user: Person) -> TypeGuard[User]:
    return user.is_authenticated and user.is_active


def _course_of(page: LabelledPage) -> int:
    course: int = page.course_id if isinstance(page, CoursePage) else page.activity.course_id
    return course


def reading_enrolment(user: Person, course_key: str) -> Enrolment | None:
    """The enrolment whose progress counts: the person's latest in this course, if any."""
    return (
        Enrolment.objects.own(user)
        .filter(cohort__edition__course__key=course_key)
        .select_related("cohort__edition")
        .only(
            "user",
            "withdrawn_at",
            "cohort__frozen_at",
            "cohort__edition__label",
            "cohort__edition__locked_at",
        )
        .order_by("-cohort__starts_on")
        .first()
    )


def lessons_followed(enrolment: Enrolment) -> QuerySet[ModulePage]:
    """The part of `lessons_visible_to` that an enrolment in force opens: a plain query."""
    live: QuerySet[ModulePage] = ModulePage.objects.live()
    return live.filter(
        activity__course__editions__cohorts=enrolment.cohort_id,
        sensitivity__in=labels_up_to(TRAINEES),
        translation_key__in=agreed_keys(),
    )


def cohorts_taught_by(user: Person) -> QuerySet[Cohort]:
    """Cohorts on which the person works with the lessons in hand."""
    posts = Q()
    for ability in TEACHING_ABILITIES:
        posts |= Q(pk__in=Cohort.objects.worked_on_by(user, ability).values("pk"))
    return Cohort.objects.filter(posts)


def inventories_visible_to(user: Person) -> QuerySet[InventorySheet]:
    """Sheets of the inventory exercise that trainees of the person's cohorts have begun."""
    trainees = Enrolment.objects.active().filter(cohort__in=cohorts_taught_by(user))
    return InventorySheet.objects.filter(
        enrolment__in=trainees, saved_at__isnull=False
    ).select_related("enrolment__user", "enrolment__cohort")


def can_read_editions(user: Person) -> bool:
    """Whether the person may see which edition has which text: editors, leads, and whoever manages
    cohorts and so chooses their edition."""
    return _is_somebody(user) and (
        user.can(roles.EDIT_CONTENT)
        or user.can(roles.MANAGE_ASSESSMENTS)
        or user.can(roles.MANAGE_COHORT)
    )


def can_edit_editions(user: Person) -> bool:
    """Whether the person may open and lock editions and take pages into them."""
    return _is_somebody(user) and user.can(roles.EDIT_CONTENT)


def _courses_followed(user: Person) -> QuerySet[Course]:
    return Course.objects.filter(editions__cohorts__in=Cohort.objects.followed_by(user))


def _courses_taught(user: Person) -> QuerySet[Course]:
    return Course.objects.filter(editions__cohorts__in=cohorts_taught_by(user))
