"""The rank of the class, only where somebody asks for it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.classranking import ranking_of
from assessments.permissions import restricted_files_of
from assessments.views.fetching import permitted_cohort


@login_required
@require_safe
def ranking(request: HttpRequest, code: str) -> HttpResponse:
    """What a ranking is, with a button; `?show=1` shows it."""
    cohort = permitted_cohort(restricted_files_of(request.user), code)
    asked = "show" in request.GET
    places = ranking_of(cohort, at=timezone.now()) if asked else []
    context = {"cohort": cohort, "asked": asked, "open": places is None, "places": places or []}
    return render(request, "assessments/ranking.html", context)
