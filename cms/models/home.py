"""The public front page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models.curriculum import CoursePage
from cms.models.drift import agreed_keys
from cms.models.loaded import LoadedPage


class HomePage(LoadedPage):
    """A visitor's welcome: what this is, the course, verification, sign-in."""

    lede = models.TextField(_("welcome"), blank=True)
    protection = models.TextField(_("how officers are protected"), blank=True)

    template = "cms/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CoursePage"]
    content_panels = [*LoadedPage.content_panels, FieldPanel("lede"), FieldPanel("protection")]
    override_translatable_fields = LoadedPage.kept_fields

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the live courses beneath this page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["course_pages"] = (
            CoursePage.objects.child_of(self).live().filter(translation_key__in=agreed_keys())
        )
        return context
