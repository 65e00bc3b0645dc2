"""Moments as XML Schema writes them: with a zone, or they mean nothing between two countries."""

import datetime as dt
import re

_STAMP = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,18}))?(Z|[+-]\d{2}:\d{2})", re.ASCII
)


def moment(text: object) -> dt.datetime | None:
    """An xsd:dateTimeStamp; None when it is none."""
    match = _STAMP.fullmatch(text) if isinstance(text, str) else None
    if not match:
        return None
    day, clock, fraction, zone = match.groups()
    try:
        found = dt.datetime.fromisoformat(f"{day}T{clock}{'+00:00' if zone == 'Z' else zone}")
        found.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    return found.replace(microsecond=int((fraction or "0").ljust(6, "0")[:6]))


def numeric(value: object) -> dt.datetime | None:
    """A NumericDate of RFC 7519: seconds since 1970; None when it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return dt.datetime.fromtimestamp(value, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
