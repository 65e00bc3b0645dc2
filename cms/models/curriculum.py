"""The pages of a course. Both languages of a page point at one row of the catalogue."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.blocks.section import SectionBlock
from cms.blocks.text import ProseBlock
from cms.blocks.week import WeekBlock
from cms.fields import UnmigratedStreamField
from cms.models.companion import CompanionKind, CompanionPage
from cms.models.drift import agreed_keys
from cms.models.loaded import LabelledPage, Sensitivity, sensitivity_field
from courses.models import Activity, ActivityKind, Course


def _items(label: str | Promise) -> UnmigratedStreamField:
    return UnmigratedStreamField([("item", ProseBlock())], verbose_name=label, blank=True)


class CoursePage(LabelledPage):
    """The public page of a course."""

    sensitivity = sensitivity_field(Sensitivity.PUBLIC)
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="pages", verbose_name=_("course")
    )
    summary = models.TextField(_("summary"))
    audience = models.TextField(_("for whom"), blank=True)
    outcomes = _items(_("outcomes"))
    method = models.TextField(_("method"), blank=True)
    assessment = models.TextField(_("assessment"), blank=True)
    rules = _items(_("rules"))
    results = _items(_("results"))
    weeks = UnmigratedStreamField([("week", WeekBlock())], verbose_name=_("weeks"), blank=True)

    template = "cms/course_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ModulePage"]
    content_panels = [
        *LabelledPage.content_panels,
        FieldPanel("course"),
        FieldPanel("sensitivity"),
        FieldPanel("summary"),
        FieldPanel("audience"),
        FieldPanel("outcomes"),
        FieldPanel("method"),
        MultiFieldPanel(
            [FieldPanel("assessment"), FieldPanel("rules"), FieldPanel("results")],
            heading=_("Assessment"),
        ),
        FieldPanel("weeks"),
    ]
    override_translatable_fields = [
        *LabelledPage.labelled_fields,
        SynchronizedField("course", overridable=False),
    ]

    class Meta:
        verbose_name = _("course page")
        verbose_name_plural = _("course pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `weeks_and_modules`: each week's block with its modules from the catalogue; and
        `memos`, the public aides-mémoire as (code of the module, title, slug of its lesson)."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        modules = {module.code: module for module in self.course.modules.all()}
        context["weeks_and_modules"] = [
            (
                week.value,
                [modules[code] for code in week.value["modules"].split() if code in modules],
            )
            for week in self.weeks
        ]
        # The course page greets strangers: what it names is open to everybody.
        memos = CompanionPage.objects.live().filter(
            kind=CompanionKind.MEMO,
            sensitivity=Sensitivity.PUBLIC,
            translation_key__in=agreed_keys(),
            locale=self.locale,
            activity__course=self.course,
        )
        context["memos"] = (
            memos.filter(activity__pages__locale=self.locale)
            .order_by("activity__module__position")
            .values_list("activity__module__code", "title", "activity__pages__slug")
        )
        return context


class ModulePage(LabelledPage):
    """A module's lesson. Its readers and their progress are the business of `cms.permissions`."""

    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        related_name="pages",
        limit_choices_to={"kind": ActivityKind.LESSON},
        verbose_name=_("activity"),
    )
    summary = models.TextField(_("summary"))
    objectives = _items(_("objectives"))
    method = models.TextField(_("method"), blank=True)
    assessment = models.TextField(_("assessment"), blank=True)
    sections = UnmigratedStreamField(
        [("section", SectionBlock())], verbose_name=_("sections"), blank=True
    )
    sources = models.CharField(
        _("sources"), max_length=200, blank=True, help_text=_("Codes with blanks between.")
    )

    template = "cms/module_page.html"
    parent_page_types = ["cms.CoursePage"]
    subpage_types = ["cms.CompanionPage"]
    content_panels = [
        *LabelledPage.content_panels,
        FieldPanel("activity"),
        FieldPanel("sensitivity"),
        FieldPanel("summary"),
        FieldPanel("objectives"),
        FieldPanel("method"),
        FieldPanel("assessment"),
        FieldPanel("sections"),
        FieldPanel("sources"),
    ]
    override_translatable_fields = [
        *LabelledPage.labelled_fields,
        SynchronizedField("activity", overridable=False),
        SynchronizedField("sources", overridable=False),
    ]

    class Meta:
        verbose_name = _("module page")
        verbose_name_plural = _("module pages")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, ...] | None:
        """The lesson's own address: reading a lesson does not walk the page tree."""
        parts: tuple[Any, ...] | None = super().get_url_parts(request)
        if parts is None or parts[1] is None:
            return parts
        with translation.override(self.locale.language_code):
            return parts[0], parts[1], reverse("lesson", args=[self.activity.course.key, self.slug])
