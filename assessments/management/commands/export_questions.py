"""`manage.py export_questions`: the published questions in one language, for other systems."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.exporting import EXPORTED, export_questions
from assessments.models import QuestionFace, QuestionVersion


class Command(BaseCommand):
    """Thin: choose, write, say what the format cannot carry."""

    help = "Export the live questions as GIFT, Moodle XML, Aiken or QTI 2.2."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Format, language, module, file."""
        parser.add_argument("--format", choices=EXPORTED, required=True)
        parser.add_argument("--language", choices=("fr", "en"), default="fr")
        parser.add_argument("--module", default="", help="code of the module, such as M04")
        parser.add_argument("--output", default="-", help="a path; - is standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file; questions left out are told on standard error."""
        live = QuestionVersion.objects.live(on=timezone.localdate())
        if options["module"]:
            live = live.filter(question__module__code=options["module"])
        faces = (
            QuestionFace.objects.filter(version__in=live, language=options["language"])
            .select_related("version__question__module")
            .order_by("version__question__key")
        )
        done = export_questions(faces, format=options["format"])
        if options["output"] == "-":
            sys.stdout.buffer.write(done.content)
        else:
            Path(options["output"]).write_bytes(done.content)
        self.stderr.write(f"{done.count} questions")
        if done.left_out:
            self.stderr.write(f"{options['format']} cannot carry: {', '.join(done.left_out)}")
