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
    # One that stands; beside it there may be revoked ones, whose number is never given again.
    enrolment = models.ForeignKey(
        Enrolment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="certificates",
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
    # The kinds of earlier prints, where a decision was corrected after issue.
    former_kinds = models.JSONField(default=list, editable=False)
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
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=~models.Q(state="revoked"),
                name="one_certificate_that_stands",
            )
        ]

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


class StampedCopy(models.Model):
    """The fingerprint of a copy that was handed out with a stamp across its pages.

    A copy of a print, or, without one, a specimen. The file itself is not kept: it can be made
    again from the print.
    """

    entry = models.ForeignKey(
        CertificatePrint,
        on_delete=models.PROTECT,
        null=True,
        related_name="stamped_copies",
    )
    stamp = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.stamp


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
    # Read by whoever verifies, in the reader’s language; a plain text is the same in both.
    public_reason = I18nCharField(max_length=200, blank=True)
    internal_reason = models.CharField(max_length=300, blank=True)
    # Issued on the registrar's word: the holder had not signed the name as it stands.
    name_unsigned = models.BooleanField(default=False)

    class Meta:
        ordering = ["certificate", "at", "pk"]

    def __str__(self) -> str:
        return self.action
