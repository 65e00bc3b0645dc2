"""The registrar's last day: what is open, the proposals, the freeze."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from assessments.closing import close_overdue
from assessments.permissions import can_freeze, frozen_by, may_edit_rules
from assessments.reconvening import waiting_in
from assessments.refusals import Refusal
from assessments.wording import sentence_for
from certificates.documentreading import outdated_in
from certificates.minuting import freeze_with_minutes
from certificates.permissions import can_issue
from cms.dashboards.closing import Closing, closing_of, closings_visible_to
from cms.dashboards.closing_words import open_things, proposal_rows
from courses.models import Cohort
from courses.permissions import can_manage
from courses.querysets import CohortQuerySet


@require_safe
@login_required
def registrar_index(request: HttpRequest) -> HttpResponse:
    """The cohorts whose end the person prepares, with the doors to each."""
    today = timezone.localdate()
    cohorts = sorted(
        frozen_by(request.user).select_related("edition__course"),
        key=lambda c: (c.is_frozen, not c.starts_on <= today, -c.starts_on.toordinal()),
    )
    return render(request, "cms/registrar_index.html", {"cohorts": cohorts, "today": today})


@require_safe
@login_required
def end_of_course(request: HttpRequest, code: str) -> HttpResponse:
    """The steps to the end of one course; after the freeze the frozen figures."""
    cohort = _permitted(closings_visible_to(request.user), code)
    closing = closing_of(cohort, viewer=request.user, at=timezone.now())
    return render(
        request,
        "cms/end_of_course.html",
        {
            **_context(request, closing),
            "awaited": len(waiting_in(cohort)),
            "outdated": len(outdated_in(cohort)) if closing.freeze else 0,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def freeze(request: HttpRequest, code: str) -> HttpResponse:
    """Says what will happen, to how many, and what cannot be undone; then freezes."""
    cohort = _permitted(frozen_by(request.user), code)
    at, refusal = timezone.now(), ""
    if request.method == "POST":
        assert isinstance(request.user, User)  # noqa: S101 - login_required
        try:
            freeze_with_minutes(cohort=cohort, by=request.user, at=at)
        except Refusal as refused:
            refusal = sentence_for(refused)
        else:
            messages.success(request, _("The results are frozen. Certificates can be issued."))
            return redirect("end-of-course", code=cohort.code)
    cohort.refresh_from_db()
    # Whoever freezes sees what is frozen.
    context = _context(request, closing_of(cohort, viewer=None, at=at)) | {"refusal": refusal}
    return render(request, "cms/freeze_cohort.html", context, status=409 if refusal else 200)


def _permitted(cohorts: CohortQuerySet, code: str) -> Cohort:
    cohort: Cohort = get_object_or_404(
        cohorts.select_related("edition__course", "rules__rule_set"), code=code
    )
    # What ran out of time is over, also where its trainee never came back.
    close_overdue(at=timezone.now(), cohort=cohort)
    return cohort


def _context(request: HttpRequest, closing: Closing) -> dict[str, object]:
    cohort = closing.cohort
    return {
        "cohort": cohort,
        "closing": closing,
        "open_things": open_things(closing, user=request.user),
        "proposals": proposal_rows(closing),
        "may_freeze": can_freeze(request.user, cohort),
        "may_edit_rules": may_edit_rules(request.user),
        "may_issue": can_issue(request.user, cohort),
        "may_manage": can_manage(request.user, cohort),
        "zone": cohort.tz,
    }
