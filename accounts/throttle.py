"""How long guessing is slowed down, as data and arithmetic. Pure; `throttling.py` keeps count.

A *growing* policy serves a secret of one account: a few tries are free, then each failure doubles
the wait. A *windowed* policy serves an address that many honest people share: so many failures in
so many minutes, and success never counts.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Count:
    """Failures of one source, and the moment the policy measures from."""

    failures: int
    since: datetime


@dataclass(frozen=True)
class Growing:
    """From the `allowed`-th failure on, wait `first`, then twice as long each time to `longest`.

    `since` is the latest failure. After `forgotten` without a failure, counting begins anew.
    """

    allowed: int
    first: timedelta
    longest: timedelta
    forgotten: timedelta

    def wait(self, count: Count, at: datetime) -> timedelta | None:
        """What is left to wait at `at`; None when a try is open."""
        if count.failures < self.allowed:
            return None
        doublings = min(count.failures - self.allowed, 30)
        return _left(count.since + min(self.first * 2**doublings, self.longest), at)

    def after_failure(self, count: Count | None, at: datetime) -> Count:
        """The count with one failure more."""
        if count is None or at - count.since >= self.forgotten:
            return Count(1, at)
        return Count(count.failures + 1, max(at, count.since))


@dataclass(frozen=True)
class Windowed:
    """`allowed` failures in a `window` that begins with the first; then closed until it ends."""

    allowed: int
    window: timedelta

    def wait(self, count: Count, at: datetime) -> timedelta | None:
        """What is left to wait at `at`; None when a try is open."""
        if count.failures < self.allowed:
            return None
        return _left(count.since + self.window, at)

    def after_failure(self, count: Count | None, at: datetime) -> Count:
        """The count with one failure more."""
        if count is None or at - count.since >= self.window:
            return Count(1, at)
        return Count(count.failures + 1, count.since)


Policy = Growing | Windowed

CARD = "card"
CARD_ADDRESS = "card-address"
PASSWORD = "password"  # noqa: S105 - the name of a scope
PASSWORD_ADDRESS = "password-address"  # noqa: S105 - the name of a scope
SECOND_FACTOR = "second-factor"
VERIFICATION = "verify"
VERIFICATION_ASKED = "verify-asked"

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_SECRET = Growing(allowed=5, first=_MINUTE, longest=_HOUR, forgotten=_DAY)
# Thirty people behind one hotel's address mistype a few times each on the first morning.
_SHARED_ADDRESS = Windowed(allowed=30, window=10 * _MINUTE)

POLICIES: Mapping[str, Policy] = {
    CARD: _SECRET,
    CARD_ADDRESS: _SHARED_ADDRESS,
    PASSWORD: _SECRET,
    PASSWORD_ADDRESS: _SHARED_ADDRESS,
    SECOND_FACTOR: _SECRET,
    # domain 7.4: after ten failures a delay.
    VERIFICATION: Windowed(allowed=10, window=10 * _MINUTE),
    # Every question, answered or not: a ministry checks a pile, a machine asks without end.
    VERIFICATION_ASKED: Windowed(allowed=300, window=10 * _MINUTE),
}


def client_address(remote: str, forwarded_for: str, trusted_proxies: int) -> str:
    """The address a request comes from: the right-most hop that no proxy of ours has written.

    Each of our `trusted_proxies` appends the address it was called from, so the client stands that
    many places from the right; whatever stands further left is the client's own invention. Without
    enough hops, or when the hop is no address, our proxies did not write it and `remote` counts.
    """
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    if 0 < trusted_proxies <= len(hops):
        try:
            return str(ipaddress.ip_address(hops[-trusted_proxies]))
        except ValueError:
            return remote
    return remote


def source_of(address: str) -> str:
    """What failures are counted for: an IPv6 address counts as the /64 one customer holds."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((int(known), 64), strict=False))
    return str(known)


def _left(until: datetime, at: datetime) -> timedelta | None:
    return until - at if until > at else None
