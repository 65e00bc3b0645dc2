"""Practicals P1 to P4: a checklist, a sheet for each trainee, the trios that are seen together."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from courses.models import Activity, Cohort, Enrolment


class Checklist(models.Model):
    """One version of a practical's checklist; its lines add up to the practical's maximum."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="checklists")
    version = models.PositiveSmallIntegerField(_("version"))

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        ordering = ["activity", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "version"], name="checklist_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.activity.key} v{self.version}"


class ChecklistLine(models.Model):
    """Something to observe, worth up to `out_of` points in half points."""

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    text = I18nCharField(_("what is observed"), max_length=300)
    out_of = models.DecimalField(_("out of"), max_digits=3, decimal_places=1)

    class Meta:
        ordering = ["checklist", "position"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "position"], name="checklist_line_once")
        ]

    def __str__(self) -> str:
        return str(self.text)


class PracticalGroup(models.Model):
    """Trainees who do a practical together, as a rule a trio: one screen marks them all."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="practical_groups")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="groups")
    number = models.PositiveSmallIntegerField(_("group"))

    class Meta:
        ordering = ["cohort", "activity", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "activity", "number"], name="practical_group_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity.key} {self.number}"


class PracticalSeat(models.Model):
    """A trainee's place in the group of one practical."""

    group = models.ForeignKey(PracticalGroup, on_delete=models.PROTECT, related_name="seats")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="practical_seats"
    )
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["group", "enrolment"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "enrolment"], name="one_group_per_trainee_and_practical"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.enrolment_id}"


class PracticalSheet(models.Model):
    """What one observer saw of one trainee. A draft until submitted; the mark is then entered.

    `points` = ["1.5", null, …] line by line; none may be empty once submitted.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="practical_sheets"
    )
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="sheets")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="practical_sheets"
    )
    points = models.JSONField(_("points"), default=list)
    remark = models.TextField(_("remark"), blank=True)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    paper_reference = models.CharField(_("reference of the paper"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("checklist sheet")
        verbose_name_plural = _("checklist sheets")
        ordering = ["enrolment", "checklist", "assessor"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "checklist", "assessor"],
                name="one_sheet_per_trainee_and_assessor",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.checklist}"
