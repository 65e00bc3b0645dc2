"""Who issues and who signs: what the certificates of a cohort say beside the name."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from courses.models import Cohort


class IssuingBody(models.Model):
    """Who issues the certificates of a cohort, in the words valid at the date."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="issuing_bodies", verbose_name=_("cohort")
    )
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

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="signatories", verbose_name=_("cohort")
    )
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
