"""Whether a freeze is what it was: recomputed, its digest and everything stored beside it compared.

Reads only. `FrozenOutcome` rows stand outside the digest and are what certificates are made from,
so they are compared with the digested results and decisions, field by field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from assessments.deliberating import freeze_digest, recomputed_digest
from assessments.models import Freeze, FrozenOutcome, Minutes
from assessments.outcome.ruleset import RuleSet

# What speaks against a freeze; `row` and `row-missing` come with the enrolment and the field.
DIGEST, RECOMPUTED, RULES = "digest", "recomputed", "rules"
MINUTES, MINUTES_MISSING = "minutes", "minutes-missing"
ROW, ROW_MISSING, ROW_ADDED = "row", "row-missing", "row-added"
# Field of a frozen row → the member of a result that it copies.
_FIELDS = {
    "computed": "outcome",
    "attendance": "A",
    "quizzes": "Q",
    "practicals": "P",
    "teaching": "M",
    "exam": "E",
    "final": "F",
    "on20": "on20",
}


@dataclass(frozen=True)
class FreezeCheck:
    """`recomputed` is the digest that the stored inputs give today, empty when they give none;
    `faults` are codes, `row:<enrolment>:<field>` for a row that differs."""

    stored: str
    recomputed: str
    faults: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing differs."""
        return not self.faults


def check_freeze(freeze: Freeze) -> FreezeCheck:
    """Compare everything; costs what deciding the cohort costs, and four queries."""
    # Whatever was written into the stored JSON, the answer is that it gives no digest.
    try:
        recomputed = recomputed_digest(freeze)
    except Exception:
        recomputed = ""
    faults = [*_digests(freeze, recomputed), *_minutes(freeze), *_rows(freeze)]
    return FreezeCheck(freeze.digest, recomputed, tuple(faults))


def _digests(freeze: Freeze, recomputed: str) -> Iterator[str]:
    rules = freeze.rule_set
    try:
        same_rules = RuleSet.from_json(rules.parameters).digest() == rules.digest
    except Exception:
        same_rules = False
    if not same_rules:
        yield RULES
    as_stored = freeze_digest(
        rules=rules.digest, inputs=freeze.inputs, results=freeze.results, jury=freeze.jury
    )
    if as_stored != freeze.digest:
        yield DIGEST
    if recomputed != freeze.digest:
        yield RECOMPUTED


def _minutes(freeze: Freeze) -> Iterator[str]:
    kept = Minutes.objects.filter(freeze=freeze).first()
    if kept is None:
        # A freeze without a jury has none.
        if freeze.jury is not None:
            yield MINUTES_MISSING
    elif sha256(bytes(kept.pdf)).hexdigest() != kept.sha256:
        yield MINUTES


def _rows(freeze: Freeze) -> Iterator[str]:
    expected = _expected(freeze)
    rows = {str(row.enrolment_id): row for row in FrozenOutcome.objects.filter(freeze=freeze)}
    for identifier, values in expected.items():
        row = rows.pop(identifier, None)
        if row is None:
            yield f"{ROW_MISSING}:{identifier}"
            continue
        for field, value in values.items():
            if getattr(row, field) != value:
                yield f"{ROW}:{identifier}:{field}"
    for identifier in rows:
        yield f"{ROW_ADDED}:{identifier}"


def _expected(freeze: Freeze) -> dict[str, dict[str, Any]]:
    """What each frozen row must hold, by enrolment; without a jury the proposal is decided."""
    decisions = {row["id"]: row for row in (freeze.jury or {}).get("decisions", [])}
    expected = {}
    for result in freeze.results:
        identifier = str(result["id"])
        decision = decisions.get(identifier, {})
        expected[identifier] = {
            **{field: result[member] for field, member in _FIELDS.items()},
            "decided": decision.get("decided", result["outcome"]),
            "jury_reason": decision.get("reason", ""),
        }
    return expected
