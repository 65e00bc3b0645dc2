"""`manage.py item_statistics FILE.csv [--json]`: the figures of a table of marks; no database."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.statistics.classical import ItemStatistics, TestStatistics, analyse
from assessments.statistics.figures import Figure
from assessments.statistics.marksfile import MarksFileProblem, read_marks

TEST_FIGURES = ("mean", "sd", "skewness", "kurtosis", "alpha", "error_ratio", "standard_error")
ITEM_FIGURES = (
    "facility",
    "sd",
    "discrimination_index",
    "discriminative_efficiency",
    "effective_weight",
    "point_biserial",
    "item_rest",
)
HEADS = ("facility %", "sd", "discr. %", "effic. %", "weight %", "pt-bis.", "item-rest")


class Command(BaseCommand):
    """Definitions and what is undefined when: docs/statistics.md."""

    help = (
        "Item statistics of a CSV file: first row « attempt » and the items, perhaps a row "
        "« max », then one row an attempt. Without a row « max » the maximum of an item is the "
        "largest mark in it, at least 1. Ends with 2 when the file cannot be read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, or - for the standard input."""
        parser.add_argument("file", help="a CSV file, or - for the standard input")
        parser.add_argument(
            "--json", action="store_true", help="full precision, null where undefined"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compute, print."""
        try:
            marks = read_marks(_data(options["file"]))
        except MarksFileProblem as problem:
            raise CommandError(str(problem), returncode=2) from None
        except OSError as error:
            reason = error.strerror or "cannot be read"
            raise CommandError(f"{options['file']}: {reason}", returncode=2) from None
        found = analyse(marks)
        self.stdout.write(_json(found) if options["json"] else _table(found))


def _data(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _json(found: TestStatistics) -> str:
    printed: dict[str, Any] = {"n": found.n}
    printed |= {name: getattr(found, name).value for name in TEST_FIGURES}
    printed["items"] = [
        {"id": item.id}
        | {name: getattr(item, name).value for name in ITEM_FIGURES}
        | {"facility": _share(item.facility)}
        for item in found.items
    ]
    return json.dumps(printed, ensure_ascii=False, allow_nan=False)


def _share(facility: Figure) -> float | None:
    """Mean mark / maximum, as it is defined; the pages and the table show it in per cent."""
    return None if facility.value is None else facility.value / 100


def _table(found: TestStatistics) -> str:
    test = "  ".join(f"{name} {_short(getattr(found, name))}" for name in TEST_FIGURES)
    lines = [f"n {found.n}  {test}"]
    if found.indicative:
        lines.append("indicative only: fewer than 30 attempts")
    width = max(len(item.id) for item in found.items)
    lines.append("  ".join([" " * width, *(f"{head:>10}" for head in HEADS)]))
    lines += [_line(item, width) for item in found.items]
    return "\n".join(lines)


def _line(item: ItemStatistics, width: int) -> str:
    cells = [f"{_short(getattr(item, name)):>10}" for name in ITEM_FIGURES]
    return "  ".join([f"{item.id:<{width}}", *cells])


def _short(figure: Figure) -> str:
    return "-" if figure.value is None else f"{figure.value:.3f}"
