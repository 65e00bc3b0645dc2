"""Wagtail's page chooser, for whoever edits pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry

View = Callable[..., HttpResponse]


def for_page_editors(view: View) -> View:
    """404 for a signed-in person who may explore no page: the chooser names every page there is,
    also those whose label is above that person. Wagtail itself asks a visitor to sign in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            pages = policy_registry.get_by_type(Page)
            if not pages.explorable_instances(request.user).exists():
                raise Http404
        return view(request, *args, **kwargs)

    return guarded
