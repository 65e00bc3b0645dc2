"""Verb: take away the second factor of somebody who lost phone, key and recovery codes."""

from allauth.mfa.models import Authenticator

from accounts.models import User


def reset_second_factor(*, user: User) -> int:
    """Delete every authenticator and recovery code of the person; returns how many there were.

    Only the password opens the account afterwards, so set a new one with it, in person. In
    production the person must set up a new factor at the next sign-in.
    """
    deleted, _ = Authenticator.objects.filter(user=user).delete()
    return deleted
