"""The catalogue in Wagtail's admin: to look things up; who may change is said by permissions."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from cms.models import Source
from courses.models import Activity, Course, Module


class CourseViewSet(ModelViewSet):
    model = Course
    icon = "openquote"
    list_display = ["key", "title", "days", "hours"]
    form_fields = ["title", "hours", "days"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["key", "title", "hours", "days", "certificate_prefix"]


class ModuleViewSet(ModelViewSet):
    model = Module
    icon = "list-ul"
    list_display = ["code", "title", "hours"]
    form_fields = ["title", "hours", "days"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["course", "code", "title", "hours", "days"]


class ActivityViewSet(ModelViewSet):
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
    )
