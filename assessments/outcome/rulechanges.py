"""What distinguishes two rule sets, value by value. Pure."""

from dataclasses import dataclass, fields
from typing import Any

from assessments.outcome.ruleset import RuleSet

# The name of a rule set is not one of its rules.
NAMES = frozenset({"identifier", "version"})


@dataclass(frozen=True)
class RuleChange:
    """One value that is another in the newer set."""

    name: str
    before: Any
    after: Any


def rule_changes(before: RuleSet, after: RuleSet) -> list[RuleChange]:
    """The differences in the order of the fields; equal decimals written differently are equal."""
    return [
        RuleChange(field.name, getattr(before, field.name), getattr(after, field.name))
        for field in fields(RuleSet)
        if field.name not in NAMES and getattr(before, field.name) != getattr(after, field.name)
    ]
