"""What each person may see of the register: the list side of `certificates.permissions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class CertificateQuerySet(models.QuerySet):
    """Certificates; a holder sees the own ones only."""

    def own(self, user: User | AnonymousUser) -> Self:
        """The person's own certificates."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(enrolment__user=user)
