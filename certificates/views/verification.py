"""The public page: number and name in, one answer out. No account, no session, no cookie."""

import datetime
import math
import random as chance
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttle import VERIFICATION, VERIFICATION_ASKED
from accounts.throttling import blocked_for, count_failure, counted_address
from certificates.codes import parse_number
from certificates.models import CertificateKind
from certificates.referencing import note_answer
from certificates.verification import NAME_LIMIT, NO_MATCH, NUMBER_LIMIT, Answer, verify

TOO_MANY_REQUESTS = 429
_CHANCE = chance.SystemRandom()


# Exempt: a check changes nothing and belongs to no session; a token would cost a cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form, and the answer to it. The number stays in the form, the name never returns."""
    at = timezone.now().astimezone(datetime.UTC)
    typed = request.POST if request.method == "POST" else request.GET
    number = typed.get("number", "")[: NUMBER_LIMIT + 1].strip()
    name = request.POST.get("holder", "").strip()
    context = page_context(request, number=number, at=at)
    if request.method != "POST":
        return render(request, "certificates/verify.html", context)
    if not number or not name:
        return render(request, "certificates/verify.html", {**context, "incomplete": True})
    pause = pause_of(request, at=at)
    if pause:
        return paused(request, context, pause)
    answer = verify(number=number, name=name)
    context |= answered(request, answer, number=number, failed=answer.verdict == NO_MATCH, at=at)
    return render(request, "certificates/verify.html", context)


@never_cache
@require_safe
def short(request: HttpRequest, number: str = "") -> HttpResponse:
    """The address on paper and in the QR code leads to the page with the number filled in."""
    address = reverse("verify")
    if number:
        # A number that cannot be one is shown as it came: its reader sees what to correct.
        known = parse_number(number[:NUMBER_LIMIT]) or number[:NUMBER_LIMIT]
        address += "?" + urlencode({"number": known})
    return HttpResponseRedirect(address)


def page_context(request: HttpRequest, *, number: str, at: datetime.datetime) -> dict[str, Any]:
    """What the page shows whatever was asked."""
    languages = own_language_first()
    return {
        "languages": languages,
        "number": number,
        "at": at,
        "number_limit": NUMBER_LIMIT,
        "name_limit": NAME_LIMIT,
        "language_url": _in_other_language(number),
        "offline_words": _offline_words(languages[0]),
        "worker_url": reverse("verify-worker", args=[languages[0]]),
    }


def pause_of(request: HttpRequest, *, at: datetime.datetime) -> datetime.timedelta | None:
    """How long this source must wait: after ten failures, or after very many questions."""
    source = counted_address(request)
    pauses = [blocked_for(scope, source, at=at) for scope in (VERIFICATION, VERIFICATION_ASKED)]
    return max((pause for pause in pauses if pause), default=None)


def paused(
    request: HttpRequest, context: dict[str, Any], pause: datetime.timedelta
) -> HttpResponse:
    """The page that asks to wait."""
    wait = math.ceil(pause.total_seconds())
    page = render(
        request,
        "certificates/verify.html",
        {**context, "wait": wait},
        status=TOO_MANY_REQUESTS,
    )
    page.headers["Retry-After"] = str(wait)
    return page


@transaction.atomic
def answered(
    request: HttpRequest, answer: Answer, *, number: str, failed: bool, at: datetime.datetime
) -> dict[str, Any]:
    """Count the question of this source and its failure, store the answer: it, with its reference,
    for the template. One transaction, since each is written through to the disk."""
    source = counted_address(request)
    count_failure(VERIFICATION_ASKED, source, at=at)
    if failed:
        count_failure(VERIFICATION, source, at=at)
    return {
        "answer": answer,
        "kind": CertificateKind(answer.kind).label if answer.kind else "",
        "reference": note_answer(number=number, answer=answer, at=at, random=_CHANCE),
    }


@cache
def _offline_words(language: str) -> SafeString:
    """What the page says without a network: the same for everybody, so written once a process."""
    languages = [language, "fr" if language == "en" else "en"]
    words = {"languages": languages, "kinds": CertificateKind.choices}
    return render_to_string("certificates/verify/offline.html", words)


def own_language_first() -> list[str]:
    """Both languages, the page's own first."""
    return ["en", "fr"] if get_language() == "en" else ["fr", "en"]


def _in_other_language(number: str) -> str:
    address = translate_url(reverse("verify"), own_language_first()[1])
    return f"{address}?{urlencode({'number': number})}" if number else address
