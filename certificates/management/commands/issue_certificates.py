"""`issue_certificates COHORT`: issue what a frozen cohort still lacks, on all cores."""

import os
import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.issuing import carry_on, start_run
from certificates.models import PrintRun
from certificates.namereading import names_of
from certificates.pooling import rendered_by_many
from certificates.refusals import Refusal
from certificates.wording import sentence_for, sentence_for_problem
from courses.models import Cohort


class Command(BaseCommand):
    """Parse, call the verbs, print the numbers."""

    help = "Issue the certificates that a frozen cohort still lacks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The code of the cohort."""
        parser.add_argument("cohort", help="code of the cohort")
        parser.add_argument(
            "--unproven",
            action="store_true",
            help="issue also where the holder has not signed the name as it stands",
        )
        parser.add_argument(
            "--run",
            action="store_true",
            help="carry on the run that the registrar's page has opened, and open none",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One number a line; nothing when nothing was missing or another process is at work."""
        try:
            cohort = Cohort.objects.get(code=options["cohort"])
        except Cohort.DoesNotExist:
            raise CommandError(f"no cohort {options['cohort']}") from None
        try:
            run = self._run(cohort, options)
            issued = run and carry_on(
                run=run,
                worker=f"{os.getpid()}-{secrets.token_hex(8)}",
                clock=timezone.now,
                rendering=rendered_by_many,
            )
        except Refusal as refusal:
            lines = [sentence_for(refusal), *map(sentence_for_problem, refusal.problems)]
            raise CommandError("\n".join(lines)) from refusal
        for certificate in issued or ():
            self.stdout.write(certificate.number)

    def _run(self, cohort: Cohort, options: dict[str, Any]) -> PrintRun | None:
        if options["run"]:
            return PrintRun.objects.filter(cohort=cohort, ended_at__isnull=True).first()
        unsigned = names_of(cohort) if options["unproven"] else []
        return start_run(
            cohort=cohort,
            by=None,
            at=timezone.now(),
            unproven={line.enrolment.pk for line in unsigned},
        )
