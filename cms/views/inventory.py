"""The inventory exercise of a module: fill the sheet in, print it."""

import datetime
from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from assessments import refusals
from assessments.refusals import Refusal
from assessments.wording import sentence_for
from cms.inventorying import inventory, keep_inventory
from cms.inventoryprinting import blank_inventory
from cms.models import InventorySheet
from cms.permissions import reading_enrolment
from cms.views.exercise import (
    exercise_page,
    in_language,
    pdf_answer,
    reading_language,
    sees_key,
)
from cms.views.inventory_form import InventoryForm
from cms.views.outsiders import for_an_outsider
from courses.models import Enrolment


@require_http_methods(["GET", "HEAD", "POST"])
def inventory_sheet(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """The sheet; a trainee's is kept as it grows, anybody else only looks."""
    page = exercise_page(request, course, slug)
    if page is None:
        return for_an_outsider(request)
    user = request.user
    enrolment = reading_enrolment(user, course) if isinstance(user, User) else None
    sheet = InventorySheet.objects.filter(enrolment=enrolment).first() or InventorySheet()
    closed = enrolment is None or enrolment.cohort.is_frozen
    form = InventoryForm(
        request.POST or None,
        language=reading_language(),
        initial={**sheet.answers, "post": sheet.post},
    )
    if request.method == "POST" and enrolment is not None:
        answer = _keep(request, enrolment, form, course, slug)
        if answer is not None:
            return answer
    context = {
        "page": page,
        "module": page.activity.module,
        "sheet": in_language(inventory()),
        "form": form,
        "closed": closed,
        "enrolment": enrolment,
        "saved_at": sheet.saved_at,
        "zone": enrolment.cohort.tz if enrolment else None,
        "seen": _seen(sheet),
        "course_key": course,
        "slug": slug,
        "size": len(blank_inventory()),
        "sees_key": sees_key(request, page),
    }
    return render(request, "cms/inventory/sheet.html", context)


@require_safe
def inventory_file(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """The blank sheet as a PDF."""
    if exercise_page(request, course, slug) is None:
        return for_an_outsider(request)
    return pdf_answer(blank_inventory(), "inventory")


def _keep(
    request: HttpRequest, enrolment: Enrolment, form: InventoryForm, course: str, slug: str
) -> HttpResponse | None:
    """Keep what is typed and say so to the script or by the page; None: the page says why not."""
    by_script = request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        words = "; ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"saved": False, "message": words}, status=400) if by_script else None
    at = timezone.now()
    seen = None
    with suppress(ValueError):
        seen = datetime.datetime.fromisoformat(request.POST.get("seen", ""))
    try:
        sheet = keep_inventory(
            enrolment=enrolment,
            post=form.cleaned_data["post"],
            answers=form.answers(),
            at=at,
            seen=seen,
        )
    except Refusal as refusal:
        words = sentence_for(refusal)
        if not by_script:
            form.add_error(None, words)
            return None
        said = {"saved": False, "message": words, "code": refusal.code}
        if refusal.code == refusals.DRAFT_CHANGED:
            stored = InventorySheet.objects.get(enrolment=enrolment)
            said |= {"stored": {**stored.answers, "post": stored.post}, "seen": _seen(stored)}
        return JsonResponse(said, status=409)
    moment = formats.time_format(at.astimezone(enrolment.cohort.tz), "TIME_FORMAT")
    words = _("Saved on the server at %(time)s") % {"time": moment}
    if by_script:
        return JsonResponse({"saved": True, "message": words, "seen": _seen(sheet)})
    messages.success(request, words)
    return redirect("inventory", course, slug)


def _seen(sheet: InventorySheet) -> str:
    return sheet.saved_at.isoformat() if sheet.saved_at else ""
