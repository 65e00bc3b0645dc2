"""Sheets of specimens for the room: ask for one, print it, print its key."""

import secrets

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessments.forms.specimens import ReferenceForm, SpecimensForm
from assessments.mrz.sheets import NotAReference, Sheet, next_seed, sheet_of
from assessments.permissions import can_print_specimens
from assessments.specimen_print import render_specimens
from assessments.views.fetching import signed_in


@login_required
@require_safe
def specimen_sheets(request: HttpRequest) -> HttpResponse:
    """What is to be printed; a reference that was typed in leads to its sheet."""
    _door(request)
    again = ReferenceForm(request.GET if "reference" in request.GET else None)
    new = SpecimensForm(request.GET if "count" in request.GET else None)
    if again.is_bound and again.is_valid():
        return redirect("specimen-sheet", reference=again.cleaned_data["reference"])
    if new.is_bound and new.is_valid():
        sheet = new.sheet(next_seed(secrets.token_hex(8)))
        return redirect("specimen-sheet", reference=sheet.reference)
    return render(request, "assessments/bench/sheets.html", {"new": new, "again": again})


@login_required
@require_safe
def specimen_sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """One sheet: the files to print, and what is on it."""
    sheet = _sheet(request, reference)
    return render(request, "assessments/bench/sheet.html", {"sheet": sheet})


@login_required
@require_safe
def specimen_file(request: HttpRequest, reference: str, part: str) -> HttpResponse:
    """The PDF of the sheet (`part` sheet) or of its key (`part` key)."""
    sheet = _sheet(request, reference)
    content = render_specimens(sheet, key=part == "key")
    name = f'attachment; filename="{sheet.reference}{"-key" if part == "key" else ""}.pdf"'
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": name}
    )


def _sheet(request: HttpRequest, reference: str) -> Sheet:
    _door(request)
    try:
        return sheet_of(reference)
    except NotAReference:
        raise Http404 from None


def _door(request: HttpRequest) -> None:
    if not can_print_specimens(signed_in(request)):
        raise Http404
