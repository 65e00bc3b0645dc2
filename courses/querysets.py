"""What each person may see: the list side of every permission pair (`courses.permissions`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from accounts.roles import roles_with

if TYPE_CHECKING:
    from accounts.models import User


class CohortQuerySet(models.QuerySet):
    """Cohorts, scoped to the people on them."""

    def worked_on_by(self, user: User | AnonymousUser, ability: str) -> Self:
        """Cohorts where the person holds, today, a post whose role has the ability.

        The post decides, not the person's roles elsewhere: a lead of one cohort who assesses in
        another sees only sheets there.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        # Posts are work of staff: whoever lost the last staff role, or signs in with a card alone
        # and no second factor, holds none, whatever the end date of a forgotten one.
        if not user.is_staff:
            return self.none()
        today = timezone.localdate()
        in_force = models.Q(team__until__isnull=True) | models.Q(team__until__gte=today)
        post = models.Q(team__user=user, team__role__in=roles_with(ability))
        return self.filter(post & in_force).distinct()

    def followed_by(self, user: User | AnonymousUser) -> Self:
        """Cohorts in which the person is enrolled as a trainee."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(enrolments__user=user, enrolments__withdrawn_at__isnull=True).distinct()


class EnrolmentQuerySet(models.QuerySet):
    """Enrolments; a trainee sees the own one only, ever."""

    def active(self) -> Self:
        """Without those who withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def own(self, user: User | AnonymousUser) -> Self:
        """The person's own enrolments in force."""
        if not user.is_authenticated:
            return self.none()
        return self.active().filter(user=user)
