"""The shared tablet: opened by the team on their own page, used by trainees on a page apart."""

import secrets

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.pins import ALPHABET
from accounts.refusals import MISMATCH, WAIT
from accounts.refusals import Refused as CardRefused
from accounts.throttle import CARD_ADDRESS
from accounts.throttling import blocked_for, count_failure, counted_address
from accounts.wording import sentence_for as card_sentence
from courses.forms.tablets import SigningForm, TabletStartForm
from courses.models import Attendance, Cohort, HalfDay, RegisterTablet
from courses.permissions import registers_open_to
from courses.refusals import NO_PLACE, TABLET_CODE, Refused
from courses.tableting import (
    end_tablets,
    open_tablet,
    places_of,
    sign_on_tablet,
    start_tablet,
    tablet_of,
)
from courses.views.fetching import permitted_cohort, signed_in
from courses.wording import sentence_for

COOKIE = "relais-tablet"
CODE_LENGTH = 8


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tablet_opening(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Opens the tablet of a half-day: with a code for another device, or on this one."""
    cohort = permitted_cohort(registers_open_to(request.user), code)
    half_day = get_object_or_404(cohort.half_days, number=number)
    opening, wrong = "", ""
    if request.method == "POST" and "end" in request.POST:
        end_tablets(half_day=half_day, at=timezone.now())
        return redirect("register", code=cohort.code, number=number)
    if request.method == "POST":
        opening = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
        try:
            open_tablet(half_day=half_day, code=opening, by=signed_in(request), at=timezone.now())
        except Refused as refused:
            opening, wrong = "", sentence_for(refused)
        else:
            if "here" in request.POST:
                return _start(request, opening)
    context = {
        "cohort": cohort,
        "half_day": half_day,
        "opening": f"{opening[:4]} {opening[4:]}" if opening else "",
        "address": request.build_absolute_uri(reverse("tablet")).partition("://")[2],
        "wrong": wrong,
        "open": RegisterTablet.objects.filter(
            half_day=half_day, started_at__isnull=False, ended_at__isnull=True
        ).count(),
        "zone": cohort.tz,
    }
    return render(request, "courses/tablet_opening.html", context)


@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def tablet(request: HttpRequest) -> HttpResponse:
    """/fr/tablet/: asks for the opening code, then takes signatures until the half-day ends.

    It reads the device's own cookie and nobody's session, and links to nothing but itself.
    """
    try:
        found = tablet_of(key=request.COOKIES.get(COOKIE, ""), at=timezone.now())
    except Refused as refused:
        return _ask_for_code(
            request, ended=sentence_for(refused) if COOKIE in request.COOKIES else ""
        )
    if request.method == "POST":
        return _sign(request, found)
    return _show(request, found, SigningForm())


def _ask_for_code(request: HttpRequest, *, ended: str) -> HttpResponse:
    form = TabletStartForm(
        request.POST if "code" in request.POST and "pin" not in request.POST else None
    )
    address, status = counted_address(request), 200
    if form.is_bound and form.is_valid():
        if blocked_for(CARD_ADDRESS, address, at=timezone.now()):
            form.add_error("code", _("Too many tries from here. Please wait a few minutes."))
            status = 429
        else:
            try:
                return _start(request, form.cleaned_data["code"])
            except Refused as refused:
                if refused.code == TABLET_CODE:
                    count_failure(CARD_ADDRESS, address, at=timezone.now())
                form.add_error("code", sentence_for(refused))
    return render(
        request, "courses/tablet_code.html", {"form": form, "ended": ended}, status=status
    )


def _start(request: HttpRequest, code: str) -> HttpResponse:
    """This device becomes the tablet; whoever was signed in on it no longer is."""
    key, at = secrets.token_urlsafe(32), timezone.now()
    found = start_tablet(code=code, key=key, at=at)
    logout(request)
    response = redirect("tablet")
    response.set_cookie(
        COOKIE,
        key,
        max_age=max(1, int((found.half_day.ends_at - at).total_seconds())),
        httponly=True,
        secure=request.is_secure(),
        samesite="Strict",
    )
    return response


def _sign(request: HttpRequest, found: RegisterTablet) -> HttpResponse:
    form = SigningForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        entry = sign_on_tablet(
            key=request.COOKIES.get(COOKIE, ""),
            place=form.cleaned_data["place"],
            code=form.cleaned_data["code"],
            pin=form.cleaned_data["pin"],
            address=counted_address(request),
            at=timezone.now(),
        )
    except CardRefused as refused:
        by_place = refused.code == MISMATCH and form.cleaned_data["place"] is not None
        sentence = sentence_for(Refused(NO_PLACE)) if by_place else card_sentence(refused)
        form.add_error(None, sentence)
        return _show(request, found, form, status=429 if refused.code == WAIT else 200)
    except Refused as refused:
        form.add_error(None, sentence_for(refused))
        return _show(request, found, form)
    return _thank(request, found.half_day.cohort, found.half_day, entry)


def _show(
    request: HttpRequest, found: RegisterTablet, form: SigningForm, *, status: int = 200
) -> HttpResponse:
    half_day = found.half_day
    # A place in the address asks for its PIN; the grid itself is a list of links to this page.
    place = request.POST.get("place") or request.GET.get("place") or ""
    places = places_of(found)
    chosen = int(place) if place.isdigit() and int(place) in places else None
    if chosen is not None:
        form.fields["pin"].widget.attrs["autofocus"] = True
    context = {
        "form": form,
        "half_day": half_day,
        "cohort": half_day.cohort,
        "places": places,
        "place": chosen,
        "by_code": "card" in request.GET or bool(request.POST.get("code")),
        "zone": half_day.cohort.tz,
        "not_open": timezone.now() < half_day.opens_at,
    }
    return render(request, "courses/tablet.html", context, status=status)


def _thank(
    request: HttpRequest, cohort: Cohort, half_day: HalfDay, entry: Attendance
) -> HttpResponse:
    """For a few seconds the person's own entry; then the empty page again, by itself."""
    context = {"cohort": cohort, "half_day": half_day, "entry": entry, "zone": cohort.tz}
    return render(request, "courses/tablet_signed.html", context)
