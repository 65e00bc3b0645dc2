"""What stands in the room beside the register: the printed sheet and the shared tablet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.cohort import Cohort, HalfDay

DAYS_A_WEEK = 5


class RegisterSheet(models.Model):
    """One printed sheet: its reference leads back to exactly these lines.

    `enrolments` are the trainees as printed, in that order: who joins later has no line on it.
    """

    class Kind(models.TextChoices):
        DAY = "day", _("one day")
        WEEK = "week", _("one week")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="register_sheets")
    reference = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    enrolments = models.JSONField(default=list)
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["cohort", "pk"]

    def __str__(self) -> str:
        return self.reference

    @property
    def days(self) -> range:
        """The days of the course on this sheet."""
        if self.kind == self.Kind.DAY:
            return range(self.number, self.number + 1)
        return range(DAYS_A_WEEK * (self.number - 1) + 1, DAYS_A_WEEK * self.number + 1)


class RegisterTablet(models.Model):
    """A shared tablet opened for one half-day: it can take signatures for it and nothing else.

    Only digests are stored. The opening code starts one device, once; the key is that device's
    cookie. It ends by itself with the half-day.
    """

    half_day = models.ForeignKey(HalfDay, on_delete=models.PROTECT, related_name="tablets")
    code_digest = models.CharField(max_length=64, unique=True)
    key_digest = models.CharField(max_length=64, blank=True, db_index=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["half_day", "pk"]

    def __str__(self) -> str:
        return f"{self.half_day} · {self.opened_at:%H:%M}"
