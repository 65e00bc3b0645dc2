"""The public page: number and name in, one answer out. No account, no session, no cookie."""

import datetime
import math
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttle import VERIFICATION
from accounts.throttling import blocked_for, count_failure, counted_address
from certificates.codes import parse_number
from certificates.models import CertificateKind
from certificates.verification import NAME_LIMIT, NO_MATCH, NUMBER_LIMIT, verify

TOO_MANY_REQUESTS = 429


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
    context = {
        "languages": _own_language_first(),
        "number": number,
        "at": at,
        "number_limit": NUMBER_LIMIT,
        "name_limit": NAME_LIMIT,
        "language_url": _in_other_language(request, number),
    }
    if request.method != "POST":
        return render(request, "certificates/verify.html", context)
    if not number or not name:
        return render(request, "certificates/verify.html", {**context, "incomplete": True})
    source = counted_address(request)
    pause = blocked_for(VERIFICATION, source, at=at)
    if pause:
        context["wait"] = math.ceil(pause.total_seconds())
        page = render(request, "certificates/verify.html", context, status=TOO_MANY_REQUESTS)
        page.headers["Retry-After"] = str(context["wait"])
        return page
    answer = verify(number=number, name=name)
    if answer.verdict == NO_MATCH:
        count_failure(VERIFICATION, source, at=at)
    context["answer"] = answer
    context["kind"] = CertificateKind(answer.kind).label if answer.kind else ""
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


def _own_language_first() -> list[str]:
    return ["en", "fr"] if get_language() == "en" else ["fr", "en"]


def _in_other_language(request: HttpRequest, number: str) -> str:
    other = _own_language_first()[1]
    address = translate_url(reverse("verify"), other)
    return f"{address}?{urlencode({'number': number})}" if number else address
