"""Every URL × every persona: what a GET answers, and that it names nobody to an outsider.

The table is `url_expectations.py`; a URL that is not in it fails.
"""

import datetime
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from assessments.attempting import start_attempt, submit_attempt
from assessments.models import Attempt, Quiz
from certificates.models import Certificate
from cms.demo.building import build_demo
from cms.models import ModulePage
from courses.models import Enrolment
from tests.architecture.page_words import foreign_messages, words_of
from tests.architecture.url_expectations import EXPECTED
from tests.architecture.url_table import all_urls, read_table, write_table
from tests.personas import (
    ANONYMOUS,
    ASSESSOR,
    FACILITATOR,
    HISTORIC,
    LEAD,
    OTHER_TRAINEE,
    PERSONAS,
    PREPARED,
    REGISTRAR,
    RUNNING,
    TRAINEE,
    Persona,
    make_colleague_elsewhere,
)

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="runs once, on SQLite")
LANGUAGES = ("fr", "en")
TABLE = read_table(EXPECTED, (persona.key for persona in PERSONAS))
# Whoever works on the running cohort may read the names of its trainees.
TEAM = {persona.key for persona in (FACILITATOR, LEAD, ASSESSOR, REGISTRAR)}


@dataclass(frozen=True)
class Answer:
    """What a GET brought: `cell` as in the table; the text of HTML pages only."""

    cell: str
    text: str = field(repr=False)


@dataclass
class House:
    """The demo, signed-in clients and the answers so far."""

    clients: dict[str, Client]
    attempts: dict[str, Attempt]
    answers: dict[tuple[str, str, str], Answer] = field(default_factory=dict)

    def get(self, url: str, persona: Persona, language: str) -> Answer:
        """One GET, undone afterwards and remembered."""
        key = (url, persona.key, language)
        if key not in self.answers:
            self.answers[key] = self._get(self.address(url, language), persona)
        return self.answers[key]

    def _get(self, address: str, persona: Persona) -> Answer:
        with transaction.atomic():
            response = self.clients[persona.key].get(address)
            content = b"" if response.streaming else response.content
            transaction.set_rollback(True)
        text = ""
        if response.headers.get("Content-Type", "").startswith("text/html"):
            text = html.unescape(content.decode())
        return Answer(_cell(response), text)

    def address(self, url: str, language: str) -> str:
        """An address of this pattern, with the objects of the running cohort where it can."""
        if url.endswith("/") or "." in url:
            return f"/{url}"
        with translation.override(language):
            return reverse(url, args=self._arguments(url, language))

    def _arguments(self, url: str, language: str) -> tuple[object, ...]:
        trainee = Enrolment.objects.get(user__username=TRAINEE.username)
        running, done = self.attempts["running"], self.attempts["done"]
        if url.startswith("lesson"):
            page = ModulePage.objects.get(
                locale__language_code=language, activity__key="M01-lesson"
            )
            return ("fdf", page.slug, *([1] if url == "lesson-section" else []))
        if url.startswith("attempt"):
            attempt = done if url == "attempt-result" else running
            return (attempt.public_id, *([1] if url == "attempt-item" else []))
        own = Certificate.objects.get(enrolment__user__username=OTHER_TRAINEE.username)
        fixed: dict[str, tuple[object, ...]] = {
            "quiz-start": ("Q08",),
            "practical-marks": (RUNNING, "P1"),
            "paper-marks": (RUNNING, "EXAM"),
            "teaching-sheet": (RUNNING, trainee.pk),
            "cohort-certificates": (HISTORIC,),
            "cohort-certificates-file": (HISTORIC,),
            "issue-certificates": (HISTORIC,),
            "certificate-file": (own.number,),
            "my-certificate-file": (own.number,),
            "verify-number": (own.number,),
            "end-of-course": (PREPARED,),
            "freeze-cohort": (PREPARED,),
            "account_confirm_email": ("nothing",),
            "account_reset_password_from_key": ("1", "nothing"),
            "mfa_remove_webauthn": (1,),
            "mfa_edit_webauthn": (1,),
            "wagtail_serve": ("",),
            "wagtaildocs_serve": (1, "nothing.pdf"),
            "wagtaildocs_authenticate_with_password": (1,),
            "wagtailcore_authenticate_with_password": (1, 1),
        }
        return fixed.get(url) or _ARGUMENTS_BY_KIND(url, trainee)


def _ARGUMENTS_BY_KIND(url: str, trainee: Enrolment) -> tuple[object, ...]:
    return ()


def _cell(response) -> str:
    """Cells: a status; `card` and `staff` for redirects to the two sign-in pages; `->` elsewhere."""
    if response.status_code not in (301, 302):
        return str(response.status_code)
    path = urlsplit(response.headers["Location"]).path
    sign_in = {"card-sign-in": "card", "account_login": "staff"}
    for name, word in sign_in.items():
        if path.partition("/")[2].partition("/")[2] == reverse(name).partition("/")[2].partition("/")[2]:
            return word
    return "->"
