"""Micro-teaching as it is planned: who teaches when, on what, and who sits in which seat."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment, Module

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class TeachingTurn(models.Model):
    """A lesson to be given: `lesson` 1 the first, 2 the re-sit. An annulled turn is given again.

    `seconds` is the length that the observer's timer measured. The seats may be empty until they
    are assigned; `assessments.pairing` says who may sit in them.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="teaching_turns"
    )
    lesson = models.PositiveSmallIntegerField(_("lesson"), default=1)
    room = models.CharField(_("room"), max_length=40, blank=True)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    theme = models.ForeignKey(
        Module, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("first assessor"),
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("second assessor"),
    )
    observer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("reserve observer"),
    )
    plan_handed_in_at = models.DateTimeField(_("lesson plan handed in"), null=True, blank=True)
    clock_started_at = models.DateTimeField(null=True, blank=True)
    seconds = models.PositiveIntegerField(_("duration in seconds"), null=True, blank=True)
    annulled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("micro-teaching turn")
        verbose_name_plural = _("micro-teaching turns")
        ordering = ["starts_at", "room", "enrolment"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson"],
                condition=models.Q(annulled_at__isnull=True),
                name="one_turn_per_lesson",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson}"

    def seats(self, person: "User | AnonymousUser") -> bool:
        """Whether the person holds a seat of this lesson."""
        holders = (self.first_id, self.second_id, self.observer_id)
        return person.pk is not None and person.pk in holders


class CommandTie(models.Model):
    """A declared chain of command between a member of the team and a trainee."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="command_ties"
    )
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="command_ties")
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "enrolment"], name="command_tie_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.enrolment_id}"
