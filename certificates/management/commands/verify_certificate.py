"""`verify_certificate FILE.pdf|NUMBER [--name NAME] [--json]`: is this certificate genuine?"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.dissecting import FILE_LIMIT
from certificates.examining import Examination, examine, standing
from certificates.keyring import KeyFileProblem
from certificates.verification import NO_MATCH, VALID, Answer, verify


class Command(BaseCommand):
    """Parse, ask, print."""

    help = (
        "Compare a certificate's PDF with the register, or say whether a number and a name belong"
        " together, as the public page does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A file that exists is read; anything else is a number as typed."""
        parser.add_argument("certificate", metavar="FILE.pdf|NUMBER")
        parser.add_argument("--name", help="the holder's name as typed")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """`verdict`, and where it was recognised `kind`, `course` (fr, en), `month`. For a file
        also `valid`, `reasons`, `signature`, `number`, `print`, `newest_print`, `altered` and
        `register` (docs/verification.md). A number without a name is answered by the register's
        state: whoever runs commands may read it."""
        given, name = options["certificate"], options["name"]
        path = Path(given)
        if path.is_file():
            found = _of_file(path, name)
        elif name is None:
            found = _of_entry(standing(given))
        else:
            found = _of_entry(verify(number=given, name=name))
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(f"{key}: {value}" for key, value in found.items()))


def _of_file(path: Path, name: str | None) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
        found = examine(data, at=timezone.now(), trusted=True)
    except (OSError, KeyFileProblem) as error:
        raise CommandError(f"{path}: {error}") from error
    reasons = _reasons(found)
    if name is not None and found.number:
        verdict = verify(number=found.number, name=name).verdict
        reasons += [f"name:{verdict}"] if verdict == NO_MATCH else []
    return {
        "valid": not reasons,
        "verdict": found.state,
        "reasons": reasons,
        "signature": found.signature,
        "number": found.number,
        "print": found.print_index,
        "newest_print": found.newest_print,
        "altered": list(found.altered),
        "register": found.register_state,
        "stamp": found.stamp,
        **_course(found),
    }


def _reasons(found: Examination) -> list[str]:
    reasons = [] if found.state == VALID else [found.state]
    reasons += [f"altered:{part}" for part in found.altered]
    if found.register_state not in ("", VALID):
        reasons.append(found.register_state)
    return reasons + ([found.fault] if found.fault else [])


def _of_entry(answer: Answer | Examination) -> dict[str, Any]:
    verdict = answer.verdict if isinstance(answer, Answer) else answer.state
    return {"verdict": verdict, **_course(answer)}


def _course(found: Answer | Examination) -> dict[str, Any]:
    if found.course_title is None or found.ended_on is None:
        return {}
    return {
        "kind": found.kind,
        "course": {code: found.course_title.localize(code) for code in ("fr", "en")},
        "month": f"{found.ended_on:%Y-%m}",
    }
