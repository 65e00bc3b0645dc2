"""`answer_keys [--make | --rotate] [--json]`: what opens the files of answers."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.answerkeyring import AnswerKeyProblem, answer_keys, make_answer_key


class Command(BaseCommand):
    """Parse, call the verb, list."""

    help = "List the keys that open files of answers; make the first one or rotate. No secret."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """At most one act."""
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--make", action="store_true", help="make the first key")
        act.add_argument(
            "--rotate", action="store_true", help="make a new key; the older ones still open files"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line a key, the oldest first: identifier, since when, whether pages carry it."""
        try:
            if options["make"] and answer_keys():
                raise CommandError("There is a key already; --rotate makes the next one.")
            if options["make"] or options["rotate"]:
                make_answer_key(at=timezone.now())
            keys = answer_keys()
        except (AnswerKeyProblem, OSError) as problem:
            raise CommandError(str(problem)) from problem
        rows = [
            {"id": key.identifier, "from": key.since.isoformat(), "in_use": key is keys[-1]}
            for key in keys
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows))
            return
        for key, row in zip(keys, rows, strict=True):
            use = "in use" if row["in_use"] else "opens older files"
            self.stdout.write(f"{key.identifier}  from {key.since:%Y-%m-%d %H:%M}Z  {use}")
