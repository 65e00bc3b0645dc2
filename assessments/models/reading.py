"""Short answers that no key matched: read by two people, who do not know whose they are."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.question import QuestionVersion
from courses.models import Cohort


class UnmatchedAnswer(models.Model):
    """One wording that no key matched, once for a cohort, however many trainees wrote it.

    `normalised` decides what is the same wording; `typed` is the first form in which it came.
    `right` is the decision of the readers; empty while they have not agreed.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="unmatched_answers")
    version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, related_name="unmatched_answers"
    )
    normalised = models.CharField(max_length=300)
    typed = models.CharField(max_length=300)
    found_at = models.DateTimeField()
    right = models.BooleanField(_("right"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["cohort", "version", "normalised"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "version", "normalised"], name="wording_once_per_cohort"
            )
        ]

    def __str__(self) -> str:
        return self.typed


class AnswerReading(models.Model):
    """One reader's verdict. Final; the first two readers do not see each other's."""

    answer = models.ForeignKey(UnmatchedAnswer, on_delete=models.PROTECT, related_name="readings")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="answer_readings"
    )
    right = models.BooleanField(_("right"))
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["answer", "read_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "reader"], name="one_reading_per_reader")
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.right}"
