"""The lessons as a reader meets them: the list, a module's start page, one page a section."""

import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from cms.blocks.dates import in_words
from cms.companionreading import companions_beside
from cms.forms.reading import AsOfForm
from cms.inventorying import inventory
from cms.reading import Reading, finish_reading, lesson_after, open_lesson
from cms.shelving import shelves_of
from cms.views.datasaving import may_prefetch, patched
from cms.views.outsiders import SIGN_IN, for_an_outsider
from courses.models import Activity, ActivityKind

# How cms/blocks/check.html begins an answer that opens under its question.
CLOSED, OPEN = '<details class="check">', '<details class="check" open>'


@require_safe
@login_required(login_url=SIGN_IN)
def index(request: HttpRequest) -> HttpResponse:
    """Every module open to the reader, course by course, with the reader's progress."""
    language = translation.get_language() or "fr"
    shelves = shelves_of(user=request.user, language=language, today=timezone.localdate())
    return render(request, "cms/lessons/index.html", {"shelves": shelves})


@require_safe
def start(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """What the module brings, how long it takes, its contents with marks, and the quiz."""
    reading = _open(request, course, slug)
    if reading is None:
        return for_an_outsider(request)
    next_number = _first_open(reading)
    context = {
        **_shared(reading),
        "module": reading.page.activity.module,
        "contents": _contents(reading, course, slug),
        "next_lesson": lesson_after(user=request.user, page=reading.page, edition=reading.edition)
        if reading.is_finished
        else None,
        "may_prefetch": may_prefetch(request),
        "next_url": _url(course, slug, next_number) if next_number else "",
        "companions": companions_beside(
            user=request.user,
            activity=reading.page.activity,
            language=translation.get_language() or "fr",
            edition=reading.edition,
        ),
        "course_key": course,
        "slug": slug,
        "inventory": reading.page.activity.module is not None
        and reading.page.activity.module.code == inventory()["module"],
        "quiz": Activity.objects.filter(
            module=reading.page.activity.module_id, kind=ActivityKind.QUIZ
        ).first(),
    }
    return patched(render(request, "cms/lessons/start.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, course: str, slug: str, number: int) -> HttpResponse:
    """One section; sending its form marks it and goes on to the next, after the last to the end."""
    asked = AsOfForm(request.GET if "on" in request.GET else None)
    on = asked.cleaned_data["on"] if asked.is_valid() else None
    reading = _open(request, course, slug, on)
    if reading is None:
        return for_an_outsider(request)
    sections = reading.lesson.sections
    if not 1 <= number <= len(sections):
        raise Http404
    last = number == len(sections)
    kept = f"?on={on.isoformat()}" if on else ""
    next_url = _url(course, slug, None) if last else _url(course, slug, number + 1) + kept
    if request.method == "POST":
        finish_reading(reading=reading, number=number, at=timezone.now())
        return HttpResponseRedirect(next_url)
    context = {
        **_shared(reading),
        "number": number,
        "section": sections[number - 1],
        "is_last": last,
        "module_url": _url(course, slug, None),
        "previous_url": _url(course, slug, number - 1) + kept
        if number > 1
        else _url(course, slug, None),
        "next_url": next_url,
        "as_of": asked,
        "on": in_words(on),
        "today_url": _url(course, slug, number),
        "language_url": _same_section_elsewhere(reading, course, slug, number),
        "contents": _contents(reading, course, slug),
        # Sending the form changes the marks of the next page: one fetched before would not show it.
        "may_prefetch": may_prefetch(request)
        and (reading.enrolment is None or sections[number - 1].key in reading.finished),
    }
    return patched(render(request, "cms/lessons/section.html", context))


@require_safe
def whole(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """The whole lesson on one page, to be printed or read without a network; nothing is marked."""
    reading = _open(request, course, slug)
    if reading is None:
        return for_an_outsider(request)
    context = {
        **_shared(reading),
        "module": reading.page.activity.module,
        "module_url": _url(course, slug, None),
        # On paper nothing opens: the answers to the reader's own checks stand under them.
        "texts": [
            (section.title, section.html.replace(CLOSED, OPEN))
            for section in reading.lesson.sections
        ],
    }
    return render(request, "cms/lessons/whole.html", context)


def _open(
    request: HttpRequest, course: str, slug: str, on: datetime.date | None = None
) -> Reading | None:
    return open_lesson(
        user=request.user,
        course_key=course,
        slug=slug,
        language=translation.get_language() or "fr",
        today=timezone.localdate(),
        on=on,
    )


def _contents(reading: Reading, course: str, slug: str) -> list[dict[str, Any]]:
    return [
        {"section": section, "number": number, "url": _url(course, slug, number)}
        for number, section in enumerate(reading.lesson.sections, start=1)
    ]


def _shared(reading: Reading) -> dict[str, Any]:
    return {
        "lesson": reading.lesson,
        "page": reading.page,
        "code": reading.page.activity.module.code if reading.page.activity.module else "",
        "finished": reading.finished,
        "is_finished": reading.is_finished,
        "read_count": len(set(reading.lesson.keys()) & reading.finished),
        "keeps_progress": reading.enrolment is not None,
        # The reader's language is missing: the lesson is shown in the one it exists in.
        "stale_since": reading.stale_since,
        "is_foreign": reading.lesson.language != translation.get_language(),
    }


def _first_open(reading: Reading) -> int | None:
    for number, section in enumerate(reading.lesson.sections, start=1):
        if section.key not in reading.finished:
            return number
    return 1 if reading.lesson.sections else None


def _url(course: str, slug: str, number: int | None) -> str:
    if number is None:
        return reverse("lesson", args=[course, slug])
    return reverse("lesson-section", args=[course, slug, number])


def _same_section_elsewhere(reading: Reading, course: str, slug: str, number: int) -> str:
    # By key, not by number: the other language may be a version behind, with another order.
    if reading.other is None or reading.lesson.language != translation.get_language():
        return ""
    key = reading.lesson.sections[number - 1].key
    with translation.override(reading.other.language):
        return _url(course, slug, reading.other.number_of(key))
