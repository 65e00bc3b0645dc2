"""`manage.py show_personas`: who one can be in the demo, with cards and passwords."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.demo.personas import list_personas


class Command(BaseCommand):
    """Thin: refuse in production, print a table."""

    help = "Prints the demo's personas with what they sign in with."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a persona: sign-in, secret, who it is in French and English."""
        if settings.PRODUCTION:
            raise CommandError("There is no demo in production.")
        for persona in list_personas():
            self.stdout.write(
                f"{persona.sign_in:<14} {persona.secret:<18} {persona.name:<26} {persona.words}"
            )
