"""Holds on a module: while one is open, nothing that is drawn from the module can be started."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.catalogue import Module
from courses.models.edition import Edition


class ModuleHold(models.Model):
    """Since when, why and by whom a module is held, and who let it go.

    `origin` names what holds it (a page whose languages differ); of one origin one hold is open at
    a time. Whoever writes holds stands above: this floor only keeps them and asks nothing.
    """

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="holds")
    origin = models.CharField(max_length=80)
    reason = models.TextField(_("reason"))
    # Editions whose cohorts do not read what changed: their tests go on.
    spared = models.ManyToManyField(Edition, related_name="+", blank=True)
    held_at = models.DateTimeField(_("held since"))
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("hold on a module")
        verbose_name_plural = _("holds on modules")
        ordering = ["held_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "origin"],
                condition=models.Q(released_at__isnull=True),
                name="one_open_hold_of_an_origin",
            )
        ]

    def __str__(self) -> str:
        return f"{self.module.code} {self.origin}"
