"""Pages of a half-day that did not take place, and of one that counts after all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.cancelling import cancel_half_day, restore_half_day
from courses.forms.registers import CancellingForm, RestoringForm
from courses.models import Attendance, Enrolment
from courses.permissions import timetables_steered_by
from courses.refusals import Refused
from courses.views.fetching import permitted_cohort, signed_in
from courses.wording import sentence_for


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


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def restore(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Says what counting a cancelled half-day again does, asks for the reason, then does it."""
    cohort = permitted_cohort(timetables_steered_by(request.user), code)
    half_day = get_object_or_404(cohort.half_days, number=number)
    form = RestoringForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            restore_half_day(
                half_day=half_day,
                reason=form.cleaned_data["reason"],
                by=signed_in(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, sentence_for(refused))
        else:
            messages.success(request, _("The half-day counts again for the whole cohort."))
            return redirect("register", code=cohort.code, number=number)
    recorded = Attendance.objects.filter(half_day=half_day).count()
    context = {
        "cohort": cohort,
        "half_day": half_day,
        "form": form,
        "recorded": recorded,
        "blank": Enrolment.objects.active().filter(cohort=cohort).count() - recorded,
        "closed": cohort.is_frozen or half_day.cancelled_at is None,
    }
    return render(request, "courses/restore_half_day.html", context)
