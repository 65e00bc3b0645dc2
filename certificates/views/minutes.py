"""The minutes of the jury as a file: as stored with the freeze, before it as a draft."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from assessments.permissions import juries_held_by
from certificates.minuting import minutes_pdf


@require_safe
@login_required
def minutes_file(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF of the minutes; 404 where nobody opened a jury."""
    cohort = get_object_or_404(
        juries_held_by(request.user)
        .filter(jury__isnull=False)
        .select_related("edition__course", "rules__rule_set"),
        code=code,
    )
    response = HttpResponse(minutes_pdf(cohort), content_type="application/pdf")
    name = f"PV-{cohort.code}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
