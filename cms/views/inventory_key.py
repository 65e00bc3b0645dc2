"""The inventory exercise for whoever teaches: the key, and the sheets of the own trainees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cms.inventorying import answers_beside, inventory, model_answers
from cms.inventoryprinting import inventory_key
from cms.models import InventorySheet
from cms.permissions import inventories_visible_to
from cms.views.exercise import exercise_page, in_language, pdf_answer, sees_key
from cms.views.outsiders import for_an_outsider


@require_safe
def inventory_answers(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """Model answers and the marking checklist, for whoever teaches."""
    page = exercise_page(request, course, slug)
    if page is None or not sees_key(request, page):
        return for_an_outsider(request)
    context = {
        "page": page,
        "module": page.activity.module,
        "sheet": in_language(inventory()),
        "posts": [
            (in_language(post), in_language(model_answers(post))) for post in inventory()["posts"]
        ],
        "total": sum(line["points"] for line in inventory()["checklist"]),
        "sheets": [
            (sheet, _post_title(sheet))
            for sheet in inventories_visible_to(request.user)
            .filter(enrolment__cohort__edition__course__key=course)
            .order_by("enrolment__cohort__code", "enrolment__position", "enrolment_id")
        ],
        "course_key": course,
        "slug": slug,
        "size": len(inventory_key()),
    }
    return render(request, "cms/inventory/answers.html", context)


@require_safe
def inventory_answers_file(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """The key as a PDF."""
    page = exercise_page(request, course, slug)
    if page is None or not sees_key(request, page):
        return for_an_outsider(request)
    return pdf_answer(inventory_key(), "inventory-key")


@require_safe
def inventory_of(request: HttpRequest, course: str, slug: str, enrolment_id: int) -> HttpResponse:
    """One trainee's sheet beside the model answers of the post that was chosen."""
    page = exercise_page(request, course, slug)
    if page is None:
        return for_an_outsider(request)
    sheet = get_object_or_404(
        inventories_visible_to(request.user),
        enrolment=enrolment_id,
        enrolment__cohort__edition__course__key=course,
    )
    context = {
        "module": page.activity.module,
        "sheet": in_language(inventory()),
        "kept": sheet,
        "post": _post_title(sheet),
        "sections": in_language(answers_beside(sheet)),
        "zone": sheet.enrolment.cohort.tz,
        "course_key": course,
        "slug": slug,
    }
    return render(request, "cms/inventory/of.html", context)


def _post_title(sheet: InventorySheet) -> str:
    """The chosen post in the reader's language; empty while none is."""
    titles = {post["key"]: post["title"] for post in inventory()["posts"]}
    return str(in_language(titles[sheet.post])) if sheet.post in titles else ""
