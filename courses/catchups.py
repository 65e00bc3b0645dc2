"""Where a catch-up task stands (R2): days in, a state out. Pure."""

import datetime
from collections.abc import Iterable

OPEN, HANDED_IN, VALIDATED, LAPSED = "open", "handed-in", "validated", "lapsed"
# A task in one of these takes one of the places that a trainee has.
TAKING = frozenset({OPEN, HANDED_IN, VALIDATED})


def state_of(
    *, handed_in: bool, validated: bool, due_on: datetime.date, today: datetime.date
) -> str:
    """open, handed-in or validated; lapsed when the last day passed without validation.

    `today` is the day at the venue. The day `due_on` itself is still in time.
    """
    if validated:
        return VALIDATED
    if today > due_on:
        return LAPSED
    return HANDED_IN if handed_in else OPEN


def places_left(states: Iterable[str], *, at_most: int) -> int:
    """How many more tasks a trainee may be given; a lapsed one gives its place back."""
    return max(0, at_most - sum(state in TAKING for state in states))
