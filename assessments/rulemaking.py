"""Verbs of the rules: a new version beside the old ones, an open cohort tied to another one."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from assessments import refusals
from assessments.bridge import read_records
from assessments.deliberating import tell_register
from assessments.locking import lock_open_cohort
from assessments.models import CohortRules
from assessments.models import RuleSet as StoredRuleSet
from assessments.outcome.rulechanges import NAMES, rule_changes
from assessments.outcome.ruleset import RuleSet
from assessments.refusals import Refusal
from courses.models import Cohort, Enrolment


@dataclass(frozen=True)
class Effect:
    """What other rules would make of one trainee's record as it stands: codes of R10."""

    enrolment: Enrolment
    before: str
    after: str

    @property
    def changes(self) -> bool:
        """Whether the outcome is another one."""
        return self.before != self.after


def next_version(base: StoredRuleSet) -> int:
    """The number after the highest one of this name."""
    versions = StoredRuleSet.objects.filter(identifier=base.identifier)
    return int(versions.aggregate(last=Max("version"))["last"] or 0) + 1


def drafted(base: StoredRuleSet, values: Mapping[str, Any]) -> RuleSet:
    """The rules of a stored version with other values, under the next number; stored nowhere.

    Raises RuleSetError with the names of the fields at fault.
    """
    kept = {name: value for name, value in values.items() if name not in NAMES}
    return replace(RuleSet.from_json(base.parameters), version=next_version(base), **kept)


@transaction.atomic
def publish_rules(
    *,
    base: StoredRuleSet,
    values: Mapping[str, Any],
    note: str,
    by: User,
    at: datetime.datetime,
) -> StoredRuleSet:
    """Store a new version; no cohort is tied to it by that.

    Raises RuleSetError by field, Refusal: REASON_MISSING (what is new), NOTHING_NEW. Race: the
    versions of this name are locked, so two publications get two numbers.
    """
    list(StoredRuleSet.objects.select_for_update().filter(identifier=base.identifier))
    if not note.strip():
        raise Refusal(refusals.REASON_MISSING)
    rules = drafted(base, values)
    if not rule_changes(RuleSet.from_json(base.parameters), rules):
        raise Refusal(refusals.NOTHING_NEW)
    return StoredRuleSet.objects.create(
        identifier=rules.identifier,
        version=rules.version,
        parameters=rules.to_json(),
        digest=rules.digest(),
        note=note.strip(),
        published_at=at,
        published_by=by,
    )


@transaction.atomic
def change_rules(*, cohort: Cohort, rule_set: StoredRuleSet) -> CohortRules:
    """Tie an open cohort to another version. Raises Refusal: FROZEN, RULES_TIED.

    A frozen cohort keeps the version that it was frozen with.
    """
    lock_open_cohort(cohort.pk)
    tied = CohortRules.objects.filter(cohort=cohort).first()
    if tied is not None and tied.rule_set_id == rule_set.pk:
        raise Refusal(refusals.RULES_TIED)
    row, _ = CohortRules.objects.update_or_create(cohort=cohort, defaults={"rule_set": rule_set})
    tell_register(cohort, RuleSet.from_json(rule_set.parameters))
    return row


def effects_of(cohort: Cohort, rules: RuleSet) -> list[Effect]:
    """Every trainee's outcome under the cohort's rules and under these, from today's records."""
    now, then = read_records(cohort), read_records(cohort, rules=rules)
    return [
        Effect(person, now.outcome(person).code.value, then.outcome(person).code.value)
        for person in now.enrolments
    ]
