"""`manage.py import_questions FILE`: questions of other systems into the bank, as drafts.

Exit 0 clean, 1 with errors in single questions, 2 for a file that is refused as a whole.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from assessments.importing import Brought, Stopped, carry_out, report_of
from assessments.importplanning import COME, Plan, plan_import, plan_offline
from assessments.interchange.notes import Unreadable
from assessments.interchange.reading import read_file
from assessments.interchange.sniffing import FORMATS

WITH_ERRORS, UNREADABLE = 1, 2


class Command(BaseCommand):
    """Thin: read, plan, store, print."""

    help = "Import questions from GIFT, Moodle XML, Aiken or QTI; --dry-run only reports."
    # A dry run works on a machine without a database.
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file and how to take it."""
        parser.add_argument("file", help="a path, or - for standard input")
        parser.add_argument("--format", choices=FORMATS, help="else it is found out")
        parser.add_argument("--language", choices=("fr", "en"), default="fr")
        parser.add_argument("--module", default="", help="code of the module, such as M04")
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument(
            "--question-by-question",
            action="store_true",
            help="store what can be stored; else a file with an error stores nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, plan, store unless it is a dry run, print, and exit with the code above."""
        try:
            raw = _bytes(options["file"])
            read = read_file(raw, Path(options["file"]).name, options["format"])
        except Unreadable as refused:
            self._refuse(refused, options)
        asked = {"language": options["language"], "module": options["module"]}
        brought = Brought()
        if options["dry_run"]:
            plan = self._dry(read, asked)
        else:
            plan = plan_import(read, **asked)
            one_by_one = options["question_by_question"]
            try:
                brought = carry_out(plan, by=None, at=timezone.now(), one_by_one=one_by_one)
            except Stopped as stopped:
                brought = Brought(refused=(stopped,))
        self._print(plan, brought, options)
        if read.errors or brought.refused:
            sys.exit(WITH_ERRORS)

    def _dry(self, read: Any, asked: dict[str, str]) -> Plan:
        try:
            return plan_import(read, **asked)
        except DatabaseError:
            self.stderr.write("There is no database here: doubles in the bank are not looked for.")
            return plan_offline(read, **asked)

    def _print(self, plan: Plan, brought: Brought, options: dict[str, Any]) -> None:
        report = report_of(plan, imported=len(brought.keys), refused=brought.refused)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
            return
        for row in plan.rows:
            self.stdout.write(f"line {row.question.line}: {row.question.type}, {row.question.name}")
            for words in (*(str(note) for note in row.notes), row.reason):
                if words:
                    self.stdout.write(f"    {words}")
        for error in plan.read.errors:
            self.stdout.write(f"line {error.line}: not read. {error}")
        for refused in brought.refused:
            self.stdout.write(f"line {refused.line}: not stored. {refused}")
        self.stdout.write(
            f"{len(plan.rows)} questions in {plan.read.format}, {plan.count(COME)} to store, "
            f"{report['imported']} stored, {report['duplicates']} doubles, "
            f"{report['skipped']} skipped, {len(plan.read.errors) + len(brought.refused)} errors"
        )

    def _refuse(self, refused: Unreadable, options: dict[str, Any]) -> None:
        if options["json"]:
            report = {
                "format": options["format"],
                "encoding": None,
                "questions": [],
                "errors": [{"line": refused.line, "reason": str(refused)}],
                "warnings": [],
                "imported": 0,
                "duplicates": 0,
                "skipped": 0,
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        self.stderr.write(str(refused))
        sys.exit(UNREADABLE)


def _bytes(path: str) -> bytes:
    """The file's bytes. Raises Unreadable."""
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as problem:
        raise Unreadable("no-file", problem.strerror or path) from None
