"""Verbs: count failed guesses in the database, so that the count holds across workers.

Nothing here raises for a blocked source: the caller decides what to answer. The key (a card code,
an address) is stored only as a keyed digest.
"""

import datetime

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.models import GuessCounter
from accounts.throttle import POLICIES, Count, client_address, source_of


def address_of(request: HttpRequest) -> str:
    """The address a request comes from, behind TRUSTED_PROXIES proxies of ours."""
    return client_address(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        settings.TRUSTED_PROXIES,
    )


def counted_address(request: HttpRequest) -> str:
    """The address as failures are counted for it: a whole /64 where it is IPv6."""
    return source_of(address_of(request))


def blocked_for(scope: str, key: str, *, at: datetime.datetime) -> datetime.timedelta | None:
    """How long the source must still wait; None when it may try. Reads only.

    `scope` is a key of `accounts.throttle.POLICIES`; an unknown one raises KeyError.
    """
    row = GuessCounter.objects.filter(scope=scope, key_digest=_digest(scope, key)).first()
    return POLICIES[scope].wait(_count(row), at) if row else None


@transaction.atomic
def count_failure(scope: str, key: str, *, at: datetime.datetime) -> None:
    """Count one failure of the source."""
    row, count = _locked(scope, key, at)
    _store(row, POLICIES[scope].after_failure(count, at))


@transaction.atomic
def claim_try(scope: str, key: str, *, at: datetime.datetime) -> datetime.timedelta | None:
    """Take one try: None when it is granted, else how long to wait.

    The try counts as failed until `forget` says otherwise. Two requests at the same moment cannot
    both take the last free try: the counter's row is locked while it is read and written. That is
    the difference to `blocked_for` followed by `count_failure`.
    """
    row, count = _locked(scope, key, at)
    wait = POLICIES[scope].wait(count, at) if count else None
    if wait is None:
        _store(row, POLICIES[scope].after_failure(count, at))
    return wait


def forget(scope: str, key: str) -> None:
    """Forget the failures of the source, after a success."""
    GuessCounter.objects.filter(scope=scope, key_digest=_digest(scope, key)).delete()


def _digest(scope: str, key: str) -> str:
    return salted_hmac(
        f"guess:{scope}", key, secret=settings.REGISTER_KEY, algorithm="sha256"
    ).hexdigest()


def _count(row: GuessCounter) -> Count:
    return Count(row.failures, row.window_start)


def _locked(scope: str, key: str, at: datetime.datetime) -> tuple[GuessCounter, Count | None]:
    digest = _digest(scope, key)
    # get_or_create settles the race for the first row; the lock settles every later one. SQLite
    # knows no row locks: there each transaction is exclusive from its first statement (settings).
    GuessCounter.objects.get_or_create(
        scope=scope, key_digest=digest, defaults={"window_start": at}
    )
    row = GuessCounter.objects.select_for_update().get(scope=scope, key_digest=digest)
    return row, _count(row) if row.failures else None


def _store(row: GuessCounter, count: Count) -> None:
    row.failures, row.window_start = count.failures, count.since
    row.save(update_fields=["failures", "window_start"])
