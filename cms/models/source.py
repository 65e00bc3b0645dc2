"""The works that facts are taken from."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """One source; facts and modules name it by its code. Its title stays in its own language."""

    code = models.CharField(
        _("code"), max_length=3, unique=True, validators=[RegexValidator(r"^S\d{2}$")]
    )
    title = models.CharField(_("title"), max_length=300)
    found_at = models.CharField(_("where to find it"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
