"""The jury of a cohort (R15): who sits, who withdraws, what was decided. Rows are only added."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.deliberation import Freeze, OutcomeCode
from assessments.outcome.jury import Ruling
from courses.models import Cohort, Enrolment


class Jury(models.Model):
    """The deliberation of a cohort. The freeze closes it."""

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="jury")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("jury")
        verbose_name_plural = _("juries")

    def __str__(self) -> str:
        return str(self.cohort_id)


class JuryMember(models.Model):
    """Somebody of the platform (`user`), or an outsider by name. Who leaves stays on record.

    `seat` counts from 1 in the order of appointment and is never given again: frozen decisions
    name members by it.
    """

    jury = models.ForeignKey(Jury, on_delete=models.PROTECT, related_name="members")
    seat = models.PositiveSmallIntegerField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function"), max_length=160, blank=True)
    chair = models.BooleanField(_("presides"), default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["jury", "seat"]
        constraints = [
            models.UniqueConstraint(fields=["jury", "seat"], name="jury_seat_once"),
            models.UniqueConstraint(
                fields=["jury", "user"],
                condition=models.Q(removed_at__isnull=True),
                name="jury_member_once",
            ),
            models.UniqueConstraint(
                fields=["jury"],
                condition=models.Q(removed_at__isnull=True, chair=True),
                name="jury_one_chair",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class JuryWithdrawal(models.Model):
    """A member who withdraws while a trainee is discussed, beside those whom a declared chain of
    command makes withdraw anyway. One that was tapped by mistake is taken back and stays on record.
    """

    member = models.ForeignKey(JuryMember, on_delete=models.PROTECT, related_name="withdrawals")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["member__jury", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "enrolment"],
                condition=models.Q(taken_back_at__isnull=True),
                name="jury_withdrawal_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.enrolment_id}"


class JuryDecision(models.Model):
    """What was decided about one trainee; the newest row counts, as long as `proposal` (figures,
    outcome and reasons) is what is computed today. `withdrawn`: seats that were empty."""

    class Kind(models.TextChoices):
        CONFIRM = Ruling.CONFIRM.value, _("confirmed")
        COMPENSATE = Ruling.COMPENSATE.value, _("jury compensation (repêchage)")
        DEFER = Ruling.DEFER.value, _("deferred for an enquiry")

    jury = models.ForeignKey(Jury, on_delete=models.PROTECT, related_name="decisions")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="jury_decisions"
    )
    kind = models.CharField(_("decision"), max_length=10, choices=Kind.choices)
    decided = models.CharField(max_length=3, choices=OutcomeCode.choices)
    reason = models.TextField(_("reason"), blank=True)
    proposal = models.JSONField()
    withdrawn = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["jury", "pk"]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.decided}"


class Minutes(models.Model):
    """The minutes of the jury as rendered at the freeze, with the SHA-256 of the file."""

    freeze = models.OneToOneField(Freeze, on_delete=models.PROTECT, related_name="minutes")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("minutes of the jury")
        verbose_name_plural = _("minutes of the jury")

    def __str__(self) -> str:
        return self.sha256
