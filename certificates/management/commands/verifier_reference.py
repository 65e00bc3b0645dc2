"""`verifier_reference REFERENCE NUMBER [--json]`: what the public page once answered."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.referencing import answer_noted


class Command(BaseCommand):
    """Parse, look up, print."""

    help = "Say what the verification page answered under a reference, and whether for this number."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Both as the verifier quotes them."""
        parser.add_argument("reference")
        parser.add_argument("number")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """`at`, `verdict`, `print`, `same_number`."""
        noted = answer_noted(reference=options["reference"], number=options["number"])
        if noted is None:
            raise CommandError("no such reference, or older than 30 days")
        found = {
            "at": noted.at.isoformat(),
            "verdict": noted.verdict,
            "print": noted.print_index,
            "same_number": noted.same_number,
        }
        if options["json"]:
            self.stdout.write(json.dumps(found))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in found.items()))
