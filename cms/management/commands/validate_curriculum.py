"""`manage.py validate_curriculum`: exit 1 with one line for each fault of what is live."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.parity import ended_facts, find_faults


class Command(BaseCommand):
    """Thin: find, print, fail."""

    help = "Fails when anything live lacks a language, a page, a key or a date, or differs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Two options."""
        parser.add_argument("--json", action="store_true", help="print the faults as JSON")
        parser.add_argument(
            "--facts", action="store_true", help="also list the facts that have ended"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the faults; facts that have ended are told, not counted: readers see the date."""
        faults = find_faults(on=timezone.localdate())
        if options["json"]:
            self.stdout.write(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False))
        else:
            for fault in faults:
                self.stdout.write(str(fault))
        if options["facts"]:
            for fact in ended_facts(timezone.localdate()):
                self.stdout.write(f"({fact})")
        if faults:
            raise CommandError(f"{len(faults)} faults", returncode=1)
