"""`verify_credential FILE [--status-list FILE …] [--json]`: is this credential genuine?"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.badges.baked import FILE_LIMIT
from certificates.badges.reading import Unreadable, read_json
from certificates.badges.verdicts import Verdict
from certificates.confirming import confirm
from certificates.keyring import KeyFileProblem


class Command(BaseCommand):
    """Read, judge, print. Nothing is fetched: what is neither in the files nor in our own register
    stays unknown."""

    help = "Check an Open Badges 3.0 or W3C credential: JSON, JWT, or a PNG, SVG or PDF with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and status lists that were downloaded before."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--status-list", type=Path, action="append", default=[])
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """`valid`, `reasons`, `signature`, `status`, also of a file that cannot be read.

        CommandError when a status list or a file of our own keys cannot be read.
        """
        lists = dict(_addressed(_listed(path)) for path in options["status_list"])
        try:
            verdict = _judged(options["file"], lists)
        except KeyFileProblem as problem:
            raise CommandError(str(problem)) from problem
        found = verdict.as_json()
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        found["reasons"] = ", ".join(found["reasons"]) or "-"
        if verdict.notices:
            found["notices"] = ", ".join(verdict.notices)
        found["valid"] = "yes" if found["valid"] else "no"
        self.stdout.write("\n".join(f"{name}: {value}" for name, value in found.items()))


def _judged(path: Path, lists: dict[str, bytes]) -> Verdict:
    try:
        content = _content(path)
    except OSError as error:
        verdict = Verdict()
        missing = isinstance(error, FileNotFoundError)
        verdict.against("no-file" if missing else "file-not-readable")
        return verdict
    return confirm(content, at=timezone.now(), lists=lists)


def _listed(path: Path) -> bytes:
    try:
        return _content(path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FILE_LIMIT + 1)


def _addressed(content: bytes) -> tuple[str, bytes]:
    """A list is known by its own identifier, which is the address it is published at."""
    try:
        return str(read_json(content).get("id")), content
    except Unreadable as error:
        raise CommandError(f"status list: {error}") from error
