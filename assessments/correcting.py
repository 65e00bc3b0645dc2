"""Verbs after the freeze (R18): a correction stands beside what was frozen, over nothing."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.bridge import read_records
from assessments.models import Correction, FrozenOutcome
from assessments.outcome.casefile import read_record
from assessments.outcome.casewriting import write_case
from assessments.outcome.correction import patched_case
from assessments.outcome.decision import decide
from assessments.outcome.laterruling import decision_after
from assessments.outcome.result import OutcomeCode, as_row
from assessments.outcome.ruleset import RuleSet
from assessments.refusals import Refusal
from assessments.regrading import (
    Choice,
    check_choice,
    marked_attempts_left,
    store_regrade,
    supposed_scores,
)
from courses.models import Cohort


@dataclass(frozen=True)
class Proposal:
    """A correction that was not made. `before` and `after` = {"case": the inputs, "figures":
    {"A": …, "F": …, "on20": …}, "computed": code, "decided": code, "reasons": […]}."""

    outcome: FrozenOutcome
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def decision_changes(self) -> bool:
        """Whether the decision itself becomes another one."""
        return bool(self.before["decided"] != self.after["decided"])


def standing_result(outcome: FrozenOutcome, *, case: Mapping[str, Any]) -> dict[str, Any]:
    """What stands for a trainee of a frozen cohort: the newest correction, else what was frozen.

    `case` is the frozen inputs' line of this trainee.
    """
    corrections = list(outcome.corrections.all())
    if corrections:
        return dict(corrections[-1].after)
    return {
        "case": dict(case),
        "figures": {
            "A": outcome.attendance,
            "Q": outcome.quizzes,
            "P": outcome.practicals,
            "M": outcome.teaching,
            "E": outcome.exam,
            "F": outcome.final,
            "on20": outcome.on20,
        },
        "computed": outcome.computed,
        "decided": outcome.decided,
        "reasons": [],
    }


def preview_correction(choice: Choice, cohort: Cohort) -> list[Proposal]:
    """Which frozen results a regrade would correct, recomputed from the stored inputs.

    Of the inputs only those change that the regrade touches; the rules are those of the freeze.
    Raises Refusal: NOT_FROZEN, NO_CORRECTED_VERSION, NOTHING_LEFT.
    """
    check_choice(choice)
    freeze = getattr(cohort, "freeze", None)
    if freeze is None:
        raise Refusal(refusals.NOT_FROZEN)
    remarks = supposed_scores(choice, marked_attempts_left(choice, cohort))
    if not remarks:
        return []
    rules = RuleSet.from_json(freeze.rule_set.parameters)
    now = read_records(cohort, rules=rules)
    then = read_records(cohort, rules=rules, supposed={r.attempt.pk: r.score for r in remarks})
    cases = {case["id"]: case for case in freeze.inputs}
    touched = {remark.attempt.enrolment_id for remark in remarks} & set(now.records)
    outcomes = FrozenOutcome.objects.filter(freeze=freeze, enrolment__in=touched)
    found = []
    for outcome in outcomes.select_related("enrolment__user"):
        owner = outcome.enrolment_id
        before = standing_result(outcome, case=cases[str(owner)])
        case = patched_case(
            before["case"],
            was=write_case(now.records[owner]),
            becomes=write_case(then.records[owner]),
        )
        if case != before["case"]:
            found.append(Proposal(outcome, before, recomputed(case, before, rules)))
    return found


@transaction.atomic
def correct_frozen(
    *, choice: Choice, cohort: Cohort, reason: str, by: User, at: datetime.datetime
) -> list[Correction]:
    """Correct the results of a frozen cohort by a regrade; empty when nothing is left to correct.

    The frozen rows stay as they are. Marks get their new grades as in any regrade, and each result
    that changes gets a correction with both states. Raises Refusal: REASON_MISSING, NOT_FROZEN,
    NO_CORRECTED_VERSION, NOTHING_LEFT. Race: the cohort is locked; the second of two corrections
    starts from the first.
    """
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    proposals = preview_correction(choice, cohort)
    store_regrade(choice=choice, cohort=cohort, reason=reason, by=by, at=at)
    return [
        Correction.objects.create(
            outcome=proposal.outcome,
            before=proposal.before,
            after=proposal.after,
            reason=reason.strip(),
            made_at=at,
            made_by=by,
        )
        for proposal in proposals
    ]


def recomputed(case: dict[str, Any], before: Mapping[str, Any], rules: RuleSet) -> dict[str, Any]:
    """The result of a corrected case, in the shape of `before`. Raises CaseFileError."""
    outcome = decide(read_record(case, identifier=case["id"], rules=rules), rules=rules)
    row = as_row(outcome)
    decided = decision_after(
        outcome.code,
        was_computed=OutcomeCode(before["computed"]),
        was_decided=OutcomeCode(before["decided"]),
    )
    return {
        "case": case,
        "figures": {name: row[name] for name in before["figures"]},
        "computed": row["outcome"],
        "decided": decided.value,
        "reasons": list(outcome.reasons),
    }
