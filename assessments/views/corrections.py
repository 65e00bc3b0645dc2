"""Corrections of a frozen cohort: author, reason, before and after."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.freezechecking import check_freeze
from assessments.models import Correction, Freeze, FrozenOutcome
from assessments.permissions import can_freeze, restricted_files_of
from assessments.reconvening import waiting_in
from assessments.views.fetching import permitted_cohort, signed_in


@login_required
@require_safe
def corrections(request: HttpRequest, code: str) -> HttpResponse:
    """What was corrected after the freeze, the newest first; the freeze recomputed when asked."""
    user = signed_in(request)
    cohort = permitted_cohort(restricted_files_of(user), code)
    rows = (
        Correction.objects.filter(outcome__freeze__cohort=cohort)
        .select_related("outcome__enrolment__user", "made_by")
        .order_by("-made_at", "-pk")
    )
    outcomes = FrozenOutcome.objects.filter(freeze__cohort=cohort).select_related("enrolment__user")
    freeze = Freeze.objects.select_related("rule_set").filter(cohort=cohort).first()
    context = {
        "cohort": cohort,
        "corrections": rows,
        "registrar": can_freeze(user, cohort),
        "outcomes": outcomes,
        "waiting": waiting_in(cohort),
        "freeze": freeze,
        "check": check_freeze(freeze) if freeze and "recompute" in request.GET else None,
    }
    return render(request, "assessments/corrections.html", context)
