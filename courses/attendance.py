"""What the clock says about presence (R2), and counts of a register. Pure."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ClockRules:
    """The thresholds of R2, in minutes after the start, or before the end for whoever leaves."""

    late_after: int = 15
    half_after: int = 60


R2 = ClockRules()
# A slip of the thumb: whoever made an entry may take it back so long without giving a reason.
SLIP = datetime.timedelta(minutes=5)


def status_of_arrival(
    arrived: datetime.datetime, starts: datetime.datetime, rules: ClockRules = R2
) -> str:
    """P up to 15 minutes after the start, L up to 60, H after that (or as `rules` say)."""
    delay = arrived - starts
    if delay > datetime.timedelta(minutes=rules.half_after):
        return "H"
    if delay > datetime.timedelta(minutes=rules.late_after):
        return "L"
    return "P"


def proposed_status(
    at: datetime.datetime,
    *,
    starts: datetime.datetime,
    ends: datetime.datetime,
    rules: ClockRules = R2,
) -> str:
    """What one tap on a name means at a moment. A half-day entered afterwards proposes P: then the
    clock tells when somebody typed, not when the trainee came."""
    return "P" if at >= ends else status_of_arrival(at, starts, rules)


def is_slip(
    *,
    recorded_by: int | None,
    recorded_at: datetime.datetime,
    by: int | None,
    at: datetime.datetime,
) -> bool:
    """Whether `by` may change at `at`, without a reason, what `recorded_by` entered a moment ago.

    People are numbers; None is nobody, and nobody has no slips.
    """
    return by is not None and recorded_by == by and at - recorded_at <= SLIP


def count_register(
    numbers: Iterable[int], statuses: dict[int, str], cancelled: set[int]
) -> dict[str, int]:
    """Counts by status over the half-days `numbers`; X where cancelled, U where nothing stands.

    A cancelled half-day is X whatever a row says: it left the denominator for everyone (R2.2).
    """
    counts = Counter(
        "X" if number in cancelled else statuses.get(number, "U") for number in numbers
    )
    return dict(counts)
