"""One page of everything open in a cohort, by who owes it; made to be printed too."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.attempting import close_overdue
from cms.dashboards.closing import closing_of, closings_visible_to
from cms.dashboards.open_items import OWERS, counts_by_ower, open_items


@require_safe
@login_required
def open_items_page(request: HttpRequest, code: str) -> HttpResponse:
    """`?owes=` keeps what one of the four owes; anything else shows all."""
    cohort = get_object_or_404(
        closings_visible_to(request.user).select_related("edition__course", "rules__rule_set"),
        code=code,
    )
    at = timezone.now()
    close_overdue(at=at, cohort=cohort)
    items = open_items(closing_of(cohort, at=at), user=request.user)
    asked = request.GET.get("owes", "")
    owes = asked if asked in OWERS else ""
    context = {
        "cohort": cohort,
        "items": [item for item in items if owes in ("", item.owed_by)],
        "total": len(items),
        "counts": counts_by_ower(items),
        "owes": owes,
    }
    return render(request, "cms/open_items.html", context)
