"""What every page of the curriculum shares."""

from typing import Any, ClassVar

from django.db import models
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField


class LoadedPage(Page):
    """A page that `load_curriculum` may write.

    The slug is neither translated nor copied again: an address, once printed or saved on a phone,
    stays, whatever a translator imports.
    """

    loaded_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="SHA-256 of the data file this page was last written from.",
    )

    show_in_menus_default = False
    kept_fields: ClassVar[list[Any]] = [BaseTranslatableField("slug")]

    class Meta:
        abstract = True
