"""What the pages of the register fetch, always through a permitted queryset."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from courses.models import Cohort, Enrolment
from courses.querysets import CohortQuerySet


def signed_in(request: HttpRequest) -> User:
    """The person of a page that asks for sign-in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def permitted_cohort(cohorts: CohortQuerySet, code: str) -> Cohort:
    """One of the cohorts the person may work on; everybody else gets 404."""
    return get_object_or_404(cohorts.select_related("edition__course"), code=code)


def trainees_of(cohort: Cohort) -> list[Enrolment]:
    """The active trainees in protocol order, with their names: one query."""
    return list(
        Enrolment.objects.active()
        .filter(cohort=cohort)
        .select_related("user")
        .order_by("position", "pk")
    )
