"""A quiz that is open now and a browser for its trainee: what the tests of the pages share."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from assessments.models import Attempt, Quiz
from courses.models import Cohort
from tests.factories.assessments import make_quiz, make_rubric, tie_default_rules
from tests.factories.courses import make_cohort


def running_cohort(code: str = "OUA16", **fields) -> Cohort:
    """The pages read the clock: the course surrounds today."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    return make_cohort(code, starts_on=today - datetime.timedelta(days=7), **fields)


def marked_cohort() -> Cohort:
    """A running cohort with a rubric and its rules: what micro-teaching needs."""
    make_rubric()
    cohort = running_cohort()
    tie_default_rules(cohort)
    return cohort


def open_quiz(cohort: Cohort, *, key: str = "Q01", items: int = 3) -> Quiz:
    """A quiz whose window is open for the next hour."""
    quiz = make_quiz(cohort, key=key, items=items)
    now, hour = datetime.datetime.now(tz=datetime.UTC), datetime.timedelta(hours=1)
    quiz.windows.update(opens_at=now - hour, closes_at=now + hour)
    return quiz


def signed_in(user: User, **options) -> Client:
    """A browser of this person."""
    client = Client(**options)
    client.force_login(user)
    return client


def address(name: str, *args: object, language: str = "fr") -> str:
    """The address of a page in a language."""
    with translation.override(language):
        return reverse(name, args=args)


def start(browser: Client, key: str = "Q01") -> Attempt:
    """Press the button of the start page."""
    response = browser.post(address("quiz-start", key))
    assert response.status_code == 302
    return Attempt.objects.get(quiz__activity__key=key)


def queries(call: Callable[[], object]) -> int:
    """How many queries the call takes. Counted at once: the next request empties the log."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured.captured_queries)


def on_the_device(position: int, value: str, *, sequence: int, elapsed: int, **more: Any) -> dict:
    """An answer as a device keeps it: with its own count of the seconds since the start."""
    return {
        "client_id": str(uuid.uuid4()),
        "sequence": sequence,
        "position": position,
        "values": [value],
        "language": "fr",
        "elapsed": elapsed,
        **more,
    }
