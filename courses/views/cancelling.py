"""Pages of a half-day that did not take place, and of one that counts after all."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.cancelling import cancel_half_day, restore_half_day
from courses.forms.registers import CancellingForm, RestoringForm
from courses.models import Attendance, Enrolment, HalfDay
from courses.permissions import timetables_steered_by
from courses.refusals import Refused
from courses.views.fetching import permitted_cohort, signed_in
from courses.wording import sentence_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Says what cancelling a half-day does, asks for the reason, then does it."""
    half_day = _half_day(request, code, number)
    form = CancellingForm(request.POST or None)
    if _done(request, form, cancel_half_day, half_day):
        messages.success(request, _("The half-day is cancelled for the whole cohort."))
        return redirect("register", code=code, number=number)
    closed = half_day.cohort.is_frozen or half_day.cancelled_at is not None
    context = _context(half_day, form) | {"closed": closed}
    return render(request, "courses/cancel_half_day.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def restore(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Says what counting a cancelled half-day again does, asks for the reason, then does it."""
    half_day = _half_day(request, code, number)
    form = RestoringForm(request.POST or None)
    if _done(request, form, restore_half_day, half_day):
        messages.success(request, _("The half-day counts again for the whole cohort."))
        return redirect("register", code=code, number=number)
    context = _context(half_day, form)
    active = Enrolment.objects.active().filter(cohort=half_day.cohort).count()
    context["blank"] = active - context["recorded"]
    context["closed"] = half_day.cohort.is_frozen or half_day.cancelled_at is None
    return render(request, "courses/restore_half_day.html", context)


def _half_day(request: HttpRequest, code: str, number: int) -> HalfDay:
    cohort = permitted_cohort(timetables_steered_by(request.user), code)
    half_day = get_object_or_404(cohort.half_days, number=number)
    half_day.cohort = cohort
    return half_day


def _done(
    request: HttpRequest, form: forms.Form, verb: Callable[..., object], half_day: HalfDay
) -> bool:
    """Whether the verb was asked for and did it; a refusal stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    reason = form.cleaned_data["reason"]
    try:
        verb(half_day=half_day, reason=reason, by=signed_in(request), at=timezone.now())
    except Refused as refused:
        form.add_error(None, sentence_for(refused))
        return False
    return True


def _context(half_day: HalfDay, form: forms.Form) -> dict[str, Any]:
    return {
        "cohort": half_day.cohort,
        "half_day": half_day,
        "form": form,
        "recorded": Attendance.objects.filter(half_day=half_day).count(),
    }
