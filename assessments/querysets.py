"""What each person may see of bank and attempts: the list side of `assessments.permissions`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class QuestionVersionQuerySet(models.QuerySet):
    """Versions of questions."""

    def live(self, *, on: datetime.date) -> Self:
        """The newest published version of each question that is not retired and true on the day."""
        newer = self.model._default_manager.filter(
            question=OuterRef("question"), number__gt=OuterRef("number"), published_at__isnull=False
        )
        return self.filter(
            ~Exists(newer),
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            published_at__isnull=False,
            question__retired_at__isnull=True,
        )


class AttemptQuerySet(models.QuerySet):
    """Attempts; a trainee sees the own ones only."""

    def own(self, user: User | AnonymousUser) -> Self:
        """The person's own attempts."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(enrolment__user=user, enrolment__withdrawn_at__isnull=True)
