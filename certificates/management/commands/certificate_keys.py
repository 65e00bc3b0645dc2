"""`certificate_keys [--make | --rotate | --self-sign NAME] [--json]`: what signs certificates."""

import datetime as dt
import json
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.keyring import (
    SEED_BYTES,
    KeyExists,
    KeyFileProblem,
    make_first_key,
    published_keys,
    rotate_key,
)
from certificates.publishing import keys_document
from certificates.selfsigning import SERIAL_BITS, CertificateExists, make_certificate

GOOD_FOR = dt.timedelta(days=3652)


class Command(BaseCommand):
    """Parse, call the verb, list what is published."""

    help = "List the keys that sign certificates; make the first one or rotate. Prints no secret."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """At most one act."""
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--make", action="store_true", help="make the first key")
        act.add_argument(
            "--rotate",
            action="store_true",
            help="make a new key and destroy the secret half of the old one",
        )
        act.add_argument(
            "--self-sign",
            metavar="NAME",
            help="make a signing certificate for the PDF in this name, by oneself, for ten years",
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line a key: identifier, from, until, public key. CommandError says what is wrong."""
        at, seed = timezone.now(), secrets.token_bytes(SEED_BYTES)
        try:
            if options["make"]:
                make_first_key(at=at, seed=seed)
            elif options["rotate"]:
                rotate_key(at=at, seed=seed)
            elif options["self_sign"]:
                make_certificate(
                    Path(settings.SIGNING_CERTIFICATE),
                    name=options["self_sign"],
                    serial=secrets.randbits(SERIAL_BITS) + 1,
                    since=at,
                    until=at + GOOD_FOR,
                )
            keys = published_keys()
        except KeyExists:
            raise CommandError("There is a key already; --rotate makes the next one.") from None
        except CertificateExists as problem:
            raise CommandError(f"{problem} is there already; move it away first.") from None
        except (KeyFileProblem, OSError) as problem:
            raise CommandError(str(problem)) from problem
        if options["json"]:
            self.stdout.write(json.dumps(keys_document(settings.PUBLIC_ADDRESS, keys)))
            return
        for key in keys:
            until = f"until {key.until:%Y-%m-%d %H:%M}Z" if key.until else "in use"
            self.stdout.write(
                f"{key.identifier}  from {key.since:%Y-%m-%d %H:%M}Z  {until}  {key.multikey}"
            )
