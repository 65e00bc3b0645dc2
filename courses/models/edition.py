"""Editions: the locked set of content that a cohort follows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.catalogue import Course


class Edition(models.Model):
    """One state of a course's content. Locked once a cohort runs on it; corrections are logged.

    What its cohorts read from then on stands above this floor, in `cms.EditionText`.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="editions")
    label = models.CharField(_("label"), max_length=40)
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("course edition")
        verbose_name_plural = _("course editions")
        ordering = ["course", "-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "label"], name="edition_label_once")
        ]

    def __str__(self) -> str:
        return f"{self.course} · {self.label}"

    @property
    def is_locked(self) -> bool:
        """Whether its cohorts read what was recorded at the lock, not what is live."""
        return self.locked_at is not None
