"""Everything open before the freeze and the print, by who owes it (domain N-LI-1).

What keeps the results from being frozen, and beside it what does not: an action plan decides the
outcome (R10: deferred), an unsigned name holds up the print.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments import blockers
from assessments.models import ActionPlan
from assessments.validating import can_validate_plans
from certificates.namereading import CHANGED, WRONG, names_of
from certificates.permissions import can_read_names
from cms.dashboards.closing import Closing
from cms.dashboards.closing_words import open_things
from cms.dashboards.falling_due import is_plan_due, parted
from courses.models import ActivityKind, Cohort, Enrolment
from courses.permissions import can_manage

if TYPE_CHECKING:
    from cms.dashboards.closing import Person

TRAINEE, ASSESSOR, REGISTRAR, LEAD = "trainee", "assessor", "registrar", "lead"
OWERS = (TRAINEE, ASSESSOR, REGISTRAR, LEAD)
# What nobody owes yet.
LATER = "later"
# Freeze: nothing is frozen before it is done. Outcome and print go on without, at a price.
FREEZE, OUTCOME, PRINT = "freeze", "outcome", "print"
# From this day of the course on the board leads to the page (domain 1.6).
FROM_DAY = 10

# Sheets are owed by « the assessors »: by which of two, nobody learns here (4.3.1).
_OWED_BY = {
    blockers.NO_RULES: REGISTRAR,
    blockers.NOBODY: REGISTRAR,
    blockers.NOT_OVER: REGISTRAR,
    blockers.UNRECORDED: ASSESSOR,
    blockers.PRACTICAL: ASSESSOR,
    blockers.TEACHING: ASSESSOR,
    blockers.SHEETS: ASSESSOR,
    blockers.EXAM: ASSESSOR,
    blockers.ATTEMPT: TRAINEE,
    blockers.ANSWERS: LEAD,
    blockers.LATE: LEAD,
}


@dataclass(frozen=True)
class OpenItem:
    """One open thing; `url` is empty where the reader cannot close it."""

    kind: str
    name: str
    words: str
    owed_by: str
    holds_up: str
    url: str
    action: str


@dataclass(frozen=True)
class OpenItems:
    """What somebody owes by now, and what comes with the rest of the course."""

    due: list[OpenItem]
    later: list[OpenItem]


def open_items(closing: Closing, *, user: Person, at: datetime.datetime) -> OpenItems:
    """All open things of a cohort that is not frozen, in the order of R10, then plans and names."""
    if closing.freeze is not None:
        return OpenItems(_names(closing.cohort, user), [])
    now, then = parted(closing, at=at)
    plans = _plans(closing, user)
    due, later = _blockers(now, user), _blockers(then, user)
    (due if is_plan_due(closing, at=at) else later).extend(plans)
    return OpenItems([*due, *_names(closing.cohort, user)], later)


def counts_by_ower(items: list[OpenItem]) -> list[tuple[str, int]]:
    """Who owes how many, in the order of OWERS; nobody with none."""
    counted = Counter(item.owed_by for item in items)
    return [(ower, counted[ower]) for ower in OWERS if counted[ower]]


def _blockers(closing: Closing, user: Person) -> list[OpenItem]:
    return [
        OpenItem(
            heading,
            thing.name,
            thing.words,
            _OWED_BY.get(code, REGISTRAR),
            FREEZE,
            thing.url,
            thing.action,
        )
        for code, (heading, things) in zip(
            closing.blockers, open_things(closing, user=user), strict=True
        )
        for thing in things
    ]


def _plans(closing: Closing, user: Person) -> list[OpenItem]:
    """Plans not handed in (the trainee's turn) and not validated (the lead's): open, not in the
    way of the freeze, which then defers the trainee (R10)."""
    cohort = closing.cohort
    course = cohort.edition.course
    if not course.activities.filter(kind=ActivityKind.ACTION_PLAN).exists():
        return []
    people = _active(cohort)
    plans = {plan.enrolment_id: plan for plan in ActionPlan.objects.filter(enrolment__in=people)}
    may = can_validate_plans(user, cohort)
    url = reverse("action-plans", args=[cohort.code]) if may else ""
    found = []
    for person in people:
        plan = plans.get(person.pk)
        if plan is not None and plan.validated_at:
            continue
        handed_in = plan is not None and plan.handed_in_at is not None
        sent_back = plan is not None and plan.is_sent_back
        words = _("sent back, to hand in again") if sent_back else _("not handed in")
        words = _("handed in, to validate") if handed_in else words
        found.append(
            OpenItem(
                _("Action plan"),
                person.user.printed_name,
                words,
                LEAD if handed_in else TRAINEE,
                OUTCOME,
                url,
                _("Read the plans") if may else "",
            )
        )
    return found


def _names(cohort: Cohort, user: Person) -> list[OpenItem]:
    may_see, may_correct = can_read_names(user, cohort), can_manage(user, cohort)
    words = {
        WRONG: _("reported as wrong, to correct"),
        CHANGED: _("changed since the signature, to sign again"),
    }
    found = []
    for line in names_of(cohort):
        if line.is_proven:
            continue
        wrong = line.state == WRONG
        url, action = "", ""
        if wrong and may_correct and not cohort.is_frozen:
            url = reverse("printed-name", args=[cohort.code, line.enrolment.pk])
            action = _("Correct the name")
        elif may_see:
            url, action = reverse("cohort-names", args=[cohort.code]), _("Open the name proofs")
        found.append(
            OpenItem(
                _("Name proof"),
                line.form.name,
                words.get(line.state, _("not signed yet")),
                REGISTRAR if wrong else TRAINEE,
                PRINT,
                url,
                action,
            )
        )
    return found


def _active(cohort: Cohort) -> list[Enrolment]:
    return list(
        Enrolment.objects.active()
        .filter(cohort=cohort)
        .select_related("user")
        .order_by("position", "pk")
    )
