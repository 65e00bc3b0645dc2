"""How allauth behaves here: staff only, nobody signs up, guesses counted in the database."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from accounts.throttle import PASSWORD, PASSWORD_ADDRESS
from accounts.throttling import (
    address_of,
    blocked_for,
    claim_try,
    count_failure,
    counted_address,
    forget,
)


class StaffAdapter(DefaultAccountAdapter):
    """Staff accounts are made by an administrator; the sign-up page is closed.

    allauth counts failures in the cache, which is one for each process; ours hold across workers.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address behind our own proxies; a socket without one counts as one source."""
        return address_of(request) or "0.0.0.0"  # noqa: S104 - no address is bound

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raise allauth's « too many attempts » while the name or the address is slowed down."""
        at = timezone.now()
        if blocked_for(PASSWORD_ADDRESS, counted_address(request), at=at) or claim_try(
            PASSWORD, _name(credentials), at=at
        ):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check the password; a success forgets the failures of the name."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            forget(PASSWORD, _name(credentials))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the failure for the address too."""
        count_failure(PASSWORD_ADDRESS, counted_address(request), at=timezone.now())

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """A passkey of somebody who is no longer staff opens nothing."""
        if user.is_active and not user.is_staff:
            raise ImmediateHttpResponse(redirect("card-sign-in"))
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The person's first page, in the person's language."""
        language = getattr(request.user, "language", translation.get_language())
        with translation.override(language):
            return reverse("home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """A page that says it is done."""
        return reverse("signed-out")


def _name(credentials: dict[str, Any]) -> str:
    # As the database compares without case (UPPER): a dotless ı is an I, and no second counter.
    return str(credentials.get("username") or "").upper().casefold()
