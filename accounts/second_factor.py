"""The second factor of staff: who lacks it, how its secrets rest, how guesses at it are slowed."""

import base64
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.forms import Field
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import User
from accounts.throttle import SECOND_FACTOR
from accounts.throttling import claim_try, forget

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_SEEN = "second_factor_of"


def must_set_up(request: HttpRequest) -> bool:
    """Whether the person is staff who still has to set up a second factor.

    Asks the database until the factor is there, then the session remembers it: the last factor
    cannot be given up (`StaffSecondFactor`), so the answer does not change within a session.
    """
    user = request.user
    if not settings.REQUIRE_STAFF_MFA or not user.is_authenticated or not user.is_staff:
        return False
    if request.session.get(_SEEN) == user.pk:
        return False
    if not Authenticator.objects.filter(user=user, type__in=FACTORS).exists():
        return True
    request.session[_SEEN] = user.pk
    return False


class StaffSecondFactor(DefaultMFAAdapter):
    """allauth's second factor, with its secrets encrypted and the last factor kept."""

    def encrypt(self, text: str) -> str:
        """A secret as it rests in the database: a copy of the database alone opens no account."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The counterpart of `encrypt`."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Where a second factor is required, one must stay."""
        if not settings.REQUIRE_STAFF_MFA or authenticator.type not in FACTORS:
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def get_totp_label(self, user: User) -> str:
        """The sign-in name, never an e-mail address."""
        return user.username


def _cipher() -> Fernet:
    key = salted_hmac(
        "second-factor", "", secret=settings.REGISTER_KEY, algorithm="sha256"
    ).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class _SlowedDown:
    """Counts tries at the codes of one person in the database, across all workers."""

    user: User
    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Never a placeholder as a label.
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code"}

    def clean_code(self) -> str:
        """The code, checked; allauth's own messages for a wrong one and for too many."""
        key = str(self.user.pk)
        if claim_try(SECOND_FACTOR, key, at=timezone.now()):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        forget(SECOND_FACTOR, key)
        return code


class CodeForm(_SlowedDown, AuthenticateForm):
    """The code asked for at sign-in."""


class CodeAgainForm(_SlowedDown, ReauthenticateForm):
    """The code asked for before something sensitive."""
