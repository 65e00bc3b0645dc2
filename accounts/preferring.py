"""Verb: remember the language a person chose."""

from accounts.countries import LANGUAGE_CHOICES
from accounts.models import User


def choose_language(*, user: User, language: str) -> None:
    """Store the language. Raises ValueError for one that Relais does not speak."""
    if language not in dict(LANGUAGE_CHOICES):
        raise ValueError(language)
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])
