"""Who may take M or E again (R12): one re-sit each, after a failure, while A can still reach 80."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assessments.outcome.attendance import attendance_interval
from assessments.outcome.components import Sitting, exam_component, teaching_component
from assessments.outcome.record import TraineeRecord
from assessments.outcome.ruleset import RuleSet


class Bar(StrEnum):
    """Why there is no re-sit."""

    NO_FIRST = "no-first-result"  # nothing marked yet, or its sheets are still open
    PASSED = "first-passed"  # capped at the minimum, it could only cost the mention
    TAKEN = "no-further-resit"  # a further one would count for nothing
    ATTENDANCE = "attendance-out-of-reach"  # R10.2: REL whatever the marks
    ZEROED = "zero-by-sanction"  # R17: the component counts 0 whatever is sat


@dataclass(frozen=True)
class Barred:
    """`reachable` is A if everything unrecorded were present, `minimum` what R12 asks; per cent."""

    why: Bar
    reachable: Decimal | None = None
    minimum: Decimal | None = None


def teaching_resit_barred(record: TraineeRecord, *, rules: RuleSet) -> Barred | None:
    """Why this trainee gives no second lesson; None where R12 allows one.

    The first lesson alone is judged, whether or not a second one was held.
    """
    if record.teaching_zeroed:
        return Barred(Bar.ZEROED)
    first = record.teaching
    if first is None and record.teaching_absence is None:
        return Barred(Bar.NO_FIRST)
    sat = teaching_component(first, None, record.teaching_absence, rules=rules)
    failed = sat.value is not None and (sat.knock_out or sat.value < rules.minimum_m)
    return _barred(record, sat, failed=failed, rules=rules)


def exam_resit_barred(record: TraineeRecord, *, rules: RuleSet) -> Barred | None:
    """Why this trainee does not sit the exam again; None where R12 allows it."""
    if record.exam is None and record.exam_absence is None:
        return Barred(Bar.NO_FIRST)
    if record.exam_resit is not None and rules.resits_per_component <= 1:
        return Barred(Bar.TAKEN)
    sat = exam_component(record.exam, None, record.exam_absence, rules=rules)
    failed = sat.value is not None and sat.value < rules.minimum_e
    return _barred(record, sat, failed=failed, rules=rules)


def _barred(record: TraineeRecord, sat: Sitting, *, failed: bool, rules: RuleSet) -> Barred | None:
    if sat.missing:  # justified absence: what comes is no re-sit
        return None
    if sat.value is None:
        return Barred(Bar.NO_FIRST)
    if not failed:
        return Barred(Bar.PASSED)
    if rules.resits_per_component < 1:
        return Barred(Bar.TAKEN)
    interval = attendance_interval(record.register, rules=rules)
    if interval is not None and interval.high < rules.attendance_minimum:
        return Barred(Bar.ATTENDANCE, interval.high, rules.attendance_minimum)
    return None
