"""What the pages of the inventory exercise share: whose lesson it is, its words in one language."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from cms.editionreading import edition_read
from cms.inventorying import inventory
from cms.models import ModulePage
from cms.permissions import can_read_label
from cms.reading import lesson_page
from cms.sensitivity import INSTRUCTORS


def exercise_page(request: HttpRequest, course: str, slug: str) -> ModulePage | None:
    """The lesson that the exercise belongs to, for whom it is open; 404 for any other lesson."""
    edition = edition_read(request.user, course_key=course, today=timezone.localdate())
    page = lesson_page(
        user=request.user,
        course_key=course,
        slug=slug,
        language=reading_language(),
        edition=edition,
    )
    if page is not None and (
        page.activity.module is None or page.activity.module.code != inventory()["module"]
    ):
        raise Http404
    return page


def sees_key(request: HttpRequest, page: ModulePage) -> bool:
    """Whether model answers and checklist are for this person."""
    return can_read_label(request.user, INSTRUCTORS, course=page.activity.course_id)


def in_language(value: Any) -> Any:
    """A part of the definition with its words in the reader's language only."""
    if isinstance(value, dict):
        if set(value) == {"fr", "en"}:
            return value[reading_language()]
        return {name: in_language(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [in_language(part) for part in value]
    return value


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF to be looked at in the browser."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def reading_language() -> str:
    """The language of the page: fr or en."""
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"
