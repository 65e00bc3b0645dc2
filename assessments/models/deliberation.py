"""Freeze: inputs, rules and results of a cohort as they were, with a digest (R18)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.ruleset import RuleSet
from courses.models import Cohort, Enrolment


class OutcomeCode(models.TextChoices):
    """The outcomes of R10 and R11."""

    CRD = "CRD", _("certificate of completion with distinction")
    CRM = "CRM", _("certificate of completion with merit")
    CR = "CR", _("certificate of completion")
    ATT = "ATT", _("certificate of participation")
    REL = "REL", _("attendance statement")
    AJO = "AJO", _("deferred")


class Freeze(models.Model):
    """The frozen results of a cohort. Written once; later changes are corrections.

    `inputs` holds every trainee's record as judged (the format of `decide_outcomes`, without
    names), `results` the proposals, `jury` its members by seat and its decisions (null: frozen
    without one); `digest` is the SHA-256 over all of them and the rule set.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="freeze")
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="freezes")
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    inputs = models.JSONField()
    results = models.JSONField()
    jury = models.JSONField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("freeze")
        verbose_name_plural = _("freezes")

    def __str__(self) -> str:
        return f"{self.cohort.code} {self.frozen_at:%Y-%m-%d}"


class FrozenOutcome(models.Model):
    """One trainee's decision at freeze. Figures are those that were printed in the minutes."""

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="outcomes")
    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, related_name="frozen_outcome"
    )
    computed = models.CharField(max_length=3, choices=OutcomeCode.choices)
    decided = models.CharField(max_length=3, choices=OutcomeCode.choices)
    jury_reason = models.TextField(blank=True)
    attendance = models.CharField(max_length=8, blank=True)
    quizzes = models.CharField(max_length=8, blank=True)
    practicals = models.CharField(max_length=8, blank=True)
    teaching = models.CharField(max_length=8, blank=True)
    exam = models.CharField(max_length=8, blank=True)
    final = models.CharField(max_length=8, blank=True)
    on20 = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["freeze", "enrolment__position"]

    def __str__(self) -> str:
        return self.decided

    @property
    def standing_decision(self) -> str:
        """The decision in force: of the newest correction, else of the freeze.

        One query, none where `corrections` were prefetched.
        """
        corrections = list(self.corrections.all())
        return str(corrections[-1].after["decided"]) if corrections else self.decided


class Correction(models.Model):
    """A change after freeze (R18): author, reason, before and after; nothing is overwritten."""

    outcome = models.ForeignKey(FrozenOutcome, on_delete=models.PROTECT, related_name="corrections")
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return str(self.made_at)
