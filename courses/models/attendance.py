"""The attendance register: one row per trainee and half-day, and the history of every change.

No row means "not recorded" (U): nothing is silently present. A cancelled half-day (X) is a fact
of the half-day, not of a row.
"""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.catchups import state_of
from courses.models.cohort import HalfDay
from courses.models.enrolment import Enrolment


class Status(models.TextChoices):
    """The statuses of R2 that a row can hold; U is the absence of a row, X belongs to HalfDay."""

    PRESENT = "P", _("Present")
    LATE = "L", _("Late")
    HALF = "H", _("Half presence")
    MADE_UP = "C", _("Justified absence made up")
    JUSTIFIED = "J", _("Justified absence")
    UNJUSTIFIED = "N", _("Unjustified absence")


NOT_RECORDED = "U"
CANCELLED = "X"


class Source(models.TextChoices):
    FACILITATOR = "facilitator", _("entered by the team")
    TABLET = "tablet", _("signed on the tablet")
    PAPER = "paper", _("entered from paper")
    CATCH_UP = "catch-up", _("catch-up task validated")
    UNDO = "undo", _("taken back at once")


class Attendance(models.Model):
    """The status in force for one trainee and one half-day."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendance")
    half_day = models.ForeignKey(HalfDay, on_delete=models.PROTECT, related_name="attendance")
    status = models.CharField(_("status"), max_length=1, choices=Status.choices)
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "half_day"],
                name="one_status_per_trainee_and_half_day",
            )
        ]

    def __str__(self) -> str:
        return self.status


class AttendanceChange(models.Model):
    """Append-only history of the register: who set what, when, from which source, and why."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="attendance_changes"
    )
    half_day = models.ForeignKey(HalfDay, on_delete=models.PROTECT, related_name="changes")
    before = models.CharField(max_length=1)
    after = models.CharField(max_length=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    source = models.CharField(max_length=12, choices=Source.choices)
    sheet_reference = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.before}→{self.after}"


class CatchUpTask(models.Model):
    """The task that turns a justified absence (J) into one made up (C) when validated in time."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="catch_ups")
    half_day = models.ForeignKey(HalfDay, on_delete=models.PROTECT, related_name="catch_ups")
    task = models.CharField(_("task"), max_length=300)
    due_on = models.DateField(_("last day"))
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answer = models.TextField(_("what was handed in"), max_length=4000, blank=True)
    validated_at = models.DateTimeField(null=True, blank=True)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "half_day"], name="one_catch_up_per_half_day"
            )
        ]

    def __str__(self) -> str:
        return self.task

    def state(self, today: datetime.date) -> str:
        """One of open, handed-in, validated, lapsed; `today` is the day at the venue."""
        return state_of(
            handed_in=self.handed_in_at is not None,
            validated=self.validated_at is not None,
            due_on=self.due_on,
            today=today,
        )
