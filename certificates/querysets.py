"""What each person may see of the register: the list side of `certificates.permissions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from accounts import roles
from courses.models import Cohort

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class CertificateQuerySet(models.QuerySet):
    """Certificates; a holder sees the own ones only."""

    def own(self, user: User | AnonymousUser) -> Self:
        """The person's own certificates."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(enrolment__user=user)

    def registered_by(self, user: User | AnonymousUser) -> Self:
        """Certificates of the cohorts in which the person issues them."""
        return self.filter(cohort__in=Cohort.objects.worked_on_by(user, roles.ISSUE_CERTIFICATES))

    def in_force(self) -> Self:
        """Neither suspended, nor revoked, nor replaced by another number."""
        return self.filter(state="issued")
