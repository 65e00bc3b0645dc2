"""The print room: the making of a batch, and the numbered paper that carries it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.register import CertificatePrint
from courses.models import Cohort


class PrintRun(models.Model):
    """The making of a cohort's certificates, in the background: who asked, who works, how it ended.

    What is done is counted from the register itself. `worker` holds the run as long as it writes
    `beat_at` often enough (`running.py`); a run of a killed worker is carried on by another.
    """

    class Ending(models.TextChoices):
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped")
        REFUSED = "refused", _("refused")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="print_runs")
    started_at = models.DateTimeField(_("started at"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    total = models.PositiveSmallIntegerField(_("certificates to make"))
    # Enrolments whose unsigned name the registrar accepted.
    accepted = models.JSONField(default=list)
    worker = models.CharField(max_length=32, blank=True)
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=7, choices=Ending.choices, blank=True)
    refusal = models.CharField(max_length=60, blank=True)
    problems = models.JSONField(default=list)

    class Meta:
        verbose_name = _("print run")
        verbose_name_plural = _("print runs")
        ordering = ["cohort", "started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort"],
                condition=models.Q(ended_at__isnull=True),
                name="one_print_run_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cohort} {self.started_at:%Y-%m-%d %H:%M}"


class PaperStock(models.Model):
    """A pack of pre-printed paper that a cohort received: its numbers from first to last.

    A number is written `prefix` and then at least `digits` figures, as on the sheet.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="paper_stocks")
    prefix = models.CharField(_("letters before the number"), max_length=12, blank=True)
    digits = models.PositiveSmallIntegerField(default=1)
    first = models.PositiveIntegerField(_("first number"))
    last = models.PositiveIntegerField(_("last number"))
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("stock of paper")
        verbose_name_plural = _("stocks of paper")
        ordering = ["cohort", "prefix", "first"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="paper_first_before_last"
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper_number(self.first)} – {self.paper_number(self.last)}"

    def paper_number(self, number: int) -> str:
        """The number as it stands on the sheet."""
        return f"{self.prefix}{number:0{self.digits}d}"


class PaperEntry(models.Model):
    """Append-only: what became of a numbered sheet. The last entry of a number is how it stands."""

    class What(models.TextChoices):
        USED = "used", _("carries a print")
        SPOILED = "spoiled", _("spoiled")
        FREED = "freed", _("entered by mistake, back in the stock")

    stock = models.ForeignKey(PaperStock, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=7, choices=What.choices)
    # The print on the sheet; a spoiled sheet may carry one too.
    carries = models.ForeignKey(
        CertificatePrint,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="paper_entries",
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("entry of a sheet")
        verbose_name_plural = _("entries of sheets")
        ordering = ["stock", "number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(what="used") | models.Q(carries__isnull=False),
                name="a_used_sheet_carries_a_print",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stock.paper_number(self.number)}: {self.what}"
