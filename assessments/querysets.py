"""What each person may see of bank and attempts: the list side of `assessments.permissions`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from assessments.states import CANCELLED
from courses.models import Edition, Fact

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from accounts.prepared import Parameter


# Pools whose items count for the certificate: a doubtful face keeps its item out of them.
GUARDED_POOLS = frozenset({"exam", "test"})
APPROVED = "approved"


class QuestionVersionQuerySet(models.QuerySet):
    """Versions of questions."""

    def live(self, *, on: datetime.date, pool: str = "", edition: int | None = None) -> Self:
        """The newest published version of each question that is not retired and true on the day.

        Both faces are approved, and every fact that the question rests on is in force on the day.
        `edition` is that of those who draw, by its id: a version that was published after its lock
        for the next edition only is not theirs, the one before it is. With `pool` only what may be
        drawn for it: from the pools of tests and exam, an item with an open flag on a face of any
        version stays out.
        """
        newer = self.model._default_manager.filter(
            question=OuterRef("question"), number__gt=OuterRef("number"), published_at__isnull=False
        )
        theirs = Q()
        if edition is not None:
            locked = Edition.objects.filter(pk=edition, locked_at__lt=OuterRef("published_at"))
            theirs = Q(for_next=False) | Q(~Exists(locked))
        found = self.filter(
            ~Exists(newer.filter(theirs)),
            theirs,
            self._approved("fr"),
            self._approved("en"),
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            ~self._rests_on_untrue(on),
            published_at__isnull=False,
            question__retired_at__isnull=True,
        )
        if pool:
            found = found.filter(question__pool=pool)
        return found.filter(~self._flagged()) if pool in GUARDED_POOLS else found

    def _approved(self, language: str) -> Exists:
        faces = self._rows("QuestionFace")
        return Exists(faces.filter(version=OuterRef("pk"), language=language, state=APPROVED))

    def _rests_on_untrue(self, on: datetime.date) -> Exists:
        untrue = Fact.objects.untrue(on=on)
        return Exists(
            self._rows("Question").filter(pk=OuterRef("question"), facts__in=untrue.values("pk"))
        )

    def _flagged(self) -> Exists:
        flags = self._rows("FaceFlag")
        return Exists(
            flags.filter(face__version__question=OuterRef("question"), resolved_at__isnull=True)
        )

    def _rows(self, name: str) -> models.Manager:
        return self.model._meta.apps.get_model("assessments", name)._default_manager


class AttemptQuerySet(models.QuerySet):
    """Attempts; a trainee sees the own ones only."""

    def own(self, user: User | AnonymousUser) -> Self:
        """The person's own attempts."""
        if not user.is_authenticated:
            return self.none()
        return self.of_person(user.pk)

    def of_person(self, person: int | Parameter) -> Self:
        """Those of the person with this primary key, who has not withdrawn."""
        return self.filter(enrolment__user_id=person, enrolment__withdrawn_at__isnull=True)


class LateStepQuerySet(models.QuerySet):
    """Steps that came too late."""

    def undecided(self) -> Self:
        """Those that nobody has admitted or refused, of attempts that count."""
        return self.filter(decided_at__isnull=True).exclude(attempt__state=CANCELLED)
