"""Names as they will be printed: lists to sign on paper, and what their holders answered."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Cohort, Enrolment


class NameSheet(models.Model):
    """A printed list to sign on, with the names exactly as printed: what a signature stands for.

    `lines` are triples of enrolment, printed name and Arabic form. The same names give the same
    reference, so that a list printed twice is one list.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="name_sheets")
    reference = models.CharField(_("reference"), max_length=60, unique=True)
    lines = models.JSONField()
    printed_at = models.DateTimeField(_("printed at"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("list of names to sign")
        verbose_name_plural = _("lists of names to sign")
        ordering = ["cohort", "-printed_at", "pk"]

    def __str__(self) -> str:
        return self.reference


class NameProof(models.Model):
    """Append-only: what a trainee answered to the printed form of the name, and to which form.

    It holds as long as name and Arabic form are what they were. `recorded_at` is the moment of the
    entry, `signed_on` the day at the venue on which the trainee answered.
    """

    class Source(models.TextChoices):
        SCREEN = "screen", _("on screen")
        PAPER = "paper", _("on paper")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="name_proofs")
    printed_name = models.CharField(_("name as shown"), max_length=120)
    arabic_name = models.CharField(_("Arabic form as shown"), max_length=120, blank=True)
    right = models.BooleanField(_("signed as right"))
    remark = models.CharField(_("what is wrong"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=6, choices=Source.choices)
    sheet = models.ForeignKey(
        NameSheet, on_delete=models.PROTECT, null=True, blank=True, related_name="proofs"
    )
    signed_on = models.DateField(_("signed on"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("name proof")
        verbose_name_plural = _("name proofs")
        ordering = ["enrolment", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source="screen", sheet__isnull=True)
                | models.Q(source="paper", sheet__isnull=False),
                name="paper_proof_has_its_sheet",
            )
        ]

    def __str__(self) -> str:
        return self.printed_name
