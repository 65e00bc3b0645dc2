"""Where a trainee stands with attendance: so many needed, so many so far, so many left (N-TR-3)."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from assessments.outcome.attendance import STATUS_FIELDS, caught_up_over_limit
from assessments.outcome.attendance import Register as Counts
from assessments.outcome.ruleset import RuleSet
from courses.models import NOT_RECORDED
from courses.reports import Register


@dataclass(frozen=True)
class Standing:
    """Half-days, in credits of R2 (a half presence is 0.5).

    `needed` of `held` open the way to a certificate; `credits` are earned; `left` are still to
    come; `unrecorded` have ended without a status and count neither way (R2.3).
    """

    held: int
    needed: Decimal
    credits: Decimal
    left: int
    unrecorded: int

    @property
    def missing(self) -> Decimal:
        """Credits still to earn; 0 once the minimum is reached."""
        return max(Decimal(0), self.needed - self.credits)

    @property
    def reach(self) -> Decimal:
        """The most that is still possible: everything to come and unrecorded being presence."""
        return self.credits + self.left + self.unrecorded

    @property
    def slack(self) -> Decimal:
        """How many of the half-days to come may still be missed; below 0: out of reach."""
        return self.reach - self.needed

    @property
    def state(self) -> str:
        """One of reached, possible, out-of-reach."""
        if not self.missing:
            return "reached"
        return "possible" if self.slack >= 0 else "out-of-reach"


def stand(
    register: Register, enrolment_id: int, *, rules: RuleSet, at: datetime.datetime
) -> Standing:
    """The standing of one trainee at a moment."""
    line = register.line(enrolment_id)
    ended = sum(
        status == NOT_RECORDED and half_day.ends_at <= at
        for half_day, status in zip(register.half_days, line, strict=True)
    )
    return stand_on(line, ended=ended, rules=rules)


def stand_on(line: Sequence[str], *, ended: int, rules: RuleSet) -> Standing:
    """The standing from one status a half-day, `ended` blank ones of which are over."""
    counted = Counter(line)
    known = Counts(**{STATUS_FIELDS[status]: count for status, count in counted.items()})
    return Standing(
        held=known.held,
        needed=credits_needed(known.held, rules=rules),
        credits=credits_earned(known, rules=rules),
        left=counted[NOT_RECORDED] - ended,
        unrecorded=ended,
    )


def credits_needed(held: int, *, rules: RuleSet) -> Decimal:
    """The least credits, in half steps, that reach the minimum of R10.2: 24 of 30, 22.5 of 28."""
    exact = Fraction(rules.attendance_minimum) / 100 * held
    return Decimal(ceil(exact * 2)) / 2


def credits_earned(counts: Counts, *, rules: RuleSet) -> Decimal:
    """Credits by R2; catch-ups above the maximum earn what a justified absence earns."""
    over = caught_up_over_limit(counts, rules=rules)
    earned = sum(
        (
            getattr(counts, name) * getattr(rules, f"credit_{name}")
            for name in ("present", "late", "half", "caught_up", "justified", "unjustified")
        ),
        Decimal(0),
    )
    return earned - over * (rules.credit_caught_up - rules.credit_justified)
