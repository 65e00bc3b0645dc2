"""The cohort board of the team."""

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.closing import close_overdue, overdue
from assessments.permissions import (
    answers_read_by,
    assessments_managed_by,
    item_results_visible_to,
)
from cms.dashboards.board import board_of
from cms.dashboards.board_table import table_of
from cms.dashboards.closing import closing_of, closings_visible_to
from cms.dashboards.open_items import FROM_DAY, open_items
from courses.permissions import boards_visible_to


@require_safe
@login_required
def board_index(request: HttpRequest) -> HttpResponse:
    """The cohorts whose board the person may open, the running ones first."""
    today = timezone.localdate()
    cohorts = sorted(
        boards_visible_to(request.user).select_related("edition__course"),
        key=lambda c: (not c.starts_on <= today <= c.ends_on, -c.starts_on.toordinal()),
    )
    return render(request, "cms/board_index.html", {"cohorts": cohorts, "today": today})


@require_safe
@login_required
def board(request: HttpRequest, code: str) -> HttpResponse:
    """One row a trainee, three weeks across; `?help=1` keeps those who need help today."""
    follows_end = closings_visible_to(request.user).filter(pk=OuterRef("pk"))
    manages = assessments_managed_by(request.user).filter(pk=OuterRef("pk"))
    reads = answers_read_by(request.user).filter(pk=OuterRef("pk"))
    sees_items = item_results_visible_to(request.user).filter(pk=OuterRef("pk"))
    at = timezone.now()
    ran_out = overdue(at=at).filter(enrolment__cohort=OuterRef("pk"))
    cohort = get_object_or_404(
        boards_visible_to(request.user)
        .select_related("edition__course", "rules__rule_set")
        .annotate(
            follows_end=Exists(follows_end),
            manages=Exists(manages),
            reads=Exists(reads),
            sees_items=Exists(sees_items),
            ran_out=Exists(ran_out),
        ),
        code=code,
    )
    if cohort.ran_out:
        close_overdue(at=at, cohort=cohort)
    only_flagged = request.GET.get("help") == "1"
    user = request.user
    found = board_of(cohort, viewer=user, at=at, only_flagged=only_flagged)
    ending = cohort.follows_end and not cohort.is_frozen and (found.day or 0) >= FROM_DAY
    context = {
        "cohort": cohort,
        "open_items": len(open_items(closing_of(cohort, viewer=user, at=at), user=user, at=at).due)
        if ending
        else None,
        "board": found,
        "table": table_of(found),
        "only_flagged": only_flagged,
        "current": next((h for h in found.half_days if h.number == found.current), None),
        "follows_end": cohort.follows_end,
        "manages_assessments": cohort.manages,
        "reads_answers": cohort.reads,
        "sees_item_results": cohort.sees_items,
    }
    return render(request, "cms/board.html", context)
