"""Two ways in, kept apart: a card opens no staff account, a password no trainee's."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from accounts.models import User


class PasswordBackend(AuthenticationBackend):
    """Staff: sign-in name and password. It also answers for everybody's permissions."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The staff member with this password; nobody who signs in with a card."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_staff else None


class CardBackend(BaseBackend):
    """Trainees: the session of somebody whose card was checked (`accounts.cards.check_pin`).

    Asked at every request, so that a session opened with a card ends when the person becomes a
    member of staff: staff must pass the second factor.
    """

    def get_user(self, user_id: int) -> User | None:
        """The person of a session opened with a card."""
        user = User.objects.with_roles(user_id)
        return None if user is None or user.is_staff else user
