"""Attendance (R2, R3): a register counted by status, the percentage A and its interval."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.outcome.rounding import exact, round_half_up
from assessments.outcome.ruleset import RuleSet


@dataclass(frozen=True)
class Register:
    """Numbers of half-days of one trainee by status; the letters are those of R2."""

    present: int = 0  # P
    late: int = 0  # L
    half: int = 0  # H
    caught_up: int = 0  # C
    justified: int = 0  # J
    unjustified: int = 0  # N
    cancelled: int = 0  # X
    unrecorded: int = 0  # U

    @property
    def total(self) -> int:
        """All half-days, cancelled ones included."""
        return sum(vars(self).values())

    @property
    def held(self) -> int:
        """Half-days that took place: the denominator of A (R2.1)."""
        return self.total - self.cancelled


STATUS_FIELDS = {
    "P": "present",
    "L": "late",
    "H": "half",
    "C": "caught_up",
    "J": "justified",
    "N": "unjustified",
    "X": "cancelled",
    "U": "unrecorded",
}


@dataclass(frozen=True)
class Interval:
    """A if every unrecorded half-day were absent (`low`) or present (`high`), in per cent."""

    low: Decimal
    high: Decimal


def attendance_interval(register: Register, *, rules: RuleSet) -> Interval | None:
    """R3. Both ends are equal when nothing is unrecorded; None when no half-day was held."""
    if register.held <= 0:
        return None
    credits = _credits(register, rules)
    best = credits + register.unrecorded * exact(rules.credit_present)
    return Interval(
        low=_percent(credits, register.held, rules), high=_percent(best, register.held, rules)
    )


def caught_up_over_limit(register: Register, *, rules: RuleSet) -> int:
    """Catch-ups beyond the maximum of R2: they stay justified absences and earn no credit."""
    return max(0, register.caught_up - rules.catch_up_max)


def _credits(register: Register, rules: RuleSet) -> Fraction:
    over = caught_up_over_limit(register, rules=rules)
    return (
        register.present * exact(rules.credit_present)
        + register.late * exact(rules.credit_late)
        + register.half * exact(rules.credit_half)
        + (register.caught_up - over) * exact(rules.credit_caught_up)
        + (register.justified + over) * exact(rules.credit_justified)
        + register.unjustified * exact(rules.credit_unjustified)
    )


def _percent(credits: Fraction, held: int, rules: RuleSet) -> Decimal:
    return round_half_up(100 * credits / held, rules.decimal_places)
