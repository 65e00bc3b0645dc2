"""`purge_certificates (--due | --cohort CODE | --number NUMBER) [--dry-run]`: leave only proof."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.codes import parse_number
from certificates.models import Certificate
from certificates.purging import due, leave_proof
from certificates.referencing import forget_answers


class Command(BaseCommand):
    """Parse, call the verbs, print the counts."""

    help = (
        "Delete prints, name proofs and inner reasons of certificates; number, keyed hash, kind,"
        " course, date and state stay and can be verified. Answers of the verification page older"
        " than 30 days go, too."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which certificates: exactly one of three ways."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--due", action="store_true", help="courses that ended ten years ago")
        which.add_argument("--cohort", help="all of a cohort, by its code")
        which.add_argument("--number", help="one certificate")
        parser.add_argument("--dry-run", action="store_true", help="count only")

    def handle(self, *args: Any, **options: Any) -> None:
        """`N certificates, M answers`."""
        now = timezone.now().astimezone(datetime.UTC)
        if options["due"]:
            chosen = due(on=now.date())
        elif options["cohort"]:
            chosen = Certificate.objects.filter(cohort__code=options["cohort"])
        else:
            chosen = Certificate.objects.filter(number=parse_number(options["number"]) or "")
        certificates = list(chosen)
        if not certificates and not options["due"]:
            raise CommandError("no such certificate")
        if options["dry_run"]:
            self.stdout.write(f"{len(certificates)} certificates would be purged")
            return
        left, forgotten = leave_proof(certificates), forget_answers(at=now)
        self.stdout.write(f"{left} certificates, {forgotten} answers")
