"""When a fact is true. Pure."""

import datetime

ALWAYS = "always"
CURRENT = "current"
ENDED = "ended"
COMING = "coming"


def validity_on(
    day: datetime.date, valid_from: datetime.date | None, valid_until: datetime.date | None
) -> str:
    """One of ALWAYS, CURRENT, ENDED, COMING; both dates belong to the time in which it is true."""
    if valid_from is not None and day < valid_from:
        return COMING
    if valid_until is not None and day > valid_until:
        return ENDED
    return ALWAYS if valid_from is None and valid_until is None else CURRENT
