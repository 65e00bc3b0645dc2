"""The catalogue in Wagtail's admin: to look things up; who may change is said by permissions."""

from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from cms.models import Source
from cms.viewsets.bothlanguages import BothLanguagesViewSet
from courses.models import Activity, Course, Fact, Module
from courses.validity import ALWAYS, COMING, CURRENT, ENDED


class CourseViewSet(BothLanguagesViewSet):
    model = Course
    icon = "openquote"
    list_display = ["key", "title", "days", "hours"]
    form_fields = ["title", "hours", "days"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["key", "title", "hours", "days", "certificate_prefix"]


class ModuleViewSet(BothLanguagesViewSet):
    model = Module
    icon = "list-ul"
    list_display = ["code", "title", "hours"]
    form_fields = ["title", "hours", "days"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["course", "code", "title", "hours", "days"]


class ActivityViewSet(BothLanguagesViewSet):
    model = Activity
    icon = "tasks"
    list_display = ["key", "title", "kind", "day"]
    list_filter = ["kind"]
    form_fields = ["title", "day"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["course", "module", "key", "kind", "title", "day"]


class SourceViewSet(ModelViewSet):
    model = Source
    icon = "link"
    list_display = ["code", "title"]
    search_fields = ["code", "title"]
    form_fields = ["code", "title", "found_at"]


VALIDITY_WORDS = {
    ALWAYS: _("true without dates"),
    CURRENT: _("true today"),
    ENDED: _("no longer true"),
    COMING: _("not yet true"),
}


class TodayColumn(StatusTagColumn):
    """What a fact is today; what is not in force stands out."""

    def get_value(self, instance: Fact) -> Any:
        """In words."""
        return VALIDITY_WORDS[instance.state_on(timezone.localdate())]

    def get_primary(self, instance: Fact) -> bool:
        """Whether it is out of force."""
        return instance.state_on(timezone.localdate()) in (ENDED, COMING)


class FactIndexView(IndexView):
    """With the number of questions that rest on each fact."""

    def get_base_queryset(self) -> Any:
        """One query for all."""
        found = super().get_base_queryset().select_related("module")
        return found.annotate(resting=Count("questions"))


class FactViewSet(ModelViewSet):
    """Every dated statement of the lessons, and how many questions rest on it.

    The lesson's page is where a fact is changed: here it is only looked up.
    """

    model = Fact
    index_view_class = FactIndexView
    icon = "calendar-check"
    list_display = [
        "key",
        "module",
        Column("statement", label=_("statement")),
        DateColumn("valid_from", label=_("true from"), sort_key="valid_from"),
        DateColumn("valid_until", label=_("true until"), sort_key="valid_until"),
        TodayColumn("state", label=_("today")),
        Column("resting", label=_("questions")),
    ]
    list_filter = ["module"]
    search_fields = ["key", "statement"]
    form_fields = ["statement"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["module", "key", "statement", "valid_from", "valid_until", "countries"]


class CatalogueGroup(ModelViewSetGroup):
    """Nothing here is added or deleted by hand but sources: keys are what marks point at."""

    menu_label = _("Catalogue")
    menu_icon = "folder-open-inverse"
    menu_order = 210
    items = (
        CourseViewSet("course"),
        ModuleViewSet("module"),
        ActivityViewSet("activity"),
        SourceViewSet("source"),
        FactViewSet("fact"),
    )
