"""The ground of saved answers, built and looked at by processes of their own in either database.

    python -m tests.bench.classroom furnish COUNT   prints the sitters as JSON
    python -m tests.bench.classroom missing         reads ids, prints how many are stored nowhere

A sitter is a signed-in trainee with an attempt in progress and the options of its questions.
"""

import datetime
import json
import sys
from typing import Any

import django


def furnish(count: int, items: int = 30) -> list[dict[str, Any]]:
    """Trainees of one cohort who sit the same quiz of thirty questions, each with a session."""
    cohort = running_cohort()
    quiz = open_quiz(cohort, items=items)
    at = datetime.datetime.now(tz=datetime.UTC)
    with connection.schema_editor() as editor:
        editor.create_model(BareRow)
    return [_sitter(cohort, quiz, position, at) for position in range(1, count + 1)]


def _sitter(cohort: Any, quiz: Any, position: int, at: datetime.datetime) -> dict[str, Any]:
    enrolment = make_enrolment(cohort, position=position)
    attempt = start_attempt(enrolment=enrolment, quiz=quiz, seed=f"bench-{position}", at=at)
    browser = Client()
    browser.force_login(enrolment.user, backend="accounts.backends.CardBackend")
    return {
        "session": browser.cookies[settings.SESSION_COOKIE_NAME].value,
        "attempt": str(attempt.public_id),
        "options": list(attempt.items.order_by("position").values_list("option_order", flat=True)),
    }


def missing(acknowledged: dict[str, list[str]]) -> dict[str, int]:
    """How many ids of each side that the server acknowledged are in no row. Must be none."""
    tables: dict[str, Any] = {"ours": AttemptStep, "bare": BareRow}
    found = {}
    for side, ids in acknowledged.items():
        stored = {str(one) for one in tables[side].objects.values_list("client_id", flat=True)}
        found[side] = len(set(ids) - stored)
    return found


if __name__ == "__main__":
    django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from assessments.attempting import start_attempt  # noqa: E402
from assessments.models import AttemptStep  # noqa: E402
from tests.assessments.player.room import open_quiz, running_cohort  # noqa: E402
from tests.bench.bare.models import BareRow  # noqa: E402
from tests.factories.courses import make_enrolment  # noqa: E402

if __name__ == "__main__":
    if sys.argv[1] == "furnish":
        print(json.dumps(furnish(int(sys.argv[2]))))
    else:
        print(json.dumps(missing(json.load(sys.stdin))))
