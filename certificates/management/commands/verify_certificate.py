"""`verify_certificate FILE.pdf|NUMBER [--name NAME] [--json]`: is this certificate genuine?"""

import datetime as dt
import json
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from certificates.dissecting import FILE_LIMIT
from certificates.examining import BROKEN, UNREADABLE, Examination, examine
from certificates.keyring import KeyFileProblem
from certificates.storedexamining import UNVERIFIABLE, standing
from certificates.verification import (
    CONTACT,
    NO_MATCH,
    REPLACED,
    REVOKED,
    SUSPENDED,
    VALID,
    verify,
)

# The words of `verify_credential`; a print that was replaced is told apart from a revocation.
_STATUS = {VALID: "active", REPLACED: REPLACED, SUSPENDED: SUSPENDED, REVOKED: REVOKED}


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
        """Always `valid`, `reasons`, `signature` and `status`, as `verify_credential`, and beside
        them `verdict` and what was recognised (docs/verification.md). A number without a name is
        answered from the register: whoever runs commands may read it. CommandError when a file of
        our own keys cannot be read."""
        try:
            found = _answer(options["certificate"], options["name"])
        except KeyFileProblem as problem:
            raise CommandError(str(problem)) from problem
        except DatabaseError:
            # Not migrated, or no server: nothing can be said of the certificate, and that is said.
            found = _members(Examination(UNREADABLE, fault="register-not-readable"))
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(f"{key}: {value}" for key, value in found.items()))


def _answer(given: str, name: str | None) -> dict[str, Any]:
    path, at = Path(given), timezone.now()
    if path.is_file() or path.suffix.lower() == ".pdf" or len(path.parts) > 1:
        return _of_file(path, name, at)
    if name is None:
        return _members(standing(given, at=at))
    return _of_number_and_name(given, name, at)


def _of_file(path: Path, name: str | None, at: dt.datetime) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except OSError as error:
        fault = "no-file" if isinstance(error, FileNotFoundError) else "file-not-readable"
        return _members(Examination(UNREADABLE, fault=fault))
    found = examine(data, at=at, trusted=True)
    members = _members(found)
    asked = name is not None and found.number
    if asked and verify(number=found.number, name=str(name)).verdict == NO_MATCH:
        members["reasons"].append(f"name:{NO_MATCH}")
        members["valid"] = False
    return members


def _of_number_and_name(number: str, name: str, at: dt.datetime) -> dict[str, Any]:
    """As strict as the page: without the right name, and in silent mode, nothing more is told."""
    answer = verify(number=number, name=name)
    if answer.verdict in (NO_MATCH, CONTACT):
        return _members(Examination(answer.verdict))
    found = standing(number, at=at)
    if answer.verdict == REPLACED and found.state == VALID:
        found = replace(found, state=REPLACED)
    return _members(found)


def _members(found: Examination) -> dict[str, Any]:
    reasons = _reasons(found)
    return {
        "valid": not reasons,
        "reasons": reasons,
        "signature": found.signature or UNVERIFIABLE,
        "status": _STATUS.get(found.register_state or found.state, "unknown"),
        "verdict": found.state,
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
    # That nothing is left to verify a signature with says nothing against what the register says.
    if found.signature == BROKEN and not reasons:
        reasons.append(f"signature:{BROKEN}")
    return reasons + ([found.fault] if found.fault else [])


def _course(found: Examination) -> dict[str, Any]:
    if found.course_title is None or found.ended_on is None:
        return {}
    return {
        "kind": found.kind,
        "course": {code: found.course_title.localize(code) for code in ("fr", "en")},
        "month": f"{found.ended_on:%Y-%m}",
    }
