"""`python -m tests.conformance FOLDER`: certificates in each form that a validator should judge."""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from tests.conformance.printed import printed_forms  # noqa: E402  settings come first


def main(folder: Path) -> None:
    """Write the files. Raises what rendering raises."""
    for name, pdf in printed_forms().items():
        (folder / f"{name}.pdf").write_bytes(pdf)


main(Path(sys.argv[1]))
