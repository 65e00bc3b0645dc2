"""Who validates action plans: the lead instructor and the registrar of the cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts import roles
from courses.models import Cohort
from courses.querysets import CohortQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser


def plans_validated_by(user: Person) -> CohortQuerySet:
    """Cohorts in which the person may validate action plans."""
    leading = Cohort.objects.worked_on_by(user, roles.SEE_ALL_SHEETS)
    managing = Cohort.objects.worked_on_by(user, roles.MANAGE_COHORT)
    return Cohort.objects.filter(pk__in=leading.values("pk")) | Cohort.objects.filter(
        pk__in=managing.values("pk")
    )


def can_validate_plans(user: Person, cohort: Cohort) -> bool:
    """Whether the person may validate action plans of this cohort."""
    return plans_validated_by(user).filter(pk=cohort.pk).exists()
