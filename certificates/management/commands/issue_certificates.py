"""`issue_certificates COHORT`: issue what a frozen cohort still lacks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.issuing import issue_cohort
from certificates.namereading import names_of
from certificates.refusals import Refusal
from certificates.wording import sentence_for, sentence_for_problem
from courses.models import Cohort


class Command(BaseCommand):
    """Parse, call the verb, print the numbers."""

    help = "Issue the certificates that a frozen cohort still lacks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The code of the cohort."""
        parser.add_argument("cohort", help="code of the cohort")
        parser.add_argument(
            "--unproven",
            action="store_true",
            help="issue also where the holder has not signed the name as it stands",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One number a line; nothing when nothing was missing."""
        try:
            cohort = Cohort.objects.get(code=options["cohort"])
        except Cohort.DoesNotExist:
            raise CommandError(f"no cohort {options['cohort']}") from None
        try:
            unsigned = names_of(cohort) if options["unproven"] else []
            issued = issue_cohort(
                cohort=cohort,
                by=None,
                at=timezone.now(),
                unproven={line.enrolment.pk for line in unsigned},
            )
        except Refusal as refusal:
            lines = [sentence_for(refusal), *map(sentence_for_problem, refusal.problems)]
            raise CommandError("\n".join(lines)) from refusal
        for certificate in issued:
            self.stdout.write(certificate.number)
