"""Where Relais meets Wagtail: menus, and the address at which a lesson is read."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail import hooks
from wagtail.models import Page

from cms.models import ModulePage
from cms.viewsets.catalogue import CatalogueGroup
from cms.viewsets.cohorts import CohortGroup


@hooks.register("register_admin_viewset")
def register_catalogue() -> CatalogueGroup:
    """Course, modules, activities, sources."""
    return CatalogueGroup()


@hooks.register("register_admin_viewset")
def register_cohorts() -> CohortGroup:
    """Cohorts, funding lines, issuing bodies, signatories."""
    return CohortGroup()


@hooks.register("before_serve_page")
def send_readers_to_the_lesson(
    page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any
) -> HttpResponse | None:
    """A module's place in the page tree leads to its lesson, where readers are checked.

    Previews do not pass here, so an editor still sees a draft as one page.
    """
    if isinstance(page, ModulePage):
        return HttpResponseRedirect(page.get_url(request))
    return None
