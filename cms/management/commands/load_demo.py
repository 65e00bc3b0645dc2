"""`manage.py load_demo`: builds the demo, or builds it anew. Refused in production."""

import datetime as dt
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessments.answerkeyring import answer_keys, make_answer_key
from certificates.keyring import SEED_BYTES, KeyExists, make_first_key
from certificates.selfsigning import SERIAL_BITS, CertificateExists, make_certificate
from cms.demo.building import DEMO_SINCE, build_demo, is_loaded

DEMO_GOOD_FOR = dt.timedelta(days=3652)


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
        with suppress(CertificateExists):
            make_certificate(
                Path(settings.SIGNING_CERTIFICATE),
                name="Relais, demo: fictional issuer",
                serial=secrets.randbits(SERIAL_BITS) + 1,
                since=DEMO_SINCE,
                until=timezone.now() + DEMO_GOOD_FOR,
            )
        if not answer_keys():
            make_answer_key(at=timezone.now())
        if options["once"] and is_loaded():
            self.stdout.write("The demo is loaded already.")
            return
        build_demo(at=timezone.now())
        self.stdout.write("The demo is loaded.")
