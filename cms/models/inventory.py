"""A trainee's inventory sheet of a fictitious post: an exercise without a mark."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment


class InventorySheet(models.Model):
    """What was filled in so far; `post` is a key of cms/content/inventory.yaml, never a name.

    No evidence: it goes with its enrolment.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, related_name="inventory_sheet"
    )
    post = models.SlugField(_("fictitious post"), max_length=40, blank=True)
    answers = models.JSONField(_("answers"), default=dict)
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("inventory sheet")
        verbose_name_plural = _("inventory sheets")

    def __str__(self) -> str:
        return str(self.enrolment_id)
