"""`verify_certificate NUMBER --name NAME [--json]`: the answer of the public page."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from certificates.verification import verify


class Command(BaseCommand):
    """Parse, ask, print."""

    help = "Say whether a number and a name belong together, as the public page does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Number and name as typed."""
        parser.add_argument("number")
        parser.add_argument("--name", required=True)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """`verdict`, and where the paper was recognised `kind`, `course` (fr, en), `month`."""
        answer = verify(number=options["number"], name=options["name"])
        found: dict[str, Any] = {"verdict": answer.verdict}
        if answer.course_title is not None and answer.ended_on is not None:
            found |= {
                "kind": answer.kind,
                "course": {code: answer.course_title.localize(code) for code in ("fr", "en")},
                "month": f"{answer.ended_on:%Y-%m}",
            }
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(f"{key}: {value}" for key, value in found.items()))
