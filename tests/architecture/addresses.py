"""An address for every URL pattern, with objects of the demo that make it answer somebody."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import translation

from accounts.models import User
from assessments.attempting import start_attempt
from assessments.closing import submit_attempt
from assessments.models import Appeal, Attempt, Irregularity, Quiz, RuleSet
from certificates.models import Certificate, NameSheet, Signatory
from cms.models import InventorySheet, ModulePage
from courses.models import CatchUpTask, Enrolment
from courses.sheetprinting import print_sheet
from tests.architecture.url_table import all_urls
from tests.personas import (
    HISTORIC,
    LEAD,
    OTHER_TRAINEE,
    PREPARED,
    REGISTRAR,
    RUNNING,
    TRAINEE,
)

# The cohort that a URL is asked about, where it is not the running one.
COHORTS = {
    "corrections": HISTORIC,
    "correct-result": HISTORIC,
    "later-ruling": HISTORIC,
    "cohort-certificates": HISTORIC,
    "cohort-certificates-file": HISTORIC,
    "cohort-certificates-archive": HISTORIC,
    "print-run": HISTORIC,
    "certificate-words": HISTORIC,
    "certificate-words-new": HISTORIC,
    "certificate-words-part": HISTORIC,
    "certificate-specimen": HISTORIC,
    "certificate-paper": HISTORIC,
    "certificate-paper-list": HISTORIC,
    "handover-list": HISTORIC,
    "corrected-document": HISTORIC,
    "late-name": HISTORIC,
    "issue-certificates": HISTORIC,
    "name-sheet": PREPARED,
    "name-sheet-file": PREPARED,
    "end-of-course": PREPARED,
    "freeze-cohort": PREPARED,
    "jury": PREPARED,
    "jury-case": PREPARED,
    "jury-minutes-file": PREPARED,
    "teaching-report": PREPARED,
}
KEYS = {
    # The one that somebody handed in.
    "item-results": "Q07",
    "regrade": "QB-01",
    "practical-marks": "P1",
    "paper-marks": "EXAM",
    "calibration-lesson": "sample-mrz",
    "practical-groups": "P3",
    "practical-group": "P3",
}
# Pages of an attempt that has ended.
OF_DONE = ("attempt-result", "attempt-file", "attempt-file-pdf")
PATHS = {
    "wagtail_serve": [""],
    "wagtaildocs_serve": ["1", "nothing.pdf"],
    "status-list": ["revocation", "0"],
}


@dataclass
class Addresses:
    """`running` and `done` are attempts of the trainee, made for this purpose; so are an appeal,
    an irregularity, a printed sheet and a catch-up task."""

    running: Attempt
    done: Attempt
    appeal: int
    frozen: int
    irregularity: int
    sheet: str
    catch_up: int
    parameters: dict[str, list[str]] = field(default_factory=all_urls)
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, url: str, language: str) -> str:
        """The address of a pattern in one language; KeyError for a parameter of an unknown name."""
        if (url, language) not in self.known:
            self.known[url, language] = self._make(url, language)
        return self.known[url, language]

    def _make(self, url: str, language: str) -> str:
        if url.endswith("/") or "." in url:
            return f"/{url}"
        values = PATHS.get(url) or [
            self._value(url, name, language) for name in self.parameters[url]
        ]
        with translation.override(language):
            return reverse(url, args=values)

    def _value(self, url: str, name: str, language: str) -> Any:
        if name == "slug":
            lesson = ModulePage.objects.filter(activity__key="M01-lesson")
            return lesson.get(locale__language_code=language).slug
        if name == "reference" and url.startswith("name-sheet"):
            return NameSheet.objects.get(cohort__code=PREPARED).reference
        if name == "reference" and url.startswith("specimen-"):
            return "U1-W04-3-K7M2Q4"
        if name == "number" and any(part in url for part in ("certificate", "corrected", "verify")):
            own = Certificate.objects.filter(enrolment__user__username=OTHER_TRAINEE.username)
            return own.get().number
        if url == "certificate-words-part" and name == "pk":
            return Signatory.objects.filter(cohort__code=HISTORIC).earliest("pk").pk
        values = {
            "course": "fdf",
            "kind": "guide",
            "language": language,
            "part": "signatory",
            "code": COHORTS.get(url, RUNNING),
            "number": 1,
            "position": 1,
            "index": 1,
            "act": "revoked",
            "place": 1,
            "public_id": (self.done if url in OF_DONE else self.running).public_id,
            "enrolment_id": self.frozen
            if url in ("correct-result", "corrected-document", "later-ruling")
            else self.running.enrolment_id,
            "key": "nothing" if url.startswith("account_") else KEYS.get(url, "Q08"),
            "pk": 1,
            "grant_id": 1,
            "appeal_id": self.appeal,
            "rule_set_id": RuleSet.objects.earliest("pk").pk,
            "irregularity_id": self.irregularity,
            "reference": self.sheet,
            "task": "digit",
            "seed": "K7M2Q4",
            "task_id": self.catch_up,
            "uidb36": "1",
            "restriction_id": 1,
            "page_view_restriction_id": 1,
            "page_id": 1,
        }
        return values[name]


def make_addresses(*, at: datetime.datetime) -> Addresses:
    """Give the trainee of the demo a submitted attempt and one in progress."""
    enrolment = Enrolment.objects.get(user__username=TRAINEE.username, cohort__code=RUNNING)
    done = _attempt(enrolment, "Q07")
    submit_attempt(attempt=done, at=done.started_at + datetime.timedelta(minutes=5))
    done.refresh_from_db()
    sheet, answers = {"post": "acacia", "saved_at": at}, {"lamps": "1", "handover": "no"}
    InventorySheet.objects.create(enrolment=enrolment, answers=answers, **sheet)
    return Addresses(
        running=_attempt(enrolment, "Q08", at),
        done=done,
        appeal=_appeal(enrolment, at).pk,
        frozen=Enrolment.objects.get(user__username=OTHER_TRAINEE.username).pk,
        irregularity=_irregularity(enrolment, done, at).pk,
        sheet=print_sheet(cohort=enrolment.cohort, kind="day", number=1, by=None, at=at).reference,
        catch_up=_catch_up(enrolment, at).pk,
    )


def _appeal(enrolment: Enrolment, at: datetime.datetime) -> Appeal:
    day = at.date()
    return Appeal.objects.create(
        enrolment=enrolment,
        ground=Appeal.Ground.ARITHMETIC,
        text="…",
        lodged_on=day,
        lodged_until=day,
        answer_due_on=day,
        recorded_at=at,
        recorded_by=User.objects.get(username=REGISTRAR.username),
    )


def _catch_up(enrolment: Enrolment, at: datetime.datetime) -> CatchUpTask:
    half_day = enrolment.cohort.half_days.get(number=1)
    return CatchUpTask.objects.create(
        enrolment=enrolment,
        half_day=half_day,
        task="…",
        due_on=at.date() + datetime.timedelta(days=2),
        set_at=at,
        set_by=User.objects.get(username=LEAD.username),
    )


def _irregularity(enrolment: Enrolment, done: Attempt, at: datetime.datetime) -> Irregularity:
    return Irregularity.objects.create(
        enrolment=enrolment,
        item=done.items.first(),
        facts="…",
        heard_on=at.date(),
        hearing="…",
        reason="…",
        decided_at=at,
        decided_by=User.objects.get(username=LEAD.username),
    )


def _attempt(enrolment: Enrolment, key: str, at: datetime.datetime | None = None) -> Attempt:
    quiz = Quiz.objects.get(activity__key=key, activity__course=enrolment.cohort.edition.course)
    window = quiz.windows.get(cohort=enrolment.cohort)
    return start_attempt(enrolment=enrolment, quiz=quiz, seed="sweep", at=at or window.opens_at)
