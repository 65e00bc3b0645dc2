"""Who may enter the bank's pages, and what all of them share."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.permissions import can_edit_bank, can_read_bank

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def readers(view: View[P]) -> View[P]:
    """Editors and leads; Wagtail sends everybody else away with a message."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not can_read_bank(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def editors(view: View[P]) -> View[P]:
    """Editors only."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not can_edit_bank(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def reading_language() -> str:
    """The language in which the reader sees the bank: fr or en."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def show(
    request: HttpRequest,
    page: str,
    title: str,
    context: dict[str, Any],
    *,
    trail: tuple[tuple[str, str], ...] = (),
    status: int = 200,
) -> HttpResponse:
    """A page of the bank in Wagtail's frame; `trail` = (label, address) between bank and page."""
    crumbs = [
        {"url": reverse("bank-list"), "label": _("Question bank")},
        *({"url": address, "label": label} for label, address in trail),
        {"url": "", "label": title},
    ]
    frame = {
        "breadcrumbs_items": crumbs[1:] if title == _("Question bank") else crumbs,
        "header_title": title,
        "header_icon": "help",
        "may_edit": can_edit_bank(request.user),
    }
    return render(request, f"assessments/bank/{page}.html", {**frame, **context}, status=status)
