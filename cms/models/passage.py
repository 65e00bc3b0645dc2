"""What the search looks through: one row for each place of a live page that a reader can open."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.countries import LANGUAGE_CHOICES


class Passage(models.Model):
    """One section of a page in one language, as plain text and as stems between blanks.

    Written when the page is published; `anchor` is the key of the section, empty for a whole page.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="passages")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    position = models.PositiveSmallIntegerField(_("position"))
    anchor = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"))
    title_stems = models.TextField()
    stems = models.TextField()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["page", "position"]
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="passage_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.language} · {self.title}"
