"""What every page of the curriculum shares."""

import datetime
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms.models.pageform import PageForm
from cms.sensitivity import INSTRUCTORS, PUBLIC, TRAINEES


class Sensitivity(models.TextChoices):
    """The label of a page; `cms.permissions` says who reads what."""

    PUBLIC = PUBLIC, _("Public")
    TRAINEES = TRAINEES, _("Trainees")
    INSTRUCTORS = INSTRUCTORS, _("Instructors")


def sensitivity_field(default: Sensitivity) -> models.CharField:
    """The label's column, with what a new page of a model starts from."""
    return models.CharField(
        _("sensitivity"),
        max_length=12,
        choices=Sensitivity.choices,
        default=default,
        help_text=_("Who may read the page, its files and its search results, in every language."),
    )


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

    base_form_class = PageForm
    show_in_menus_default = False
    kept_fields: ClassVar[list[Any]] = [BaseTranslatableField("slug")]

    class Meta:
        abstract = True


@dataclass(frozen=True)
class KeptAs:
    """The stored text of an edition that a page in memory was made from.

    `since` is when this text went live; `text` the id of the `KeptText`.
    """

    text: int
    edition: str
    since: datetime.datetime


class LabelledPage(LoadedPage):
    """A page with a sensitivity label, one for both languages (see `cms.labelling`).

    The front page has none: it is the door of the site.
    """

    sensitivity = sensitivity_field(Sensitivity.TRAINEES)
    # Set on a page that says what a locked edition keeps; None on the pages of the tree.
    kept: KeptAs | None = None

    labelled_fields: ClassVar[list[Any]] = [
        *LoadedPage.kept_fields,
        SynchronizedField("sensitivity", overridable=False),
    ]

    class Meta:
        abstract = True
