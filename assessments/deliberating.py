"""Verbs of the end: tie the rules, freeze the results. A freeze is written once (R18)."""

import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.blockers import find_blockers
from assessments.bridge import read_records
from assessments.digests import digest
from assessments.juryreading import Deliberation, jury_blockers, proposal_row, read_jury
from assessments.jurysitting import close_jury
from assessments.models import CohortRules, Freeze, FrozenOutcome
from assessments.models import RuleSet as StoredRuleSet
from assessments.outcome.casefile import read_record
from assessments.outcome.casewriting import write_case
from assessments.outcome.decision import decide
from assessments.outcome.jury import Ruling, ruled
from assessments.outcome.result import Outcome, as_row
from assessments.outcome.ruleset import RULES_V1, RuleSet
from assessments.refusals import Refusal
from assessments.signals import cohort_frozen
from courses.locking import lock_open_cohort
from courses.models import Cohort
from courses.refusals import Refused
from courses.registering import set_register_rules


def store_rules(*, rules: RuleSet = RULES_V1, at: datetime.datetime) -> StoredRuleSet:
    """The stored row of a rule set, made once; a stored version is never changed."""
    stored, _ = StoredRuleSet.objects.get_or_create(
        identifier=rules.identifier,
        version=rules.version,
        defaults={"parameters": rules.to_json(), "digest": rules.digest(), "published_at": at},
    )
    return stored


@transaction.atomic
def tie_rules(*, cohort: Cohort, rule_set: StoredRuleSet) -> CohortRules:
    """Tie an open cohort to a rule set."""
    lock_open_cohort(cohort.pk)
    tied, _ = CohortRules.objects.update_or_create(cohort=cohort, defaults={"rule_set": rule_set})
    tell_register(cohort, RuleSet.from_json(rule_set.parameters))
    return tied


def tell_register(cohort: Cohort, rules: RuleSet) -> None:
    """The register works on the floor below and cannot read the rules: it is told its figures."""
    set_register_rules(
        cohort=cohort,
        late_after=rules.late_after_minutes,
        half_after=rules.half_after_minutes,
        catch_up_max=rules.catch_up_max,
        catch_up_days=rules.catch_up_working_days,
    )


@transaction.atomic
def freeze_cohort(*, cohort: Cohort, by: User | None, at: datetime.datetime) -> Freeze:
    """Store inputs, rule set, proposals and the jury's decisions with a digest, and close the
    jury and the cohort to every change.

    Raises Refusal(BLOCKED) with details `blockers` while anything is open, Refusal(FROZEN) the
    second time. Race: the cohort's row is locked, so of two freezes one is refused, and a mark
    entered at the same moment is either in the inputs or refused.
    """
    try:
        cohort = lock_open_cohort(cohort.pk)
    except Refused:
        raise Refusal(refusals.FROZEN) from None
    records = read_records(cohort)
    blockers = find_blockers(records, at=at) + jury_blockers(read_jury(records))
    if blockers:
        raise Refusal(refusals.BLOCKED, blockers=blockers)
    rule_set = cohort.rules.rule_set
    inputs = [write_case(records.records[person.pk]) for person in records.enrolments]
    outcomes = [records.outcome(person) for person in records.enrolments]
    results = [proposal_row(outcome) for outcome in outcomes]
    deliberation = close_jury(records=records, by=by, at=at)
    jury = jury_record(deliberation)
    freeze = Freeze.objects.create(
        cohort=cohort,
        rule_set=rule_set,
        frozen_at=at,
        frozen_by=by,
        inputs=inputs,
        results=results,
        jury=jury,
        digest=freeze_digest(rules=rule_set.digest, inputs=inputs, results=results, jury=jury),
    )
    decisions = {row["id"]: row for row in jury["decisions"]}
    FrozenOutcome.objects.bulk_create(
        _frozen(freeze, person.pk, as_row(outcome), decisions[str(person.pk)])
        for person, outcome in zip(records.enrolments, outcomes, strict=True)
    )
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=at)
    transaction.on_commit(lambda: cohort_frozen.send(Cohort, cohort=cohort, freeze=freeze))
    return freeze


def jury_record(deliberation: Deliberation) -> dict[str, Any]:
    """Members by seat and decisions in protocol order, without names."""
    return {
        "members": [
            {"seat": seat.member.seat, "chair": seat.member.chair, "assessed": seat.assessed}
            for seat in deliberation.seats
        ],
        "decisions": [
            {
                "id": str(case.enrolment.pk),
                "kind": case.decision.kind,
                "decided": case.decision.decided,
                "reason": case.decision.reason,
                "withdrawn": case.decision.withdrawn,
            }
            for case in deliberation.cases
            if case.decision is not None
        ],
    }


def freeze_digest(
    *, rules: str, inputs: list[dict], results: list[dict], jury: dict[str, Any] | None = None
) -> str:
    """SHA-256 over the rule set's digest, the inputs, the proposals, and the jury if one sat."""
    parts: dict[str, Any] = {"rules": rules, "inputs": inputs, "results": results}
    return digest(parts if jury is None else parts | {"jury": jury})


def recomputed_digest(freeze: Freeze) -> str:
    """The digest that the stored inputs give today: equal to the stored one, or something lied.

    What was decided is recomputed from the proposal and the ruling; one that the rules do not
    allow gives no outcome, and so another digest.
    """
    rules = RuleSet.from_json(freeze.rule_set.parameters)
    outcomes = {
        case["id"]: decide(read_record(case, identifier=case["id"], rules=rules), rules=rules)
        for case in freeze.inputs
    }
    return freeze_digest(
        rules=rules.digest(),
        inputs=freeze.inputs,
        results=[proposal_row(outcomes[case["id"]]) for case in freeze.inputs],
        jury=freeze.jury and _recomputed_jury(freeze.jury, outcomes, rules),
    )


def _recomputed_jury(
    jury: dict[str, Any], outcomes: dict[str, Outcome], rules: RuleSet
) -> dict[str, Any]:
    decisions = []
    for row in jury["decisions"]:
        try:
            decided = ruled(outcomes[row["id"]], Ruling(row["kind"]), rules=rules).value
        except (KeyError, ValueError):
            decided = ""
        decisions.append(row | {"decided": decided})
    return jury | {"decisions": decisions}


def _frozen(
    freeze: Freeze, enrolment_id: int, row: dict[str, str], decision: dict[str, Any]
) -> FrozenOutcome:
    return FrozenOutcome(
        freeze=freeze,
        enrolment_id=enrolment_id,
        computed=row["outcome"],
        decided=decision["decided"],
        jury_reason=decision["reason"],
        attendance=row["A"],
        quizzes=row["Q"],
        practicals=row["P"],
        teaching=row["M"],
        exam=row["E"],
        final=row["F"],
        on20=row["on20"],
    )
