"""The rule set: every threshold of R1 to R15 and 4.3 as data, under an identifier and a version.

A cohort is tied to one version; changing a value makes a new version. The table of values is in
docs/scoring.md, and a test compares it with RULES_V1.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from hashlib import sha256
from typing import Any, get_type_hints

from assessments.outcome.stored_values import JsonValue, restored, stored


class RuleSetError(ValueError):
    """A rule set that cannot be used: `code` says why, `names` are the fields at fault.

    Codes: unknown-fields, missing-fields, wrong-type, impossible-value.
    """

    def __init__(self, code: str, names: list[str]) -> None:
        self.code = code
        self.names = tuple(names)
        super().__init__(f"{code}: {', '.join(names)}")


@dataclass(frozen=True)
class RuleSet:
    """One version of the completion rules. Marks and percentages are out of 100 unless named."""

    identifier: str = "relais-2016"
    version: int = 1
    # R1: rounding and the mark out of 20
    decimal_places: int = 2
    on20_divisor: Decimal = Decimal("5")
    # R2, R3: attendance, in half-days
    half_days_planned: int = 30
    credit_present: Decimal = Decimal("1")
    credit_late: Decimal = Decimal("1")
    credit_half: Decimal = Decimal("0.5")
    credit_caught_up: Decimal = Decimal("1")
    credit_justified: Decimal = Decimal("0")
    credit_unjustified: Decimal = Decimal("0")
    late_after_minutes: int = 15
    half_after_minutes: int = 60
    catch_up_max: int = 3
    catch_up_working_days: int = 3
    attendance_minimum: Decimal = Decimal("80")
    # R4: quizzes
    quiz_count: int = 12
    quiz_out_of: Decimal = Decimal("100")
    quiz_attempts: int = 2
    quiz_reopen_hours: int = 12
    excused_max: int = 2
    # R5: practicals
    practical_count: int = 4
    practical_out_of: Decimal = Decimal("20")
    practical_step: Decimal = Decimal("0.5")
    practical_redo_before_day: int = 14
    # R6, section 4: micro-teaching
    rubric_weights: tuple[int, ...] = (4, 4, 4, 3, 2, 3, 2, 3)
    rubric_level_max: int = 4
    knock_out_criterion: int = 8
    conciliation_gap: Decimal = Decimal("10")
    criterion_gap: int = 3
    conciliation_minutes: int = 10
    calibration_gap: Decimal = Decimal("10")
    recalibration_share: Decimal = Decimal("20")
    # R7: final exam
    exam_item_count: int = 40
    exam_item_points: Decimal = Decimal("2.5")
    # R9: weights of the final mark
    weight_q: Decimal = Decimal("0.2")
    weight_p: Decimal = Decimal("0.2")
    weight_m: Decimal = Decimal("0.3")
    weight_e: Decimal = Decimal("0.3")
    # R10: deferral, minima and mentions
    deferral_days: int = 90
    action_plan_days: int = 30
    minimum_q: Decimal = Decimal("50")
    minimum_p: Decimal = Decimal("50")
    minimum_m: Decimal = Decimal("60")
    minimum_e: Decimal = Decimal("60")
    minimum_f: Decimal = Decimal("60")
    distinction_f: Decimal = Decimal("85")
    distinction_m: Decimal = Decimal("80")
    distinction_a: Decimal = Decimal("90")
    distinction_unjustified_max: int = 0
    distinction_resit_allowed: bool = False
    merit_f: Decimal = Decimal("75")
    merit_m: Decimal = Decimal("70")
    merit_a: Decimal = Decimal("85")
    merit_unjustified_max: int = 2
    merit_resit_allowed: bool = False
    # R12: re-sits
    resit_cap: Decimal = Decimal("60")
    resits_per_component: int = 1
    # R15: jury
    jury_size_minimum: int = 3
    jury_gap_max: Decimal = Decimal("1")

    def __post_init__(self) -> None:
        """Refuse values that contradict each other (code impossible-value, the fields by name)."""
        if self.weight_q + self.weight_p + self.weight_m + self.weight_e != 1:
            raise RuleSetError("impossible-value", ["weight_q", "weight_p", "weight_m", "weight_e"])
        if sum(self.rubric_weights) * self.rubric_level_max != 100:
            raise RuleSetError("impossible-value", ["rubric_weights", "rubric_level_max"])
        if not 1 <= self.knock_out_criterion <= len(self.rubric_weights):
            raise RuleSetError("impossible-value", ["knock_out_criterion"])
        positive = (
            "version half_days_planned on20_divisor quiz_count quiz_out_of "
            "practical_count practical_out_of practical_step exam_item_count exam_item_points"
        ).split()
        wrong = [name for name in positive if getattr(self, name) <= 0]
        wrong += [
            name
            for name, value in vars(self).items()
            if isinstance(value, Decimal | int) and value < 0
        ]
        if wrong:
            raise RuleSetError("impossible-value", sorted(set(wrong)))

    def to_json(self) -> dict[str, JsonValue]:
        """Every field by name, decimals as strings: what is stored and what is digested."""
        return {field.name: stored(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "RuleSet":
        """The rule set stored by `to_json`.

        Raises RuleSetError naming unknown, missing or ill-typed fields: a threshold is never
        guessed, defaulted or silently dropped.
        """
        kinds = get_type_hints(cls)
        if unknown := sorted(str(name) for name in data if name not in kinds):
            raise RuleSetError("unknown-fields", unknown)
        if missing := sorted(name for name in kinds if name not in data):
            raise RuleSetError("missing-fields", missing)
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for name, kind in kinds.items():
            try:
                values[name] = restored(data[name], kind)
            except TypeError:
                wrong.append(name)
        if wrong:
            raise RuleSetError("wrong-type", sorted(wrong))
        return cls(**values)

    def digest(self) -> str:
        """SHA-256 (hex) of the canonical JSON: sorted keys, no spaces, ASCII."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"))
        return sha256(text.encode("ascii")).hexdigest()


RULES_V1 = RuleSet()
