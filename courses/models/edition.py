"""Editions: the locked set of content that a cohort follows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.catalogue import Course


class Edition(models.Model):
    """One state of a course's content. Locked once a cohort runs on it; corrections are logged."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="editions")
    label = models.CharField(_("label"), max_length=40)
    opened_on = models.DateField(_("opened on"))
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("course edition")
        verbose_name_plural = _("course editions")
        ordering = ["course", "-opened_on"]
        constraints = [
            models.UniqueConstraint(fields=["course", "label"], name="edition_label_once")
        ]

    def __str__(self) -> str:
        return f"{self.course} · {self.label}"
