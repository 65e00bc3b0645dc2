"""Irregularities (R17) and appeals (R19): restricted files, with reasons and dates."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.attempt import AttemptItem
from courses.models import Activity, Enrolment


class Irregularity(models.Model):
    """A decision of the jury after hearing the trainee: an item or a whole component counts 0.

    Either `item` or `activity` says what. Restricted: lead, registrar and jury; no donor report.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="irregularities"
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    item = models.ForeignKey(
        AttemptItem, on_delete=models.PROTECT, related_name="irregularities", null=True, blank=True
    )
    facts = models.TextField(_("facts"))
    heard_on = models.DateField(_("trainee heard on"))
    hearing = models.TextField(_("what the trainee said"))
    reason = models.TextField(_("reasons of the decision"))
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("irregularity")
        verbose_name_plural = _("irregularities")
        ordering = ["enrolment", "decided_at", "pk"]

    def __str__(self) -> str:
        return str(self.enrolment_id)


class Appeal(models.Model):
    """An appeal on procedure or arithmetic, answered by somebody who took no part."""

    class Ground(models.TextChoices):
        PROCEDURE = "procedure", _("procedure")
        ARITHMETIC = "arithmetic", _("arithmetic")

    class Decision(models.TextChoices):
        UPHELD = "upheld", _("upheld")
        REJECTED = "rejected", _("rejected")
        OUT_OF_TIME = "out-of-time", _("lodged too late")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="appeals")
    ground = models.CharField(_("ground"), max_length=10, choices=Ground.choices)
    text = models.TextField(_("what is contested"))
    lodged_on = models.DateField(_("lodged on"))
    lodged_until = models.DateField(_("last day to lodge it"))
    answer_due_on = models.DateField(_("answer due on"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decision = models.CharField(_("decision"), max_length=12, choices=Decision.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["lodged_on", "pk"]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lodged_on}"
