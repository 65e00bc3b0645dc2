"""Who follows a cohort, and how far each has come."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.catalogue import Activity
from courses.models.cohort import Cohort
from courses.querysets import EnrolmentQuerySet


class Enrolment(models.Model):
    """A trainee in a cohort: the key to register, marks, outcome and certificate."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments"
    )
    position = models.PositiveSmallIntegerField(
        _("protocol order"),
        default=0,
        help_text=_("Order in the ceremony and on the lists."),
    )
    enrolled_at = models.DateTimeField(_("enrolled at"))
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["cohort", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "user"], name="enrolled_once_per_cohort")
        ]

    def __str__(self) -> str:
        return f"{self.cohort.code} · {self.user}"


class SectionProgress(models.Model):
    """A section of a lesson that a trainee has finished; the section's key has no language."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="progress")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="progress")
    section = models.CharField(max_length=60)
    finished_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity", "section"],
                name="section_finished_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity.key} {self.section}"


class ActivityCompletion(models.Model):
    """An activity that a trainee has completed, with the moment it happened."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="completions")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="completions")
    completed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity"], name="completed_once")
        ]

    def __str__(self) -> str:
        return self.activity.key
