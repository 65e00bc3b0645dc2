"""Every change of a cohort's register, before and after, with author, reason and source."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.models import NOT_RECORDED, AttendanceChange, HalfDayChange
from courses.permissions import registers_open_to
from courses.views.fetching import permitted_cohort, trainees_of

A_PAGE = 60


@require_safe
@login_required
def register_history(request: HttpRequest, code: str) -> HttpResponse:
    """`?trainee=` and `?half_day=` narrow it; `?all=1` adds first entries to the corrections."""
    cohort = permitted_cohort(registers_open_to(request.user), code)
    changes = AttendanceChange.objects.filter(half_day__cohort=cohort)
    chosen = {name: _number(request.GET.get(name, "")) for name in ("trainee", "half_day")}
    if chosen["trainee"]:
        changes = changes.filter(enrolment_id=chosen["trainee"])
    if chosen["half_day"]:
        changes = changes.filter(half_day__number=chosen["half_day"])
    everything = request.GET.get("all") == "1"
    if not everything:
        changes = changes.exclude(before=NOT_RECORDED)
    changes = changes.select_related("enrolment__user", "half_day", "recorded_by")
    page = Paginator(changes.order_by("-recorded_at", "-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "cohort": cohort,
        "page": page,
        "cancellations": HalfDayChange.objects.filter(half_day__cohort=cohort)
        .select_related("half_day", "recorded_by")
        .order_by("-recorded_at", "-pk"),
        "trainees": trainees_of(cohort),
        "half_days": cohort.half_days.order_by("number"),
        "chosen": chosen,
        "everything": everything,
        "kept": kept.urlencode(),
        "zone": cohort.tz,
    }
    return render(request, "courses/register_history.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
