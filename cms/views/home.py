"""Everybody's first page after sign-in, chosen by what they may do."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts import roles
from accounts.models import User
from assessments.permissions import teaching_marked_by

# The first ability that the person has leads; somebody without any reads who can help.
FIRST_PAGES = (
    (roles.FREEZE, "registrar-index"),
    (roles.SEE_BOARD, "board-index"),
    (roles.TAKE_COURSE, "today"),
    (roles.MARK_TEACHING, "my-sheets"),
    (roles.EDIT_CONTENT, "wagtailadmin_home"),
    (roles.READ_AGGREGATES, "aggregates"),
    (roles.ADMINISTER, "wagtailadmin_home"),
)


def first_page(abilities: frozenset[str]) -> str:
    """The name of the first page for somebody with these abilities."""
    return next((name for ability, name in FIRST_PAGES if ability in abilities), "no-page-yet")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The own first page; a visitor goes to the public one."""
    if not isinstance(request.user, User):
        return redirect("wagtail_serve", "")
    return redirect(first_page(request.user.abilities))


@require_safe
@login_required
def my_sheets(request: HttpRequest) -> HttpResponse:
    """An assessor's cohorts; with a single one, straight to its sheets."""
    cohorts = list(teaching_marked_by(request.user).select_related("edition__course"))
    if len(cohorts) == 1:
        return redirect("teaching-sheets", code=cohorts[0].code)
    return render(request, "cms/my_sheets.html", {"cohorts": cohorts})


@require_safe
@login_required
def aggregates(request: HttpRequest) -> HttpResponse:
    """What a donor will find here, in plain words."""
    return render(request, "cms/aggregates.html")


@require_safe
@login_required
def no_page_yet(request: HttpRequest) -> HttpResponse:
    """For an account without a role in force."""
    return render(request, "cms/no_page_yet.html")
