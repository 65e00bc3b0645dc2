"""Decide the outcomes of a file of trainee records by the completion rules."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.outcome.casefile import read_cases
from assessments.outcome.decision import decide
from assessments.outcome.reading import CaseFileError
from assessments.outcome.result import as_row
from assessments.outcome.ruleset import RULES_V1

COLUMNS = ("id", "A", "Q", "P", "M", "E", "F", "on20", "outcome", "A_min", "A_max", "reasons")


class Command(BaseCommand):
    """Thin: read, decide, print. Exit code 2 and one line on stderr for a file it cannot read."""

    help = "Decide outcomes by rule set relais-2016, version 1, from a JSON file of cases."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="JSON file of cases, or - for stdin")
        parser.add_argument("--json", action="store_true", help="print JSON for a machine")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            cases = read_cases(_text_of(options["file"]), rules=RULES_V1)
        except CaseFileError as error:
            raise CommandError(str(error), returncode=2) from error
        outcomes = [decide(record, rules=RULES_V1) for record in cases.records]
        for name in cases.ignored:
            self.stderr.write(f"not read: {name}")
        rows = [as_row(outcome) for outcome in outcomes]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=1))
            return
        for row, outcome in zip(rows, outcomes, strict=True):
            row["reasons"] = " ".join(outcome.reasons)
        for line in _lines(rows):
            self.stdout.write(line)


def _text_of(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise CaseFileError("unreadable-file", detail=f"{name}: {detail}") from error
    except UnicodeDecodeError as error:
        raise CaseFileError("not-utf-8", detail=name) from error


def _lines(rows: list[dict[str, str]]) -> list[str]:
    table = [COLUMNS, *(tuple(row.get(column, "") for column in COLUMNS) for row in rows)]
    widths = [max(len(line[index]) for line in table) for index in range(len(COLUMNS))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    ]
