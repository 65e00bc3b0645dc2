"""`manage.py refresh_item_figures`: figures beside the questions; unfair faces to translators."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from assessments.itemflagging import flag_unfair_faces
from assessments.itempooling import pool_questions
from assessments.itemrefreshing import refresh_figures


class Command(BaseCommand):
    """To be run every night, or after a quiz; running it again changes nothing."""

    help = (
        "Compute the figures of every question over all cohorts anew, and send faces that do worse "
        "at equal ability back to their translators."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether flags are raised, and how the answer is printed."""
        parser.add_argument("--no-flags", action="store_true", help="raise no flag")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read once, write both, say how many."""
        at = timezone.now()
        questions = pool_questions()
        count = refresh_figures(at=at, questions=questions)
        raised = [] if options["no_flags"] else flag_unfair_faces(at=at, questions=questions)
        flags = [
            {
                "question": flag.face.version.question.key,
                "language": flag.face.language,
                "evidence": flag.evidence,
            }
            for flag in raised
        ]
        if options["json"]:
            self.stdout.write(json.dumps({"questions": count, "flags": flags}, ensure_ascii=False))
            return
        self.stdout.write(f"{count} questions, {len(flags)} faces sent back")
        for flag in flags:
            self.stdout.write(f"  {flag['question']} {flag['language']}")
