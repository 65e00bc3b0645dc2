"""The end of a course in words: open things with the way to where they are done; proposals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments import blockers
from assessments.blockers import Blocker
from assessments.outcome.result import as_row
from assessments.permissions import (
    can_enter_marks,
    can_hold_jury,
    can_manage_assessments,
    can_mark_teaching,
    can_read_answers,
)
from cms.dashboards.closing import Closing
from cms.wording import (
    blocker_title,
    blocker_words,
    decision_words,
    outcome_words,
    reason_sentences,
    reasons_of,
)
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
    doors = _doors_of(user, closing.cohort)
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
                for url, action in [_door(entry, closing.cohort, doors)]
            ],
        )
        for code, entries in closing.blockers.items()
    ]


def _doors_of(user: Person, cohort: Cohort) -> frozenset[str]:
    """Codes of the open things that this person can close."""
    checks = {
        can_enter_marks: (blockers.PRACTICAL, blockers.EXAM),
        can_mark_teaching: (blockers.TEACHING, blockers.SHEETS),
        can_read_answers: (blockers.ANSWERS,),
        can_manage_assessments: (blockers.LATE,),
        can_hold_jury: (blockers.JURY, blockers.UNDECIDED),
    }
    found = {code for may, codes in checks.items() if may(user, cohort) for code in codes}
    return frozenset(found | {blockers.UNRECORDED, blockers.NOBODY})


def _door(blocker: Blocker, cohort: Cohort, doors: frozenset[str]) -> tuple[str, str]:
    if blocker.code not in doors:
        return "", ""
    first = (blocker.details.get("half_days") or blocker.details.get("activities") or [None])[0]
    name, action = {
        blockers.UNRECORDED: ("register", _("Open the register")),
        blockers.NOBODY: ("cohort-people", _("Open the enrolments")),
        blockers.PRACTICAL: ("practical-marks", _("Enter the mark")),
        blockers.EXAM: ("paper-marks", _("Enter the mark")),
        blockers.TEACHING: ("teaching-sheets", _("Open the sheets")),
        blockers.SHEETS: ("teaching-sheets", _("Open the sheets")),
        blockers.ANSWERS: ("unmatched-answers", _("Read the answers")),
        blockers.LATE: ("late-answers", _("Decide")),
        blockers.JURY: ("jury", _("Compose the jury")),
        blockers.UNDECIDED: ("jury", _("Open the jury")),
    }[blocker.code]
    return reverse(name, args=[cohort.code, *([first] if first is not None else [])]), action


def proposal_rows(closing: Closing) -> list[ProposalRow]:
    """The computed proposals before the freeze, the frozen decisions after it."""
    if closing.freeze is not None:
        reasons = {row["id"]: row["reasons"] for row in closing.freeze.results}
        ruled = {row["id"]: row for row in (closing.freeze.jury or {}).get("decisions", ())}
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
                reasons=[
                    *reason_sentences(reasons.get(str(outcome.enrolment_id), ())),
                    *_ruling(ruled.get(str(outcome.enrolment_id))),
                ],
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


def _ruling(row: Mapping[str, str] | None) -> list[str]:
    words = decision_words(row["kind"], row["reason"]) if row else ""
    return [words] if words else []
