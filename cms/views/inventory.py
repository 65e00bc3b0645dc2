"""The inventory exercise of a module: fill the sheet in, print it, read its key."""

import datetime
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from assessments import refusals
from assessments.refusals import Refusal
from assessments.wording import sentence_for
from cms.editionreading import edition_read
from cms.inventorying import inventory, keep_inventory, model_answers
from cms.inventoryprinting import blank_inventory, inventory_key
from cms.models import InventorySheet, ModulePage
from cms.permissions import can_read_label, reading_enrolment
from cms.reading import lesson_page
from cms.sensitivity import INSTRUCTORS
from cms.views.inventory_form import InventoryForm
from cms.views.outsiders import for_an_outsider
from courses.models import Enrolment


@require_http_methods(["GET", "HEAD", "POST"])
def inventory_sheet(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """The sheet; a trainee's is kept as it grows, anybody else only looks."""
    page = _lesson(request, course, slug)
    if page is None:
        return for_an_outsider(request)
    user = request.user
    enrolment = reading_enrolment(user, course) if isinstance(user, User) else None
    sheet = InventorySheet.objects.filter(enrolment=enrolment).first() or InventorySheet()
    closed = enrolment is None or enrolment.cohort.is_frozen
    form = InventoryForm(
        request.POST or None,
        language=_language(),
        initial={**sheet.answers, "post": sheet.post},
    )
    if request.method == "POST" and enrolment is not None:
        answer = _keep(request, enrolment, form, course, slug)
        if answer is not None:
            return answer
    context = {
        "page": page,
        "module": page.activity.module,
        "sheet": _in_language(inventory()),
        "form": form,
        "closed": closed,
        "enrolment": enrolment,
        "saved_at": sheet.saved_at,
        "zone": enrolment.cohort.tz if enrolment else None,
        "seen": _seen(sheet),
        "course_key": course,
        "slug": slug,
        "size": len(blank_inventory()),
        "sees_key": _sees_key(request, page),
    }
    return render(request, "cms/inventory/sheet.html", context)


@require_safe
def inventory_file(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """The blank sheet as a PDF."""
    if _lesson(request, course, slug) is None:
        return for_an_outsider(request)
    return _pdf(blank_inventory(), "inventory")


@require_safe
def inventory_answers(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """Model answers and the marking checklist, for whoever teaches."""
    page = _lesson(request, course, slug)
    if page is None or not _sees_key(request, page):
        return for_an_outsider(request)
    context = {
        "page": page,
        "module": page.activity.module,
        "sheet": _in_language(inventory()),
        "posts": [
            (_in_language(post), _in_language(model_answers(post))) for post in inventory()["posts"]
        ],
        "total": sum(line["points"] for line in inventory()["checklist"]),
        "course_key": course,
        "slug": slug,
        "size": len(inventory_key()),
    }
    return render(request, "cms/inventory/answers.html", context)


@require_safe
def inventory_answers_file(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """The key as a PDF."""
    page = _lesson(request, course, slug)
    if page is None or not _sees_key(request, page):
        return for_an_outsider(request)
    return _pdf(inventory_key(), "inventory-key")


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


def _lesson(request: HttpRequest, course: str, slug: str) -> ModulePage | None:
    """The lesson that the exercise belongs to, for whom it is open; 404 for any other lesson."""
    edition = edition_read(request.user, course_key=course, today=timezone.localdate())
    page = lesson_page(
        user=request.user, course_key=course, slug=slug, language=_language(), edition=edition
    )
    if page is not None and (
        page.activity.module is None or page.activity.module.code != inventory()["module"]
    ):
        raise Http404
    return page


def _sees_key(request: HttpRequest, page: ModulePage) -> bool:
    return can_read_label(request.user, INSTRUCTORS, course=page.activity.course_id)


def _in_language(value: Any) -> Any:
    """A part of the definition with its words in the reader's language only."""
    if isinstance(value, dict):
        if set(value) == {"fr", "en"}:
            return value[_language()]
        return {name: _in_language(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_in_language(part) for part in value]
    return value


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _seen(sheet: InventorySheet) -> str:
    return sheet.saved_at.isoformat() if sheet.saved_at else ""


def _language() -> str:
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"
