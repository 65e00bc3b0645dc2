"""What one trainee was granted beside the rules of a quiz: time, attempts, a window of the own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.quiz import Quiz
from courses.models import Enrolment


class Extension(models.Model):
    """Append-only; the newest one that was not withdrawn counts, as a whole.

    `extra_attempts` 1 at the exam is the one re-sit of R12. The own window, when given, stands
    beside the cohort's.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="extensions")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="extensions")
    extra_minutes = models.PositiveSmallIntegerField(_("more minutes"), default=0)
    extra_attempts = models.PositiveSmallIntegerField(_("more attempts"), default=0)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["enrolment", "quiz", "granted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.quiz}"
