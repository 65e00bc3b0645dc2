"""Calibration: assessors mark sample lessons and see how far they are from the reference."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from assessments.models.marking import Rubric


class SampleLesson(models.Model):
    """A lesson told in words, with the levels that the course's experts agreed on.

    `reference` = levels of C1 to C8; `reasons` = {"C1": {"fr": "…", "en": "…"}}.
    """

    key = models.SlugField(_("key"), max_length=40, unique=True)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="samples")
    position = models.PositiveSmallIntegerField()
    title = I18nCharField(_("title"), max_length=200)
    transcript = I18nTextField(_("transcript"))
    seconds = models.PositiveIntegerField(_("duration in seconds"))
    reference = models.JSONField(_("reference levels"))
    reasons = models.JSONField(_("reasons"), default=dict)

    class Meta:
        verbose_name = _("sample lesson")
        verbose_name_plural = _("sample lessons")
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.title)


class CalibrationSheet(models.Model):
    """One go of one person at one sample lesson. Final; the first one was blind."""

    sample = models.ForeignKey(SampleLesson, on_delete=models.PROTECT, related_name="sheets")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calibration_sheets"
    )
    levels = models.JSONField(_("levels"))
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["person", "sample", "submitted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.sample.key}"
