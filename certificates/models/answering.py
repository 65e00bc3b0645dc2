"""What the public page has answered, for the verifier's own file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
