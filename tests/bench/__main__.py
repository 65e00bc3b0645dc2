"""`make bench`: every figure of docs/performance.md, measured in this run.

    python -m tests.bench [--full] [PART...]

Works on the demo in a folder of its own. Judges nothing but prints each figure beside its goal;
ends with 1 when a figure could not be measured.
"""

import argparse
import datetime
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import django

PARTS = (
    "certificates",
    "batch",
    "board",
    "speed",
    "answers",
    "regrading",
    "statistics",
    "verification",
    "search",
    "pages",
)


def main() -> int:
    """Measure the parts that were asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", help=" ".join(PARTS))
    parser.add_argument("--full", action="store_true", help="also 200 certificates")
    chosen = parser.parse_args()
    parts = chosen.parts or list(PARTS)
    if set(parts) - set(PARTS):
        parser.error(f"parts are {' '.join(PARTS)}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    # Our modules need Django set up.
    from tests.bench.parts import measure  # noqa: PLC0415

    print(f"Relais bench, {datetime.date.today().isoformat()}, {os.cpu_count()} cores")
    folder = Path(tempfile.mkdtemp(prefix="relais-bench-"))
    try:
        return _measure_each(measure(folder, parts, full=chosen.full), parts)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure_each(measures: dict[str, Callable[[], None]], parts: list[str]) -> int:
    failed = []
    for part in PARTS:
        if part in parts:
            try:
                measures[part]()
            except Exception:
                traceback.print_exc()
                failed.append(part)
    if failed:
        print(f"\nNot measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
