"""The attendance register: the list of half-days, one half-day to fill in, cancelling one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from courses.attending import cancel_half_day, record_half_day
from courses.forms import CancellingForm, RegisterLine, SheetForm, fill_blanks, lines_of, read_lines
from courses.models import Attendance, AttendanceChange, HalfDay, Source, Status
from courses.permissions import can_cancel_half_day, registers_open_to, timetables_steered_by
from courses.refusals import REASON_MISSING, Refused
from courses.reports import count_entries
from courses.views.fetching import permitted_cohort, signed_in, trainees_of
from courses.wording import sentence_for


@require_safe
@login_required
def register_index(request: HttpRequest, code: str) -> HttpResponse:
    """The half-days of a cohort by week, each with how many lines are filled and blank."""
    cohort = permitted_cohort(registers_open_to(request.user), code)
    context = {
        "cohort": cohort,
        "entries": count_entries(cohort, at=timezone.now()),
        "zone": cohort.tz,
    }
    return render(request, "courses/register_index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def register(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One half-day: what is recorded, and the form to record the rest."""
    cohort = permitted_cohort(registers_open_to(request.user), code)
    half_day = get_object_or_404(cohort.half_days, number=number)
    trainees, at = trainees_of(cohort), timezone.now()
    standing = dict(
        Attendance.objects.filter(half_day=half_day).values_list("enrolment_id", "status")
    )
    closed = cohort.is_frozen or half_day.cancelled_at is not None or at < half_day.opens_at
    form = SheetForm(request.POST or None)
    lines, proposed, status = lines_of(trainees, standing), False, 200
    if request.method == "POST" and closed:
        status = 409
    elif request.method == "POST":
        lines = read_lines(request.POST, trainees, standing)
        if "fill" in request.POST:
            fill_blanks(lines)
            proposed = True
        elif form.is_valid() and _save(request, half_day, lines, form):
            return redirect("register", code=cohort.code, number=number)
    context = {
        "cohort": cohort,
        "half_day": half_day,
        "lines": lines,
        "wrong": [line for line in lines if line.error],
        "form": form,
        "closed": closed,
        "not_open": at < half_day.opens_at,
        "proposed": proposed,
        "blank": sum(not line.chosen for line in lines),
        "statuses": list(Status),
        "may_cancel": not closed and can_cancel_half_day(request.user, cohort),
        "history": AttendanceChange.objects.filter(half_day=half_day)
        .select_related("enrolment__user", "recorded_by")
        .order_by("-recorded_at", "-pk")[:60],
        "zone": cohort.tz,
    }
    return render(request, "courses/register.html", context, status=status)


def _save(
    request: HttpRequest, half_day: HalfDay, lines: list[RegisterLine], form: SheetForm
) -> bool:
    """Record what was touched, all or nothing; what is refused is written where it belongs."""
    if any(line.error for line in lines):
        return False
    try:
        changed = record_half_day(
            half_day=half_day,
            statuses={line.enrolment.pk: line.chosen for line in lines if line.touched},
            by=signed_in(request),
            at=timezone.now(),
            source=form.cleaned_data["source"] or Source.FACILITATOR,
            sheet_reference=form.cleaned_data["sheet_reference"],
            reason=form.cleaned_data["reason"],
        )
    except Refused as refused:
        form.add_error("reason" if refused.code == REASON_MISSING else None, sentence_for(refused))
        return False
    sentence = ngettext(
        "%(count)d line saved on the server.", "%(count)d lines saved on the server.", changed
    )
    messages.success(request, sentence % {"count": changed})
    blank = sum(not line.chosen for line in lines)
    if blank:
        left = ngettext("%(count)d line is still blank.", "%(count)d lines are still blank.", blank)
        messages.warning(request, left % {"count": blank})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Says what cancelling a half-day does, asks for the reason, then does it."""
    cohort = permitted_cohort(timetables_steered_by(request.user), code)
    half_day = get_object_or_404(cohort.half_days, number=number)
    form = CancellingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_half_day(
                half_day=half_day,
                reason=form.cleaned_data["reason"],
                by=signed_in(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, sentence_for(refused))
        else:
            messages.success(request, _("The half-day is cancelled for the whole cohort."))
            return redirect("register", code=cohort.code, number=number)
    context = {
        "cohort": cohort,
        "half_day": half_day,
        "form": form,
        "recorded": Attendance.objects.filter(half_day=half_day).count(),
        "closed": cohort.is_frozen or half_day.cancelled_at is not None,
    }
    return render(request, "courses/cancel_half_day.html", context)
