"""`manage.py verify_freeze COHORT [--json]`: is the freeze of a cohort what it was?"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.freezechecking import check_freeze
from assessments.models import Freeze


class Command(BaseCommand):
    """Recompute, compare, print. Exit code 0 when everything agrees, 1 when something does not,
    2 for a cohort that is unknown or not frozen."""

    help = "Recompute a freeze and compare digest, minutes and frozen rows with what is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cohort", metavar="COHORT", help="code of the cohort")
        parser.add_argument("--json", action="store_true", help="print JSON for a machine")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["cohort"]
        freeze = Freeze.objects.select_related("rule_set").filter(cohort__code=code).first()
        if freeze is None:
            raise CommandError(f"{code}: no frozen cohort", returncode=2)
        check = check_freeze(freeze)
        found = {
            "valid": check.is_whole,
            "reasons": list(check.faults),
            "cohort": code,
            "rules": str(freeze.rule_set),
            "digest": check.stored,
            "recomputed": check.recomputed,
        }
        if options["json"]:
            self.stdout.write(json.dumps(found))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in found.items()))
        if not check.is_whole:
            raise CommandError(f"{code}: {len(check.faults)} differences", returncode=1)
