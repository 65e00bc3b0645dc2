"""The end of a course in words: open things with the way to where they are done; proposals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments import blockers
from assessments.blockers import Blocker
from assessments.outcome.result import as_row
from assessments.permissions import can_enter_marks, can_mark_teaching
from cms.dashboards.closing import Closing
from cms.wording import blocker_title, blocker_words, outcome_words, reason_sentences, reasons_of
from courses.models import Cohort

if TYPE_CHECKING:
    from cms.dashboards.closing import Person


@dataclass(frozen=True)
class OpenThing:
    """One open thing: whose, what, and where it is done ("" where this person cannot do it)."""

    name: str
    words: str
    url: str
    action: str


@dataclass(frozen=True)
class ProposalRow:
    """One trainee: the figures as printed, the outcome, why."""

    name: str
    figures: list[tuple[str, str]]
    on20: str
    outcome: str
    words: str
    reasons: list[str]


def open_things(closing: Closing, *, user: Person) -> list[tuple[str, list[OpenThing]]]:
    """Open things by kind, each kind under its heading."""
    enters = can_enter_marks(user, closing.cohort)
    teaches = can_mark_teaching(user, closing.cohort)
    return [
        (
            blocker_title(code),
            [
                OpenThing(
                    name=entry.enrolment.user.printed_name if entry.enrolment else "",
                    words=blocker_words(entry),
                    url=url,
                    action=action,
                )
                for entry in entries
                for url, action in [_door(entry, closing.cohort, enters=enters, teaches=teaches)]
            ],
        )
        for code, entries in closing.blockers.items()
    ]


def _door(blocker: Blocker, cohort: Cohort, *, enters: bool, teaches: bool) -> tuple[str, str]:
    details = blocker.details
    if blocker.code == blockers.UNRECORDED:
        args = [cohort.code, details["half_days"][0]]
        return reverse("register", args=args), _("Open the register")
    if blocker.code == blockers.NOBODY:
        return reverse("cohort-people", args=[cohort.code]), _("Open the enrolments")
    if blocker.code == blockers.PRACTICAL and enters:
        args = [cohort.code, details["activities"][0]]
        return reverse("practical-marks", args=args), _("Enter the mark")
    if blocker.code == blockers.EXAM and enters:
        args = [cohort.code, details["activities"][0]]
        return reverse("paper-marks", args=args), _("Enter the mark")
    if blocker.code in (blockers.TEACHING, blockers.SHEETS) and teaches:
        return reverse("teaching-sheets", args=[cohort.code]), _("Open the sheets")
    return "", ""


def proposal_rows(closing: Closing) -> list[ProposalRow]:
    """The computed proposals before the freeze, the frozen decisions after it."""
    if closing.freeze is not None:
        reasons = {row["id"]: row["reasons"] for row in closing.freeze.results}
        return [
            ProposalRow(
                name=outcome.enrolment.user.printed_name,
                figures=[
                    ("A", outcome.attendance),
                    ("Q", outcome.quizzes),
                    ("P", outcome.practicals),
                    ("M", outcome.teaching),
                    ("E", outcome.exam),
                    ("F", outcome.final),
                ],
                on20=outcome.on20,
                outcome=outcome.decided,
                words=outcome_words(outcome.decided),
                reasons=reason_sentences(reasons.get(str(outcome.enrolment_id), ())),
            )
            for outcome in closing.outcomes
        ]
    rows = []
    for person, outcome in closing.proposals:
        row = as_row(outcome)
        rows.append(
            ProposalRow(
                name=person.user.printed_name,
                figures=[(letter, row[letter]) for letter in "AQPMEF"],
                on20=row["on20"],
                outcome=outcome.code.value,
                words=outcome_words(outcome.code.value),
                reasons=reasons_of(outcome),
            )
        )
    return rows
