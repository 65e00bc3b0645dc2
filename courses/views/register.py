"""The attendance register: the list of half-days, and one half-day to fill in."""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from courses.attending import record_half_day
from courses.entering import validated_in
from courses.forms.lines import RegisterLine, fill_blanks, lines_of, proposed_on, read_lines
from courses.forms.registers import SheetForm
from courses.models import Attendance, AttendanceChange, Cohort, HalfDay, Source, Status
from courses.permissions import can_cancel_half_day, can_enter_paper, registers_open_to
from courses.refusals import REASON_MISSING, SHEET_MISSING, Refused
from courses.reports import count_entries
from courses.undoing import last_entries_of, undo_entries
from courses.views.autosave import answer_autosave, refuse_autosave, wants_autosave
from courses.views.fetching import permitted_cohort, signed_in, trainees_of
from courses.wording import sentence_for

FIELD_OF = {REASON_MISSING: "reason", SHEET_MISSING: "sheet_reference"}


@require_safe
@login_required
def register_index(request: HttpRequest, code: str) -> HttpResponse:
    """The half-days of a cohort by week, each with how many lines are filled and blank."""
    cohort = permitted_cohort(registers_open_to(request.user), code)
    context = {
        "cohort": cohort,
        "entries": count_entries(cohort, at=timezone.now()),
        "zone": cohort.tz,
        "today": timezone.now().astimezone(cohort.tz).date(),
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
    form = SheetForm(
        request.POST or None, may_enter_paper=can_enter_paper(signed_in(request), cohort)
    )
    validated = validated_in(half_day)
    lines, proposed, status = lines_of(trainees, standing, validated), False, 200
    if request.method == "POST" and closed and wants_autosave(request):
        return refuse_autosave()
    if request.method == "POST" and closed:
        status = 409
    elif request.method == "POST":
        lines = read_lines(request.POST, trainees, standing, validated)
        if wants_autosave(request):
            return answer_autosave(request, half_day, lines, at=at)
        if "undo" in request.POST:
            _undo(request, half_day, at)
            return redirect("register", code=cohort.code, number=number)
        if "fill" in request.POST:
            fill_blanks(lines)
            proposed = True
        elif form.is_valid() and _save(request, half_day, lines, form, at):
            return redirect("register", code=cohort.code, number=number)
    context = {
        **_about(request, cohort, half_day, at),
        "lines": lines,
        "wrong": [line for line in lines if line.error],
        "form": form,
        "closed": closed,
        "proposed": proposed,
        "blank": sum(not line.chosen for line in lines),
    }
    return render(request, "courses/register.html", context, status=status)


def _about(
    request: HttpRequest, cohort: Cohort, half_day: HalfDay, at: datetime.datetime
) -> dict[str, Any]:
    """What the page shows beside its lines."""
    steers = can_cancel_half_day(request.user, cohort) and not cohort.is_frozen
    return {
        "cohort": cohort,
        "half_day": half_day,
        "not_open": at < half_day.opens_at,
        "statuses": list(Status),
        "tap": proposed_on(half_day, at, cohort.clock_rules),
        "now": int(at.timestamp()),
        "starts": int(half_day.starts_at.timestamp()),
        "ends": int(half_day.ends_at.timestamp()),
        "may_undo": last_entries_of(half_day=half_day, by=signed_in(request), at=at),
        "may_cancel": steers and not half_day.cancelled_at,
        "may_restore": steers and half_day.cancelled_at,
        "may_open_tablet": not cohort.is_frozen
        and not half_day.cancelled_at
        and at < half_day.ends_at
        and at.astimezone(cohort.tz).date() == half_day.date,
        "history": AttendanceChange.objects.filter(half_day=half_day)
        .select_related("enrolment__user", "recorded_by")
        .order_by("-recorded_at", "-pk")[:60],
        "zone": cohort.tz,
    }


def _save(
    request: HttpRequest,
    half_day: HalfDay,
    lines: list[RegisterLine],
    form: SheetForm,
    at: datetime.datetime,
) -> bool:
    """Record what was touched, all or nothing; what is refused is written where it belongs."""
    if any(line.error for line in lines):
        return False
    try:
        changed = record_half_day(
            half_day=half_day,
            statuses={line.enrolment.pk: line.chosen for line in lines if line.touched},
            by=signed_in(request),
            at=at,
            source=form.cleaned_data.get("source") or Source.FACILITATOR,
            sheet_reference=form.cleaned_data.get("sheet_reference", ""),
            reason=form.cleaned_data["reason"],
        )
    except Refused as refused:
        form.add_error(FIELD_OF.get(refused.code), sentence_for(refused))
        return False
    say_saved(request, changed, lines)
    return True


def say_saved(request: HttpRequest, changed: int, lines: list[RegisterLine]) -> None:
    """How many lines are on the server now, and how many are still blank."""
    sentence = ngettext(
        "%(count)d line saved on the server.", "%(count)d lines saved on the server.", changed
    )
    messages.success(request, sentence % {"count": changed})
    blank = sum(not line.chosen for line in lines)
    if blank:
        left = ngettext("%(count)d line is still blank.", "%(count)d lines are still blank.", blank)
        messages.warning(request, left % {"count": blank})


def _undo(request: HttpRequest, half_day: HalfDay, at: datetime.datetime) -> None:
    person = signed_in(request)
    try:
        lines = last_entries_of(half_day=half_day, by=person, at=at)
        count = undo_entries(half_day=half_day, enrolments=lines, by=person, at=at)
    except Refused as refused:
        messages.error(request, sentence_for(refused))
        return
    if not count:
        messages.info(request, _("There is nothing to take back."))
        return
    sentence = ngettext("%(count)d line taken back.", "%(count)d lines taken back.", count)
    messages.success(request, sentence % {"count": count})
