"""One page of everything open in a cohort, by who owes it; made to be printed too."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.closing import close_overdue
from cms.dashboards.closing import closing_of, closings_visible_to
from cms.dashboards.open_items import LATER, OWERS, counts_by_ower, open_items


@require_safe
@login_required
def open_items_page(request: HttpRequest, code: str) -> HttpResponse:
    """`?owes=` keeps what one of the four owes, `later` what is not due yet; else all that is."""
    cohort = get_object_or_404(
        closings_visible_to(request.user).select_related("edition__course", "rules__rule_set"),
        code=code,
    )
    at = timezone.now()
    close_overdue(at=at, cohort=cohort)
    found = open_items(closing_of(cohort, viewer=request.user, at=at), user=request.user, at=at)
    asked = request.GET.get("owes", "")
    owes = asked if asked in (*OWERS, LATER) else ""
    context = {
        "cohort": cohort,
        "items": (
            found.later
            if owes == LATER
            else [item for item in found.due if owes in ("", item.owed_by)]
        ),
        "total": len(found.due),
        "later": len(found.later),
        "counts": counts_by_ower(found.due),
        "owes": owes,
    }
    return render(request, "cms/open_items.html", context)
