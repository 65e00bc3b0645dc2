"""What the pages fetch, always through a permitted queryset: an outsider gets 404."""

import datetime
import functools
import uuid
from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.db.models import BigAutoField, Exists, OuterRef, UUIDField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from accounts.models import User
from accounts.prepared import Parameter, Prepared
from assessments.closing import close_if_overdue, close_overdue, overdue
from assessments.models import Attempt, Quiz
from assessments.permissions import assessments_managed_by, attempts_visible_to
from courses.models import Activity, Cohort, Enrolment
from courses.permissions import own_enrolments
from courses.querysets import CohortQuerySet

View = Callable[..., HttpResponse]


def trainee_page(view: View) -> View:
    """Whoever is signed out signs in by card and comes back to the same page."""
    return login_required(view, login_url="card-sign-in")


def signed_in(request: HttpRequest) -> User:
    """The person of a page that asks for sign-in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def page_language() -> str:
    """The language of the page: fr or en, from its address."""
    return (get_language() or "fr")[:2]


@functools.cache
def _visible(along: tuple[str, ...]) -> Prepared:
    """The attempt of an address as far as a person may see it, asked at every step."""
    person = User(pk=Parameter("person", BigAutoField()))
    address = Parameter("public_id", UUIDField())
    return Prepared(
        lambda: (
            attempts_visible_to(person).select_related(*along).filter(public_id=address).order_by()
        )
    )


def own_attempt(
    request: HttpRequest,
    public_id: uuid.UUID,
    *,
    at: datetime.datetime,
    along: tuple[str, ...] = ("quiz__activity", "enrolment__cohort", "window"),
) -> Attempt:
    """The person's own attempt, closed first when its time is over; `along` is fetched with it."""
    attempt: Attempt | None = _visible(along).first(person=request.user.pk, public_id=public_id)
    if attempt is None:
        raise Http404
    close_if_overdue(attempt=attempt, at=at)
    return attempt


def own_enrolment(request: HttpRequest, *, on: datetime.date, **activity: str) -> Enrolment:
    """The enrolment, current before latest, whose course has the activity."""
    enrolments = list(
        own_enrolments(request.user)
        .filter(**{f"cohort__edition__course__activities__{k}": v for k, v in activity.items()})
        .distinct()
    )
    if not enrolments:
        raise Http404
    return max(
        enrolments,
        key=lambda e: (e.cohort.starts_on <= on <= e.cohort.ends_on, e.cohort.starts_on),
    )


def permitted_cohort(cohorts: CohortQuerySet, code: str) -> Cohort:
    """One of the cohorts the person may work on."""
    return get_object_or_404(cohorts.select_related("edition__course"), code=code)


def cohort_by_now(cohorts: CohortQuerySet, code: str, *, at: datetime.datetime) -> Cohort:
    """The same, once nothing is open in it whose time is over: one query as a rule."""
    ran_out = overdue(at=at).filter(enrolment__cohort=OuterRef("pk"))
    found = cohorts.select_related("edition__course").annotate(ran_out=Exists(ran_out))
    cohort = get_object_or_404(found, code=code)
    if cohort.ran_out:
        close_overdue(at=at, cohort=cohort)
    return cohort


def managed_quiz(
    request: HttpRequest, code: str, key: str, *, at: datetime.datetime
) -> tuple[Cohort, Quiz]:
    """A cohort whose sittings the person decides, and a quiz of its course."""
    cohort = cohort_by_now(assessments_managed_by(request.user), code, at=at)
    quiz = get_object_or_404(
        Quiz.objects.select_related("activity__module", "activity__course"),
        activity__key=key,
        activity__course=cohort.edition.course_id,
    )
    return cohort, quiz


def activity_of(cohort: Cohort, key: str, kinds: tuple[str, ...]) -> Activity:
    """An activity of the cohort's course, of one of these kinds."""
    return get_object_or_404(
        Activity.objects.select_related("module"),
        course=cohort.edition.course_id,
        key=key,
        kind__in=kinds,
    )


def trainees_of(cohort: Cohort) -> list[Enrolment]:
    """The active trainees in protocol order, with their names: one query."""
    return list(
        Enrolment.objects.active()
        .filter(cohort=cohort)
        .select_related("user")
        .order_by("position", "pk")
    )
