"""`certificate_keys [--make | --rotate] [--json]`: the keys that sign certificates."""

import json
import secrets
from argparse import ArgumentParser
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
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line a key: identifier, from, until, public key. CommandError says what is wrong."""
        at, seed = timezone.now(), secrets.token_bytes(SEED_BYTES)
        try:
            if options["make"]:
                make_first_key(at=at, seed=seed)
            elif options["rotate"]:
                rotate_key(at=at, seed=seed)
            keys = published_keys()
        except KeyExists:
            raise CommandError("There is a key already; --rotate makes the next one.") from None
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
