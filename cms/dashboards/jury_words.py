"""The jury's cases in words: rows of the overview without names, one case for the projector."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from assessments.juryreading import Case, Deliberation, assessors_of
from assessments.outcome.jury import WITH_REASON
from assessments.outcome.result import as_row
from certificates.names import same_name
from cms.wording import (
    component_words,
    decision_words,
    jury_fault_words,
    outcome_words,
    reasons_of,
    ruling_words,
)


@dataclass(frozen=True)
class Row:
    """One place of the overview: proposal and decision; `state` is decided, again or open."""

    place: int
    proposal: str
    decision: str
    state: str


@dataclass(frozen=True)
class CaseWords:
    """What the projected page shows of one case. `figures`: letter, name, value."""

    figures: list[tuple[str, str, str]]
    on20: str
    code: str
    proposal: str
    reasons: list[str]
    faults: list[str]
    rulings: list[tuple[str, str]]
    reason_needed: bool
    decided: str
    decision: str


def rows_of(deliberation: Deliberation) -> list[Row]:
    """Every place in protocol order."""
    return [
        Row(
            place=case.place,
            proposal=outcome_words(case.outcome.code.value),
            decision=outcome_words(case.decision.decided) if case.decision else "",
            state="decided" if case.decision else "again" if case.outdated else "open",
        )
        for case in deliberation.cases
    ]


def namesakes_of(deliberation: Deliberation) -> list[str]:
    """Members entered by name from outside who bear the name of somebody who assessed here."""
    outsiders = [s.member.name for s in deliberation.seats if s.member.user_id is None]
    if not outsiders or deliberation.jury is None:
        return []
    people = User.objects.filter(pk__in=assessors_of(deliberation.jury.cohort_id))
    names = list(people.values_list("printed_name", flat=True))
    return [one for one in outsiders if any(same_name(one, name) for name in names)]


def case_words(case: Case) -> CaseWords:
    """One case for the projector."""
    row = as_row(case.outcome)
    proposal = outcome_words(case.outcome.code.value)
    last = case.decision
    return CaseWords(
        figures=[(letter, component_words(letter), row[letter]) for letter in "AQPMEF"],
        on20=row["on20"],
        code=case.outcome.code.value,
        proposal=proposal,
        reasons=reasons_of(case.outcome),
        faults=[jury_fault_words(fault) for fault in case.faults],
        rulings=[(ruling.value, ruling_words(ruling, proposal)) for ruling in case.powers],
        reason_needed=any(ruling in WITH_REASON for ruling in case.powers),
        decided=outcome_words(last.decided) if last else "",
        decision=decision_words(last.kind, last.reason) if last else "",
    )
