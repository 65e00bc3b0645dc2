"""Verbs after the freeze (R18): one trainee's record is corrected by hand, with both states kept.

For what no regrade reaches: an appeal that was upheld, an irregularity that came to light, a line
of the register, a mark typed wrongly.
"""

import datetime
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.correcting import Proposal, recomputed, standing_result
from assessments.digests import digest
from assessments.models import Correction, FrozenOutcome, OutcomeCode
from assessments.outcome.caseediting import edited_case, field_name
from assessments.outcome.reading import CaseFileError
from assessments.outcome.ruleset import RuleSet
from assessments.refusals import Refusal


def standing_of(outcome: FrozenOutcome) -> tuple[dict, str]:
    """What stands for the trainee (see `standing_result`) and its digest."""
    cases = {case["id"]: case for case in outcome.freeze.inputs}
    standing = standing_result(outcome, case=cases[str(outcome.enrolment_id)])
    return standing, digest(standing)


def preview_amendment(*, outcome: FrozenOutcome, values: Mapping[str, str]) -> Proposal:
    """The result as it would be with `values` (names of `caseediting.fields_of`) in the record.

    Decided by the rules of the freeze. Raises Refusal: NOTHING_AMENDED, BAD_RECORD with details
    `problem` and `field`, the name of the value that cannot be ("" for the record as a whole).
    """
    before, _ = standing_of(outcome)
    case = edited_case(before["case"], values)
    if case == before["case"]:
        raise Refusal(refusals.NOTHING_AMENDED)
    rules = RuleSet.from_json(outcome.freeze.rule_set.parameters)
    try:
        after = recomputed(case, before, rules)
    except CaseFileError as error:
        field = field_name(error.field)
        raise Refusal(refusals.BAD_RECORD, problem=error.code, field=field) from error
    if after["computed"] not in OutcomeCode.values:
        raise Refusal(refusals.BAD_RECORD, problem="incomplete", field="")
    return Proposal(outcome, before, after)


@transaction.atomic
def amend_result(
    *,
    outcome: FrozenOutcome,
    values: Mapping[str, str],
    seen: str,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> Correction:
    """Correct one frozen result. `seen` is the digest of what the person had before the eyes.

    Frozen rows and evidence stay as they are. Raises Refusal: REASON_MISSING, CHANGED_MEANWHILE
    when another correction came first, NOTHING_AMENDED, BAD_RECORD. Race: the frozen row is locked.
    """
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    outcome = (
        FrozenOutcome.objects.select_for_update(of=("self",))
        .select_related("freeze__rule_set")
        .get(pk=outcome.pk)
    )
    if standing_of(outcome)[1] != seen:
        raise Refusal(refusals.CHANGED_MEANWHILE)
    proposal = preview_amendment(outcome=outcome, values=values)
    return Correction.objects.create(
        outcome=outcome,
        before=proposal.before,
        after=proposal.after,
        reason=reason.strip(),
        made_at=at,
        made_by=by,
    )
