"""The parity board, one page side by side, the log of corrections. All in Wagtail's frame."""

import datetime
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
from wagtail.models import Page

from assessments.bank_wording import language_name
from assessments.holdreading import quizzes_drawing_from
from assessments.permissions import can_read_bank
from cms.agreeing import closes_tests, module_of
from cms.changelisting import edition_steps, log_entries
from cms.comparing import Comparison, compare
from cms.drifting import declare_wording, publish_side
from cms.editionholding import editions_under_way
from cms.models import LoadedPage, SourceChange
from cms.parity_wording import place_word, sentences_of, state_word
from cms.paritylisting import STATES, parity_rows
from cms.parityrefusals import ParityRefusal
from cms.previewing import write_draft
from courses.models import Edition
from courses.views.fetching import signed_in

# How many entries the log shows.
LOG_LENGTH = 100


@require_safe
def parity_board(request: HttpRequest) -> HttpResponse:
    """Every page in both languages with its state; `?language=en` keeps what English owes."""
    _admit(request)
    language = request.GET.get("language", "")
    rows = [
        {
            "row": row,
            "sides": [
                (side, state_word(side.state), row.items.get(side.language, 0))
                for side in row.sides
            ],
        }
        for row in parity_rows(request.user, language=get_language() or "fr")
        if not language
        or any(s.language == language and s.state != "approved" for s in row.sides)
        or row.items.get(language)
    ]
    context = {
        "rows": rows,
        "language": language,
        "languages": [(code, language_name(code)) for code in ("fr", "en")],
        "words": [(state, state_word(state)) for state in STATES],
    }
    return _show(request, "board", _("Parity of the languages"), context)


@require_http_methods(["GET", "HEAD", "POST"])
def parity_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What publishing this page changes or approves; sending it answers, publishes, approves."""
    _admit(request)
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(page, LoadedPage):
        raise Http404
    may = page.permissions_for_user(request.user).can_publish()
    problems: list[str] = []
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        problems = _publish(request, page)
        if not problems:
            messages.success(request, _("Published. The log tells it."))
            return HttpResponseRedirect(reverse("parity-board"))
    comparison = compare(page)
    module = module_of(page)
    context = {
        "page": page,
        "may": may,
        "problems": problems,
        "typed": request.POST,
        "comparison": comparison,
        "awaited": _named(comparison.awaited),
        "own": _named(comparison.own),
        "this_language": language_name(comparison.language),
        "other_language": language_name(comparison.other),
        "numbers": _numbers(comparison),
        "editions": _editions(page),
        "quizzes": quizzes_drawing_from(module) if module and closes_tests(page) else [],
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    title = f"{page.title} · {language_name(comparison.language)}"
    return _show(request, "page", title, context, status=409 if problems else 200)


@require_safe
def parity_log(request: HttpRequest) -> HttpResponse:
    """Which text changed, when, by whom, wording or meaning, and which cohorts read which."""
    _admit(request)
    module = request.GET.get("module", "")
    told: list[tuple[datetime.datetime, dict[str, Any]]] = [
        (
            entry.change.changed_at,
            {
                "entry": entry,
                "language": language_name(entry.change.language),
                "passages": _passages(entry.change),
            },
        )
        for entry in log_entries(module=module)
    ]
    told += [(step.at, {"step": step}) for step in edition_steps(module=module)]
    told.sort(key=lambda one: one[0], reverse=True)
    context = {"told": [one for _at, one in told[:LOG_LENGTH]], "module": module}
    return _show(request, "log", _("Log of corrections"), context)


@require_POST
def parity_declare(request: HttpRequest, pk: int) -> HttpResponse:
    """A change that came past the question is one of wording after all."""
    change = get_object_or_404(SourceChange, pk=pk)
    pages = Page.objects.filter(
        translation_key=change.translation_key, locale__language_code=change.language
    )
    if not all(page.permissions_for_user(request.user).can_publish() for page in pages):
        raise PermissionDenied
    reason = request.POST.get("reason", "")
    try:
        declare_wording(change=change, reason=reason, by=signed_in(request), at=timezone.now())
    except ParityRefusal as refusal:
        for sentence in sentences_of(refusal):
            messages.error(request, sentence)
    return HttpResponseRedirect(reverse("parity-log"))


def _admit(request: HttpRequest) -> None:
    """Editors, and leads to read; Wagtail sends everybody else away with a message."""
    if not can_read_bank(request.user):
        raise PermissionDenied


def _publish(request: HttpRequest, page: LoadedPage) -> list[str]:
    write_draft(page=page, by=signed_in(request))
    try:
        publish_side(
            page=page,
            kind=request.POST.get("kind", ""),
            reason=request.POST.get("reason", ""),
            reach=request.POST.get("reach", ""),
            by=signed_in(request),
            at=timezone.now(),
        )
    except ParityRefusal as refusal:
        return sentences_of(refusal)
    return []


def _numbers(comparison: Comparison) -> list[str]:
    refusal = ParityRefusal("numbers-differ", differences=comparison.differences)
    return sentences_of(refusal)[1:] if comparison.differences else []


def _editions(page: LoadedPage) -> list[tuple[Edition, list[str]]]:
    """The locked editions that a correction reaches, with their cohorts that are not over."""
    today = timezone.localdate()
    return [
        (
            edition,
            list(
                edition.cohorts.filter(ends_on__gte=today)
                .order_by("starts_on", "code")
                .values_list("code", flat=True)
            ),
        )
        for edition in editions_under_way(page.translation_key, today)
    ]


def _named(pairs: list[Any]) -> list[tuple[str, Any]]:
    return [(place_word(pair.path, pair.section), pair) for pair in pairs]


def _passages(change: SourceChange) -> list[dict[str, Any]]:
    return [
        {**entry, "place": place_word(entry["path"], entry["section"])} for entry in change.passages
    ]


def _show(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    board = {"url": reverse("parity-board"), "label": _("Parity of the languages")}
    frame = {
        "breadcrumbs_items": [board] if name == "board" else [board, {"url": "", "label": title}],
        "header_title": title,
        "header_icon": "globe",
        "reads_parity": True,
    }
    return render(request, f"cms/parity/{name}.html", {**frame, **context}, status=status)
