"""Where Relais meets Wagtail: menus, and the address at which a lesson is read."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from cms.models import CompanionPage, LabelledPage, ModulePage
from cms.permissions import can_read
from cms.stating import facts_stated_by
from cms.views.outsiders import for_an_outsider
from cms.viewsets.catalogue import CatalogueGroup
from cms.viewsets.cohorts import CohortGroup
from courses.validity import ENDED, validity_on


@hooks.register("register_admin_viewset")
def register_catalogue() -> CatalogueGroup:
    """Course, modules, activities, sources."""
    return CatalogueGroup()


@hooks.register("register_admin_viewset")
def register_cohorts() -> CohortGroup:
    """Cohorts, funding lines, issuing bodies, signatories."""
    return CohortGroup()


@hooks.register("before_serve_page")
def send_readers_where_they_are_checked(
    page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any
) -> HttpResponse | None:
    """A lesson's and a companion's place in the page tree lead to their own addresses; any other
    page with a label is shown to whom it is written for.

    Previews do not pass here, so an editor still sees a draft as one page.
    """
    if isinstance(page, ModulePage | CompanionPage):
        return HttpResponseRedirect(page.get_url(request))
    if isinstance(page, LabelledPage) and not can_read(request.user, page):
        return for_an_outsider(request)
    return None


@hooks.register("before_edit_page")
def warn_of_ended_facts(request: HttpRequest, page: Page) -> None:
    """An editor who opens a lesson reads first what it states that is no longer true."""
    if request.method != "GET" or not isinstance(page, ModulePage):
        return
    today = timezone.localdate()
    ended = [
        fact.key
        for fact in facts_stated_by(page)
        if validity_on(today, fact.valid_from, fact.valid_until) == ENDED
    ]
    if ended:
        words = ngettext(
            "One fact of this page is no longer true: %(facts)s.",
            "%(number)d facts of this page are no longer true: %(facts)s.",
            len(ended),
        )
        messages.warning(request, words % {"number": len(ended), "facts": ", ".join(ended)})
