"""Paper: sheets of a day or a week as PDF, and the page that a sheet's reference leads to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.attending import record_half_day
from courses.forms.lines import RegisterLine, fill_blanks, lines_of, read_lines
from courses.forms.registers import ReasonForm
from courses.models import Attendance, HalfDay, RegisterSheet, Source, Status
from courses.permissions import can_enter_paper, papers_entered_by, registers_open_to
from courses.refusals import REASON_MISSING, Refused
from courses.register_print import render_sheet
from courses.sheetprinting import half_days_on, print_sheet, trainees_on
from courses.views.fetching import permitted_cohort, signed_in
from courses.views.register import say_saved
from courses.wording import sentence_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sheets(request: HttpRequest, code: str) -> HttpResponse:
    """Days and weeks to print, and the sheets printed so far; POST prints one."""
    cohort = permitted_cohort(registers_open_to(request.user), code)
    if request.method == "POST":
        kind, _dash, number = request.POST.get("sheet", "").partition("-")
        if kind in RegisterSheet.Kind.values and number.isascii() and number.isdigit():
            try:
                sheet = print_sheet(
                    cohort=cohort,
                    kind=kind,
                    number=int(number[:3]),
                    by=signed_in(request),
                    at=timezone.now(),
                )
                return redirect("register-sheet-file", code=cohort.code, reference=sheet.reference)
            except Refused as refused:
                messages.error(request, sentence_for(refused))
        return redirect("register-sheets", code=cohort.code)
    half_days = list(cohort.half_days.order_by("number"))
    context = {
        "cohort": cohort,
        "days": [(half_day.day, half_day.date) for half_day in half_days if half_day.part == "am"],
        "today": timezone.now().astimezone(cohort.tz).date(),
        "weeks": sorted({(half_day.day + 4) // 5 for half_day in half_days}),
        "printed": RegisterSheet.objects.filter(cohort=cohort)
        .select_related("printed_by")
        .order_by("-printed_at", "-pk"),
        "may_enter": can_enter_paper(request.user, cohort),
        "zone": cohort.tz,
    }
    return render(request, "courses/register_sheets.html", context)


@require_safe
@login_required
def sheet_file(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """The PDF of a sheet; the same lines however often it is fetched."""
    cohort = permitted_cohort(registers_open_to(request.user), code)
    sheet = get_object_or_404(cohort.register_sheets, reference=reference)
    name = f'attachment; filename="{sheet.reference}.pdf"'
    return HttpResponse(
        render_sheet(sheet), content_type="application/pdf", headers={"Content-Disposition": name}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sheet_entry(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Type in exactly this sheet, one half-day at a time, in the order of its lines."""
    cohort = permitted_cohort(papers_entered_by(request.user), code)
    sheet = get_object_or_404(cohort.register_sheets, reference=reference)
    trainees = [person for person in trainees_on(sheet) if person.withdrawn_at is None]
    half_days = half_days_on(sheet)
    standing: dict[int, dict[int, str]] = {half_day.pk: {} for half_day in half_days}
    for half_day_id, enrolment_id, letter in Attendance.objects.filter(
        half_day__in=half_days, enrolment__in=trainees
    ).values_list("half_day_id", "enrolment_id", "status"):
        standing[half_day_id][enrolment_id] = letter
    blanks = {half_day.pk: len(trainees) - len(standing[half_day.pk]) for half_day in half_days}
    half_day = _chosen(request, half_days, blanks)
    lines = lines_of(trainees, standing[half_day.pk])
    form = ReasonForm(request.POST or None)
    closed = cohort.is_frozen or bool(half_day.cancelled_at) or timezone.now() < half_day.opens_at
    proposed, status = False, 409 if request.method == "POST" and closed else 200
    if request.method == "POST" and not closed:
        lines = read_lines(request.POST, trainees, standing[half_day.pk])
        if "fill" in request.POST:
            fill_blanks(lines)
            proposed = True
        elif form.is_valid() and _save(request, sheet, half_day, lines, form):
            return redirect(f"{request.path}?half={half_day.number}")
    context = {
        "cohort": cohort,
        "sheet": sheet,
        "half_day": half_day,
        "half_days": [(other, blanks[other.pk]) for other in half_days],
        "lines": lines,
        "wrong": [line for line in lines if line.error],
        "form": form,
        "closed": closed,
        "not_open": timezone.now() < half_day.opens_at,
        "proposed": proposed,
        "blank": sum(not line.chosen for line in lines),
        "statuses": list(Status),
        "tap": Status.PRESENT,
        "zone": cohort.tz,
    }
    return render(request, "courses/sheet_entry.html", context, status=status)


def _chosen(request: HttpRequest, half_days: list[HalfDay], blanks: dict[int, int]) -> HalfDay:
    """The half-day asked for; else the first with blank lines; else the first."""
    asked = request.GET.get("half", "")
    open_ones = [
        half_day for half_day in half_days if blanks[half_day.pk] and not half_day.cancelled_at
    ]
    named = [half_day for half_day in half_days if str(half_day.number) == asked]
    return [*named, *open_ones, *half_days][0]


def _save(
    request: HttpRequest,
    sheet: RegisterSheet,
    half_day: HalfDay,
    lines: list[RegisterLine],
    form: ReasonForm,
) -> bool:
    if any(line.error for line in lines):
        return False
    try:
        changed = record_half_day(
            half_day=half_day,
            statuses={line.enrolment.pk: line.chosen for line in lines if line.touched},
            by=signed_in(request),
            at=timezone.now(),
            source=Source.PAPER,
            sheet_reference=sheet.reference,
            reason=form.cleaned_data["reason"],
        )
    except Refused as refused:
        form.add_error("reason" if refused.code == REASON_MISSING else None, sentence_for(refused))
        return False
    say_saved(request, changed, lines)
    return True
