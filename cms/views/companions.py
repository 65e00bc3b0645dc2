"""The companions of a module: on the screen, as a file to print, and what the lesson rests on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from cms.companionprinting import TooLong, companion_pdf
from cms.companionreading import companions_beside, open_companion, sources_of
from cms.editionreading import edition_read
from cms.factquoting import Facts, body_of, facts_beside
from cms.models import CompanionKind, CompanionPage
from cms.reading import lesson_page
from cms.sourcing import sources_used
from cms.views.outsiders import for_an_outsider
from courses.models import Edition


@require_safe
def companion(request: HttpRequest, course: str, slug: str, kind: str) -> HttpResponse:
    """One companion, to be read on a phone or printed; links to those beside it."""
    edition = edition_read(request.user, course_key=course, today=timezone.localdate())
    page = _open(request, course, slug, kind, edition)
    if page is None:
        return for_an_outsider(request)
    facts = facts_beside(page, edition=edition, today=timezone.localdate())
    context = {
        "page": page,
        **body_of(page, facts),
        "module": page.activity.module,
        "sources": sources_of(page.sources),
        "size": _size(page, facts),
        "course_key": course,
        "slug": slug,
        "is_foreign": page.locale.language_code != _language(),
        "companions": companions_beside(
            user=request.user, activity=page.activity, language=_language(), edition=edition
        ),
        "lesson_open": lesson_page(
            user=request.user,
            course_key=course,
            slug=slug,
            language=_language(),
            edition=edition,
        )
        is not None,
    }
    return render(request, "cms/companions/page.html", context)


@require_safe
def companion_file(request: HttpRequest, course: str, slug: str, kind: str) -> HttpResponse:
    """The PDF of a companion."""
    edition = edition_read(request.user, course_key=course, today=timezone.localdate())
    page = _open(request, course, slug, kind, edition)
    if page is None:
        return for_an_outsider(request)
    try:
        content = companion_pdf(
            page, facts_beside(page, edition=edition, today=timezone.localdate())
        )
    except TooLong:
        raise Http404 from None
    name = f"{slug}-{page.kind}-{page.locale.language_code}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@require_safe
def lesson_sources(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """The sources of a lesson and of what stands beside it, with the dates of its facts."""
    today = timezone.localdate()
    edition = edition_read(request.user, course_key=course, today=today)
    page = lesson_page(
        user=request.user, course_key=course, slug=slug, language=_language(), edition=edition
    )
    if page is None:
        return for_an_outsider(request)
    companions = companions_beside(
        user=request.user, activity=page.activity, language=_language(), edition=edition
    )
    context = {
        "page": page,
        "module": page.activity.module,
        "used": sources_used(page=page, companions=companions, today=today),
        "companions": companions,
        "course_key": course,
        "slug": slug,
        "is_foreign": page.locale.language_code != _language(),
    }
    return render(request, "cms/companions/sources_page.html", context)


def _open(
    request: HttpRequest, course: str, slug: str, kind: str, edition: Edition | None
) -> CompanionPage | None:
    if kind not in CompanionKind.values:
        raise Http404
    return open_companion(
        user=request.user,
        course_key=course,
        slug=slug,
        kind=kind,
        language=_language(),
        edition=edition,
    )


def _size(page: CompanionPage, facts: Facts) -> int:
    """Bytes of the file; 0 when an aide-mémoire is too long for its page."""
    try:
        return len(companion_pdf(page, facts))
    except TooLong:
        return 0


def _language() -> str:
    return translation.get_language() or "fr"
