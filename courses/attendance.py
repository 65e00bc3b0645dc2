"""What the clock says about an arrival (R2), and counts of a register. Pure."""

import datetime
from collections import Counter
from collections.abc import Iterable

LATE_AFTER = datetime.timedelta(minutes=15)
HALF_AFTER = datetime.timedelta(minutes=60)


def status_of_arrival(arrived: datetime.datetime, starts: datetime.datetime) -> str:
    """P up to 15 minutes after the start, L up to 60, H after that."""
    delay = arrived - starts
    if delay > HALF_AFTER:
        return "H"
    if delay > LATE_AFTER:
        return "L"
    return "P"


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
