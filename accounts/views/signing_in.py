"""Sign-in with a card, and the page that says that one is signed out."""

from urllib.parse import urlencode

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import roles
from accounts.cards import check_pin
from accounts.forms.signing_in import CardForm
from accounts.models import User
from accounts.preferring import choose_language
from accounts.refusals import WAIT, Refused
from accounts.throttling import counted_address
from accounts.wording import sentence_for

CARD_BACKEND = "accounts.backends.CardBackend"
# On a device that others use too, a session lasts the working day.
SHARED_DEVICE_SECONDS = 12 * 60 * 60
# Set by the language switch of this page: a choice made here is remembered at sign-in.
CHOSEN = "chosen"


@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def card_sign_in(request: HttpRequest) -> HttpResponse:
    """/fr/card/?code=…: code and PIN in, the trainee's day out."""
    if request.user.is_authenticated:
        return redirect(_next_page(request, request.user))
    form = CardForm(request.POST or None, initial={"code": request.GET.get("code", "")[:40]})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            card = check_pin(
                code=form.cleaned_data["code"],
                pin=form.cleaned_data["pin"],
                address=counted_address(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, sentence_for(refused))
            status = 429 if refused.code == WAIT else 200
        else:
            _open_session(request, card.user, own_device=form.cleaned_data["own_device"])
            return redirect(_next_page(request, card.user))
    context = {"form": form, "language_url": _same_page_in_the_other_language(request)}
    return render(request, "accounts/card_sign_in.html", context, status=status)


@never_cache
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """/fr/signed-out/"""
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "accounts/signed_out.html")


def _open_session(request: HttpRequest, user: User, *, own_device: bool) -> None:
    login(request, user, backend=CARD_BACKEND)
    # Said for both: what waited in the session for the sign-in may have given it a short life.
    request.session.set_expiry(None if own_device else SHARED_DEVICE_SECONDS)
    if CHOSEN in request.GET:
        choose_language(user=user, language=translation.get_language() or user.language)


def _next_page(request: HttpRequest, user: User) -> str:
    """The page that was asked for if it is ours, else the person's first page and language."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    with translation.override(user.language):
        return reverse("today" if user.can(roles.TAKE_COURSE) else "home")


def _same_page_in_the_other_language(request: HttpRequest) -> str:
    kept = {name: request.GET[name] for name in ("code", "next") if request.GET.get(name)}
    if code := request.POST.get("code"):
        kept["code"] = code[:40]
    other = "en" if translation.get_language() == "fr" else "fr"
    with translation.override(other):
        return f"{reverse('card-sign-in')}?{urlencode({**kept, CHOSEN: 1})}"
