"""`manage.py load_demo`: builds the demo, or builds it anew. Refused in production."""

import secrets
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from certificates.keyring import SEED_BYTES, KeyExists, make_first_key
from cms.demo.building import DEMO_SINCE, build_demo, is_loaded


class Command(BaseCommand):
    """Thin: refuse in production, call the verb, print."""

    help = "Builds (and resets) the demo from its data files; all its people are fictional."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once` leaves a demo that is there alone."""
        parser.add_argument("--once", action="store_true", help="do nothing if it is loaded")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build and say so."""
        if settings.PRODUCTION:
            raise CommandError("The demo is refused in production: its passwords are public.")
        with suppress(KeyExists):
            # In use since before the historic course, whose certificates it signs.
            make_first_key(at=DEMO_SINCE, seed=secrets.token_bytes(SEED_BYTES))
        if options["once"] and is_loaded():
            self.stdout.write("The demo is loaded already.")
            return
        build_demo(at=timezone.now())
        self.stdout.write("The demo is loaded.")
