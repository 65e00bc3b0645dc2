"""Who needs help: thresholds as data, and the reasons as codes (worded in `cms.wording`)."""

from dataclasses import dataclass
from decimal import Decimal

from cms.dashboards.standing import Standing

ATTENDANCE_LOST = "attendance-lost"
ATTENDANCE_CLOSE = "attendance-close"
QUIZZES_MISSED = "quizzes-missed"
QUIZZES_LOW = "quizzes-low"
PRACTICALS_LOW = "practicals-low"


@dataclass(frozen=True)
class RiskThresholds:
    """When the team is told. They decide nothing: outcomes come from the rule set alone.

    `slack`: half-days that may still be missed, at or below which attendance is close to lost.
    `missed`: quizzes closed without an attempt. The means are out of 100, the minima of R10.4
    plus a margin, because help must come before the minimum is missed.
    """

    slack: Decimal = Decimal(2)
    missed: int = 2
    quizzes_mean: Decimal = Decimal(55)
    practicals_mean: Decimal = Decimal(55)


THRESHOLDS = RiskThresholds()


@dataclass(frozen=True)
class Flag:
    """One reason to look after somebody; `value` is the figure behind it."""

    code: str
    value: Decimal | int = 0


def flags_of(
    standing: Standing,
    *,
    quizzes: list[Decimal],
    missed: int,
    practicals: list[Decimal],
    thresholds: RiskThresholds = THRESHOLDS,
) -> list[Flag]:
    """The reasons to help one trainee, most serious first. Marks are out of 100."""
    found = []
    if standing.state == "out-of-reach":
        found.append(Flag(ATTENDANCE_LOST, standing.missing - standing.left - standing.unrecorded))
    elif standing.state == "possible" and standing.slack <= thresholds.slack:
        found.append(Flag(ATTENDANCE_CLOSE, standing.slack))
    if missed >= thresholds.missed:
        found.append(Flag(QUIZZES_MISSED, missed))
    for code, marks, least in (
        (QUIZZES_LOW, quizzes, thresholds.quizzes_mean),
        (PRACTICALS_LOW, practicals, thresholds.practicals_mean),
    ):
        if marks and (mean := sum(marks, Decimal(0)) / len(marks)) < least:
            found.append(Flag(code, mean))
    return found
