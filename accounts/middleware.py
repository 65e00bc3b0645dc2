"""Middleware: which of allauth's rooms are open here, and that staff pass the second factor."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.second_factor import must_set_up

Handler = Callable[[HttpRequest], HttpResponse]

# No sign-up and no e-mail: an administrator makes accounts and sets a forgotten password.
CLOSED = frozenset(
    {
        "account_signup",
        "account_email",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_request_login_code",
        "account_confirm_login_code",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
    }
)
# Rooms about passwords and second factors: a trainee has neither.
STAFF_ONLY = frozenset({"account_change_password", "account_reauthenticate", "usersessions_list"})
SECOND_FACTOR_PREFIX = "mfa_"
# What staff without a second factor may still do: set one up, or leave.
BEFORE_SET_UP = frozenset({"account_logout", "account_reauthenticate", "signed-out"})


def staff_rooms(get_response: Handler) -> Handler:
    """Close what is not used here, and hide the staff's rooms from signed-in trainees."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, *args: Any) -> None:
        name = _name(request)
        if name in CLOSED:
            raise Http404
        staffs = name in STAFF_ONLY or name.startswith(SECOND_FACTOR_PREFIX)
        if staffs and request.user.is_authenticated and not request.user.is_staff:
            raise Http404

    handle.process_view = process_view  # type: ignore[attr-defined]
    return handle


def second_factor_first(get_response: Handler) -> Handler:
    """Send staff who lack a second factor to the page where they set it up (REQUIRE_STAFF_MFA)."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, *args: Any) -> HttpResponse | None:
        name = _name(request)
        if name in BEFORE_SET_UP or name.startswith(SECOND_FACTOR_PREFIX):
            return None
        if not must_set_up(request):
            return None
        messages.warning(
            request, _("Before anything else, set up a second factor for your account.")
        )
        return redirect("mfa_index")

    handle.process_view = process_view  # type: ignore[attr-defined]
    return handle


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match else ""
