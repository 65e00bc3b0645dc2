"""`manage.py load_curriculum`: the course's own words into catalogue and pages."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.collecting import CONTENT, collect
from cms.loading import load_curriculum
from cms.translating import UnpairedTexts


class Command(BaseCommand):
    """Thin: read the files, call the verb, print."""

    help = "Loads the curriculum from its data files; a second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: another folder."""
        parser.add_argument("--folder", type=Path, default=CONTENT)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each page written, and how many were left as they were."""
        try:
            loaded = load_curriculum(curriculum=collect(options["folder"]))
        except UnpairedTexts as unpaired:
            raise CommandError(f"the languages differ: {unpaired}") from None
        for title in loaded.written:
            self.stdout.write(f"written: {title}")
        self.stdout.write(f"{len(loaded.written)} pages written, {len(loaded.kept)} unchanged")
