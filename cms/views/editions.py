"""The editions of a course in Wagtail's frame: which text each has; open, lock, take a page in."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.bank_wording import language_name
from assessments.permissions import can_read_bank
from cms.editionholding import editions_holding
from cms.editioning import lock_edition, take_into_edition
from cms.editionlisting import ABSENT, OTHER, edition_rows, page_rows, text_pairs
from cms.editionwithdrawing import take_out_of_editions
from cms.models import CompanionKind
from cms.parity_wording import edition_state_word, place_word
from cms.permissions import can_edit_editions, can_read_editions
from courses.models import Course, Edition
from courses.opening import open_edition
from courses.refusals import Refused
from courses.views.fetching import signed_in
from courses.wording import sentence_for


@require_safe
def edition_board(request: HttpRequest) -> HttpResponse:
    """Every edition with its cohorts, its lock and how far it is from what is live."""
    _admit(request)
    today = timezone.localdate()
    rows = [(row, row.is_due(today)) for row in edition_rows()]
    open_ones = {row.edition.course_id for row, _due in rows if not row.edition.is_locked}
    courses = Course.objects.exclude(pk__in=open_ones).order_by("key")
    context = {
        "rows": rows,
        "several": len({row.edition.course_id for row, _due in rows}) > 1,
        "courses": courses,
        "may": can_edit_editions(request.user),
    }
    return _show(request, "board", _("Editions"), context)


@require_POST
def edition_open(request: HttpRequest) -> HttpResponse:
    """Open the next edition of a course."""
    _admit_editors(request)
    course = get_object_or_404(Course, pk=request.POST.get("course") or 0)
    label = request.POST.get("label", "")[:40]
    try:
        open_edition(course=course, label=label, by=signed_in(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, sentence_for(refused))
    else:
        messages.success(request, _("The edition is open: editors work on it from now on."))
    return HttpResponseRedirect(reverse("edition-board"))


@require_safe
def edition_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: each page, and whether it says what is live."""
    _admit(request)
    edition = get_object_or_404(Edition.objects.select_related("course"), pk=pk)
    rows = page_rows(edition, language=get_language() or "fr") if edition.is_locked else []
    only = request.GET.get("only") == "differing"
    shown = [row for row in rows if row.differs] if only else rows
    context = {
        "edition": edition,
        "cohorts": edition.cohorts.order_by("starts_on", "code"),
        "rows": [
            (
                row,
                CompanionKind(row.kind).label if row.kind else _("Lesson"),
                [(state, edition_state_word(state)) for state in row.states.values()],
            )
            for row in shown
        ],
        "languages": [language_name(code) for code in ("fr", "en")],
        "only": only,
        "may": can_edit_editions(request.user),
    }
    return _show(request, "page", _title(edition), context)


@require_POST
def edition_lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock an edition as its pages stand."""
    _admit_editors(request)
    edition = get_object_or_404(Edition, pk=pk)
    try:
        lock_edition(edition=edition, by=signed_in(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, sentence_for(refused))
    else:
        messages.success(request, _("Locked: its cohorts keep these texts."))
    return HttpResponseRedirect(reverse("edition-page", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def edition_text(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """One page as the edition has it beside what is live; sending it takes the live text in, or the
    page out, of this edition or of every one that has it."""
    _admit(request)
    edition = get_object_or_404(Edition.objects.select_related("course"), pk=pk)
    row = next(
        (one for one in page_rows(edition, language=get_language() or "fr") if one.key == key), None
    )
    if row is None or not edition.is_locked:
        raise Http404
    problem, reason = "", request.POST.get("reason", "")
    takes_out = request.POST.get("act") == "out"
    if request.method == "POST":
        _admit_editors(request)
        by, at = signed_in(request), timezone.now()
        try:
            if takes_out:
                where = editions_holding(key) if request.POST.get("everywhere") else [edition]
                take_out_of_editions(editions=where, key=key, reason=reason, by=by, at=at)
            else:
                take_into_edition(edition=edition, key=key, reason=reason, by=by, at=at)
        except Refused as refused:
            problem = sentence_for(refused)
        else:
            done = _("Taken out. The log tells it.")
            done = done if takes_out else _("Taken into the edition. The log tells it.")
            messages.success(request, done)
            return HttpResponseRedirect(reverse("edition-page", args=[pk]))
    sides = [
        (
            code,
            language_name(code),
            kept,
            [(place_word(one.path, one.section), one.marks) for one in pairs],
        )
        for code, kept, pairs in text_pairs(edition, key)
    ]
    may = can_edit_editions(request.user)
    context = {
        "edition": edition,
        "row": row,
        "sides": sides,
        "problem": problem,
        "reason": reason,
        "takes_out": takes_out,
        "history": _history(edition, key),
        "may_take_in": may and bool({OTHER, ABSENT} & set(row.states.values())),
        "may_take_out": may and set(row.states.values()) != {ABSENT},
        "others": editions_holding(key).exclude(pk=edition.pk) if may else [],
    }
    title = f"{_title(edition)} · {row.code} {row.title}"
    return _show(request, "text", title, context, status=409 if problem else 200)


def _history(edition: Edition, key: uuid.UUID) -> list[tuple[Any, str]]:
    """Which text the edition had when, the latest first."""
    places = edition.texts.filter(translation_key=key).select_related(
        "text", "taken_by", "ended_by"
    )
    return [(place, language_name(place.language)) for place in places.order_by("-taken_at", "-pk")]


def _title(edition: Edition) -> str:
    return _("Edition %(label)s") % {"label": edition.label}


def _admit(request: HttpRequest) -> None:
    if not can_read_editions(request.user):
        raise PermissionDenied


def _admit_editors(request: HttpRequest) -> None:
    if not can_edit_editions(request.user):
        raise PermissionDenied


def _show(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    board = {"url": reverse("edition-board"), "label": _("Editions")}
    frame = {
        "breadcrumbs_items": [board] if name == "board" else [board, {"url": "", "label": title}],
        "header_title": title,
        "header_icon": "history",
        "reads_parity": can_read_bank(request.user),
        "reads_editions": True,
    }
    return render(request, f"cms/editions/{name}.html", {**frame, **context}, status=status)
