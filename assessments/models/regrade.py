"""Regrading: a key was wrong; who is marked again, how, why, and what changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.attempt import Attempt
from assessments.models.question import QuestionVersion


class Regrade(models.Model):
    """One act of regrading one version of a question. Never edited, never undone: a later act
    overrules an earlier one.

    Every later marking of these attempts respects it, so that marking again changes nothing.
    `changes` = [{"attempt": id, "before": "70.00", "after": "80.00", "fraction_before": "0",
    "fraction_after": "1", "outcome_before": "ATT", "outcome_after": "CR"}].
    """

    class Policy(models.TextChoices):
        NEW_KEY = "new-key", _("the corrected key alone counts")
        EITHER_KEY = "either-key", _("either key counts")
        FULL = "full", _("full marks for everyone")
        LEFT_OUT = "left-out", _("the question is left out of the mark")

    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="regrades")
    policy = models.CharField(_("policy"), max_length=10, choices=Policy.choices)
    corrected = models.ForeignKey(
        QuestionVersion,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("corrected version"),
    )
    attempts = models.ManyToManyField(Attempt, related_name="regrades")
    reason = models.TextField(_("reason"))
    changes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.version} {self.policy}"
