"""What the assessments do when the floors below announce something."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from assessments.views.waiting import forget_those_of_others


@receiver(user_logged_in)
def leave_nothing_of_others(
    sender: object, request: HttpRequest | None, user: User, **kwargs: Any
) -> None:
    """On a device that others use too, what was sent signed out waits for its own author alone."""
    if request is not None and hasattr(request, "session"):
        forget_those_of_others(request.session, user.pk)
