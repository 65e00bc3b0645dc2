"""What stands beside a module's lesson: guide, activity sheet, its answers, aide-mémoire."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.blocks.companion import CompanionBody
from cms.fields import UnmigratedStreamField
from cms.models.loaded import LabelledPage, Sensitivity
from courses.models import Activity, ActivityKind


class CompanionKind(models.TextChoices):
    """What a companion is for."""

    GUIDE = "guide", _("Facilitator guide")
    SHEET = "sheet", _("Activity sheet")
    ANSWERS = "answers", _("Answers to the activity sheet")
    MEMO = "memo", _("Aide-mémoire for the post")


# What a new companion is labelled; an editor may narrow or widen it.
LABEL_OF_KIND = {
    CompanionKind.GUIDE: Sensitivity.INSTRUCTORS,
    CompanionKind.SHEET: Sensitivity.TRAINEES,
    CompanionKind.ANSWERS: Sensitivity.INSTRUCTORS,
    CompanionKind.MEMO: Sensitivity.PUBLIC,
}


class CompanionPage(LabelledPage):
    """One companion of a module; both languages point at the lesson's activity."""

    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        related_name="companions",
        limit_choices_to={"kind": ActivityKind.LESSON},
        verbose_name=_("activity"),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=CompanionKind.choices)
    body = UnmigratedStreamField(CompanionBody(), verbose_name=_("content"), blank=True)
    sources = models.CharField(
        _("sources"), max_length=200, blank=True, help_text=_("Codes with blanks between.")
    )

    template = "cms/companion_page.html"
    parent_page_types = ["cms.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *LabelledPage.content_panels,
        FieldPanel("activity"),
        FieldPanel("kind"),
        FieldPanel("sensitivity"),
        FieldPanel("body"),
        FieldPanel("sources"),
    ]
    override_translatable_fields = [
        *LabelledPage.labelled_fields,
        SynchronizedField("activity", overridable=False),
        SynchronizedField("kind", overridable=False),
        SynchronizedField("sources", overridable=False),
    ]

    class Meta:
        verbose_name = _("companion page")
        verbose_name_plural = _("companion pages")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, ...] | None:
        """Its own address beside the lesson's, where readers are checked."""
        parts: tuple[Any, ...] | None = super().get_url_parts(request)
        if parts is None or parts[1] is None:
            return parts
        module = self.get_parent().slug
        with translation.override(self.locale.language_code):
            address = reverse("companion", args=[self.activity.course.key, module, self.kind])
        return parts[0], parts[1], address
