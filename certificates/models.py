"""The certificate register: entries, their prints and their events. A file is only a print of it.

Nothing here cascades: deleting a person, a cohort or a course leaves number, keyed hash of the
name, kind, course, date and state, which is what verification needs.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from certificates.querysets import CertificateQuerySet
from courses.models import Cohort, Enrolment


class IssuingBody(models.Model):
    """Who issues the certificates of a cohort, in the words valid at the date."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="issuing_bodies")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    name = I18nCharField(_("name"), max_length=200)
    # PNG as `logos.py` has cleaned it; empty where the body shows its name alone.
    logo = models.BinaryField(default=b"", editable=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("issuing body")
        verbose_name_plural = _("issuing bodies")
        ordering = ["cohort", "position"]

    def __str__(self) -> str:
        return str(self.name)


class Signatory(models.Model):
    """One of up to three people who sign the certificates of a cohort, in ink."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="signatories")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    name = models.CharField(_("name"), max_length=120)
    title = I18nCharField(pgettext_lazy("of a signatory", "title"), max_length=200)
    valid_from = models.DateField(_("in office from"), null=True, blank=True)
    valid_until = models.DateField(_("in office until"), null=True, blank=True)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["cohort", "position"]

    def __str__(self) -> str:
        return self.name


class CertificateKind(models.TextChoices):
    DISTINCTION = "distinction", _("certificate of completion with distinction")
    MERIT = "merit", _("certificate of completion with merit")
    COMPLETION = "completion", _("certificate of completion")
    PARTICIPATION = "participation", _("certificate of participation")
    ATTENDANCE = "attendance", _("attendance statement")


class Certificate(models.Model):
    """A register entry. Everything printed is frozen in the payload of its prints."""

    class State(models.TextChoices):
        ISSUED = "issued", _("issued")
        REPLACED = "replaced", _("replaced")
        SUSPENDED = "suspended", _("suspended")
        REVOKED = "revoked", _("revoked")

    number = models.CharField(_("number"), max_length=16, unique=True)
    enrolment = models.OneToOneField(
        Enrolment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="certificate",
    )
    cohort = models.ForeignKey(
        Cohort,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="certificates",
    )
    position = models.PositiveSmallIntegerField(_("protocol order"), default=0)
    kind = models.CharField(_("kind"), max_length=14, choices=CertificateKind.choices)
    course_title = I18nCharField(_("course"), max_length=200)
    ended_on = models.DateField(_("last day of the course"))
    name_digest = models.CharField(_("keyed hash of the name"), max_length=64)
    # The names of earlier prints: who holds one is told that it was replaced.
    former_digests = models.JSONField(default=list, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ISSUED)
    silent = models.BooleanField(
        _("silent mode"),
        default=False,
        help_text=_("Verification answers “contact the issuing office”."),
    )
    print_index = models.PositiveSmallIntegerField(
        pgettext_lazy("a printed copy", "print"), default=1
    )
    # Its block in the status lists of our credentials; drawn by chance, never given again.
    status_place = models.PositiveIntegerField(null=True, unique=True, editable=False)
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["cohort", "position", "pk"]

    def __str__(self) -> str:
        return self.number


class CertificatePrint(models.Model):
    """One print of a certificate: the frozen payload, and the PDF with its SHA-256."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="prints")
    index = models.PositiveSmallIntegerField()
    payload = models.JSONField()
    template_version = models.CharField(max_length=20)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    rendered_at = models.DateTimeField()

    class Meta:
        ordering = ["certificate", "index"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "index"], name="print_index_once")
        ]

    def __str__(self) -> str:
        return f"{self.certificate.number}/{self.index}"


class CertificateEvent(models.Model):
    """Append-only: what happened to a certificate, by whom, why."""

    class Action(models.TextChoices):
        ISSUED = "issued", _("issued")
        REPLACED = "replaced", _("replaced")
        SUSPENDED = "suspended", _("suspended")
        REINSTATED = "reinstated", _("reinstated")
        REVOKED = "revoked", _("revoked")
        DOWNLOADED = "downloaded", _("downloaded")
        SILENCED = "silenced", _("silent mode on")
        UNSILENCED = "unsilenced", _("silent mode off")

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    action = models.CharField(max_length=12, choices=Action.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    public_reason = models.CharField(max_length=200, blank=True)
    internal_reason = models.CharField(max_length=300, blank=True)
    # Issued on the registrar's word: the holder had not signed the name as it stands.
    name_unsigned = models.BooleanField(default=False)

    class Meta:
        ordering = ["certificate", "at", "pk"]

    def __str__(self) -> str:
        return self.action


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


class VerifierReference(models.Model):
    """What the public page answered, for the verifier's own file: no verifier, no name, no number
    in clear. Kept for 30 days (domain 7.3, short security log)."""

    reference = models.CharField(_("reference"), max_length=12, unique=True)
    at = models.DateTimeField(_("answered at"), db_index=True)
    number_digest = models.CharField(max_length=64)
    verdict = models.CharField(_("answer"), max_length=10)
    print_index = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("answer of the verification page")
        verbose_name_plural = _("answers of the verification page")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.reference


class PrintRun(models.Model):
    """The making of a cohort's certificates, in the background: who asked, who works, how it ended.

    What is done is counted from the register itself. `worker` holds the run as long as it writes
    `beat_at` often enough (`printrunning.py`); a run of a killed worker is carried on by another.
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
