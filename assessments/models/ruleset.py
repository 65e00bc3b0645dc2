"""The rules a cohort runs on: a stored, numbered set of thresholds that is never edited."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Cohort


class RuleSet(models.Model):
    """One version of all thresholds of R1 to R13 (`assessments.outcome.ruleset`)."""

    identifier = models.SlugField(_("identifier"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    parameters = models.JSONField(_("parameters"))
    digest = models.CharField(_("digest"), max_length=64)
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        ordering = ["identifier", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["identifier", "version"], name="rule_set_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.identifier} v{self.version}"


class CohortRules(models.Model):
    """Ties a cohort to the one rule set that decides its outcomes."""

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="rules")
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="cohorts")

    class Meta:
        verbose_name = _("rules of a cohort")
        verbose_name_plural = _("rules of cohorts")

    def __str__(self) -> str:
        return f"{self.cohort.code} · {self.rule_set}"
