"""The demo with signed-in clients: asks for each URL once as each persona and keeps the answer."""

import datetime
import html
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone, translation

from accounts.models import User
from assessments.attempting import start_attempt, submit_attempt
from assessments.models import Attempt, Quiz
from certificates.models import Certificate
from cms.demo.building import build_demo
from cms.models import ModulePage
from courses.models import Enrolment
from tests.architecture.url_table import all_urls
from tests.personas import (
    HISTORIC,
    OTHER_TRAINEE,
    PERSONAS,
    PREPARED,
    RUNNING,
    TRAINEE,
    Persona,
    make_colleague_elsewhere,
)

SIGN_IN = {"card-sign-in": "card", "account_login": "staff"}
# The cohort that a URL is asked about, where it is not the running one.
COHORTS = {
    "cohort-certificates": HISTORIC,
    "cohort-certificates-file": HISTORIC,
    "issue-certificates": HISTORIC,
    "end-of-course": PREPARED,
    "freeze-cohort": PREPARED,
}
KEYS = {"practical-marks": "P1", "paper-marks": "EXAM"}
PATHS = {"wagtail_serve": [""], "wagtaildocs_serve": ["1", "nothing.pdf"]}


@dataclass(frozen=True)
class Answer:
    """What a GET brought: `cell` as in the table; the text of HTML pages only."""

    cell: str
    text: str = field(repr=False)


@dataclass
class House:
    """The demo's clients and the answers so far."""

    clients: dict[str, Client]
    running: Attempt
    done: Attempt
    answers: dict[tuple[str, str, str], Answer] = field(default_factory=dict)
    parameters: dict[str, list[str]] = field(default_factory=all_urls)

    def get(self, url: str, persona: Persona, language: str) -> Answer:
        """One GET, undone afterwards and remembered."""
        key = (url, persona.key, language)
        if key not in self.answers:
            self.answers[key] = self.ask(self.address(url, language), persona)
        return self.answers[key]

    def ask(self, address: str, persona: Persona) -> Answer:
        """One GET of an address, undone afterwards."""
        with transaction.atomic():
            response = self.clients[persona.key].get(address)
            is_page = response.headers.get("Content-Type", "").startswith("text/html")
            text = html.unescape(response.content.decode()) if is_page else ""
            transaction.set_rollback(True)
        return Answer(cell_of(response), text)

    def address(self, url: str, language: str) -> str:
        """An address of this pattern, with objects that make it answer somebody."""
        if url.endswith("/") or "." in url:
            return f"/{url}"
        values = [self._value(url, name, language) for name in self.parameters[url]]
        if self.parameters[url][:1] == ["path"]:
            values = PATHS[url]
        with translation.override(language):
            return reverse(url, args=values)

    def _value(self, url: str, name: str, language: str) -> Any:
        """A value for one parameter of a pattern; KeyError when nobody has thought of it."""
        if name == "slug":
            return ModulePage.objects.get(
                locale__language_code=language, activity__key="M01-lesson"
            ).slug
        if name == "number" and url != "lesson-section":
            return Certificate.objects.get(
                enrolment__user__username=OTHER_TRAINEE.username
            ).number
        values = {
            "course": "fdf",
            "number": 1,
            "position": 1,
            "public_id": (self.done if url == "attempt-result" else self.running).public_id,
            "code": COHORTS.get(url, RUNNING),
            "enrolment_id": self.running.enrolment_id,
            "day": 8,
            "half_day": 15,
            "key": "nothing" if url.startswith("account_") else KEYS.get(url, "Q08"),
            "pk": 1,
            "uidb36": "1",
            "path": "",
            "restriction_id": 1,
            "page_view_restriction_id": 1,
            "page_id": 1,
        }
        return values[name]


def cell_of(response: HttpResponseBase) -> str:
    """A status; `card` and `staff` for the two sign-in pages; `->` for a redirect elsewhere."""
    if response.status_code not in (301, 302):
        return str(response.status_code)
    path = urlsplit(response.headers["Location"]).path
    with translation.override(path[1:3]):
        name = resolve(path).url_name if path.startswith(("/fr/", "/en/")) else None
    return SIGN_IN.get(name or "", "->")


@contextmanager
def open_house() -> Iterator[House]:
    """Build the demo in a transaction that is undone when the block ends."""
    at = timezone.now()
    with transaction.atomic():
        build_demo(at=at)
        make_colleague_elsewhere()
        enrolment = Enrolment.objects.get(
            user__username=TRAINEE.username, cohort__code=RUNNING
        )
        done = _attempt(enrolment, "Q07")
        submit_attempt(attempt=done, at=done.started_at + datetime.timedelta(minutes=5))
        done.refresh_from_db()
        yield House(_clients(), running=_attempt(enrolment, "Q08", at), done=done)
        transaction.set_rollback(True)


def _attempt(enrolment: Enrolment, key: str, at: datetime.datetime | None = None) -> Attempt:
    quiz = Quiz.objects.get(activity__key=key, activity__course=enrolment.cohort.edition.course)
    window = quiz.windows.get(cohort=enrolment.cohort)
    return start_attempt(enrolment=enrolment, quiz=quiz, seed="sweep", at=at or window.opens_at)


def _clients() -> dict[str, Client]:
    clients = {}
    for persona in PERSONAS:
        clients[persona.key] = Client(raise_request_exception=False)
        if persona.username:
            clients[persona.key].force_login(User.objects.get(username=persona.username))
    return clients
