"""Verb after the freeze: the jury ends an enquiry, or settles what a correction made doubtful.

The freeze and its minutes stay. The later decision stands beside the earlier ones, and what it
changes is a correction (R18), with author, reason, before and after.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.amending import standing_of
from assessments.bridge import read_records
from assessments.juryreading import proposal_row, read_jury
from assessments.models import Correction, Freeze, FrozenOutcome, JuryDecision
from assessments.outcome.casefile import read_record
from assessments.outcome.decision import decide
from assessments.outcome.jury import Ruling, ruled
from assessments.outcome.laterruling import Awaited, awaited, later_powers, may_await
from assessments.outcome.result import Outcome, OutcomeCode
from assessments.outcome.ruleset import RuleSet
from assessments.refusals import Refusal
from courses.models import Cohort


@dataclass(frozen=True)
class Waiting:
    """A trainee of a frozen cohort for whom the jury is awaited, and what it may decide.

    `standing` is what stands (`correcting.standing_result`), `seen` its digest.
    """

    frozen: FrozenOutcome
    standing: dict[str, Any]
    seen: str
    outcome: Outcome
    why: Awaited
    powers: tuple[Ruling, ...]


def waiting_in(cohort: Cohort) -> list[Waiting]:
    """Everybody of a cohort for whom the jury is awaited, in protocol order; empty before the
    freeze."""
    freeze = Freeze.objects.filter(cohort=cohort).select_related("rule_set").first()
    if freeze is None:
        return []
    outcomes = list(
        freeze.outcomes.select_related("enrolment__user").prefetch_related("corrections")
    )
    for frozen in outcomes:
        frozen.freeze = freeze
    return _waiting(outcomes)


def puts_out_of_powers(result: Mapping[str, Any], rules: RuleSet) -> bool:
    """Whether a compensation of the jury would stand on a result, frozen or corrected, that R15
    does not let it compensate."""
    if (result["computed"], result["decided"]) != (OutcomeCode.ATT, OutcomeCode.CR):
        return False
    return awaited(_computed(result, rules), decided=OutcomeCode.CR, rules=rules) is not None


def waiting_for(frozen: FrozenOutcome) -> Waiting | None:
    """The same for one trainee; None when nothing is left to the jury."""
    return next(iter(_waiting([frozen])), None)


@transaction.atomic
def decide_later(
    *,
    frozen: FrozenOutcome,
    ruling: Ruling,
    reason: str,
    seen: str,
    by: User,
    at: datetime.datetime,
) -> Correction:
    """Write down what the jury decided after the freeze. `seen` is the digest of what stood.

    It is the jury as the freeze closed it: whoever withdrew stays away, and those who stay must
    still be a jury. Raises Refusal: REASON_MISSING, CHANGED_MEANWHILE, NOT_IN_ITS_POWER (nothing is
    awaited, or not this), NO_JURY, JURY_INCOMPLETE with details `faults`. Race: the frozen row is
    locked, as for every correction.
    """
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    frozen = (
        FrozenOutcome.objects.select_for_update(of=("self",))
        .select_related("freeze__rule_set", "freeze__cohort", "enrolment")
        .get(pk=frozen.pk)
    )
    if standing_of(frozen)[1] != seen:
        raise Refusal(refusals.CHANGED_MEANWHILE)
    case = waiting_for(frozen)
    if case is None or ruling not in case.powers:
        raise Refusal(refusals.NOT_IN_ITS_POWER)
    rules = RuleSet.from_json(frozen.freeze.rule_set.parameters)
    decided = ruled(case.outcome, ruling, rules=rules).value
    _store(frozen, case.outcome, ruling, decided, reason.strip(), by, at)
    return Correction.objects.create(
        outcome=frozen,
        before=case.standing,
        after=case.standing
        | {"decided": decided, "ruling": ruling.value, "reasons": list(case.outcome.reasons)},
        reason=reason.strip(),
        made_at=at,
        made_by=by,
    )


def _store(
    frozen: FrozenOutcome,
    outcome: Outcome,
    ruling: Ruling,
    decided: str,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> None:
    deliberation = read_jury(read_records(frozen.freeze.cohort, enrolment=frozen.enrolment))
    if deliberation.jury is None or not deliberation.cases:
        raise Refusal(refusals.NO_JURY)
    (sitting,) = deliberation.cases
    if faults := deliberation.faults + sitting.faults:
        raise Refusal(refusals.JURY_INCOMPLETE, faults=tuple(dict.fromkeys(faults)))
    JuryDecision.objects.create(
        jury=deliberation.jury,
        enrolment=frozen.enrolment,
        kind=ruling.value,
        decided=decided,
        reason=reason,
        proposal=proposal_row(outcome),
        withdrawn=[member.seat for member in sitting.withdrawn],
        at=at,
        by=by,
    )


def _waiting(outcomes: Iterable[FrozenOutcome]) -> list[Waiting]:
    found = []
    for frozen in outcomes:
        standing, seen = standing_of(frozen)
        codes = {name: OutcomeCode(standing[name]) for name in ("computed", "decided")}
        if not may_await(**codes):
            continue
        rules = RuleSet.from_json(frozen.freeze.rule_set.parameters)
        outcome = _computed(standing, rules)
        why = awaited(outcome, decided=codes["decided"], rules=rules)
        if why is not None:
            powers = later_powers(outcome, decided=codes["decided"], rules=rules)
            found.append(Waiting(frozen, standing, seen, outcome, why, powers))
    return found


def _computed(result: Mapping[str, Any], rules: RuleSet) -> Outcome:
    case = result["case"]
    return decide(read_record(case, identifier=case["id"], rules=rules), rules=rules)
