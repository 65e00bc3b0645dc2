"""The status lists of our credentials as published: revoked and suspended, one bit a print.

Made from the register at the moment of asking, signed with the key in use, good for a week: who
wants to check without a connection fetches them before.
"""

import datetime as dt
import hashlib
import re

from django.conf import settings
from django.core.cache import cache

from certificates.badges.homes import host_of
from certificates.badges.ours import status_credential
from certificates.badges.places import BLOCKS, PURPOSES, Standing, bits_set
from certificates.composing import verify_address
from certificates.credential import as_file
from certificates.keyring import SigningKey, signing_key
from certificates.models import Certificate
from certificates.querysets import CertificateQuerySet

GOOD_FOR = dt.timedelta(days=7)
_KEPT = 3600
_STATE = Certificate.State
_ADDRESS = re.compile(r"/status/([a-z]+)-(0|[1-9][0-9]{0,3})\.json\Z")


def status_list(*, purpose: str, number: int, at: dt.datetime) -> bytes | None:
    """The signed list; None for another purpose, a list that has no place yet, or without a key.

    The same register, key and hour give the same bytes. Raises KeyFileProblem.
    """
    key = signing_key()
    if key is None or purpose not in PURPOSES or not _is_begun(number):
        return None
    since = max(at.replace(minute=0, second=0, microsecond=0), key.dated.since)
    positions = bits_set(purpose, _standings(number))
    # Signing costs more than looking: the same list is signed once an hour.
    state = f"{settings.PUBLIC_ADDRESS} {purpose} {number} {since} {key.identifier} {positions}"
    name = f"status-list:{hashlib.sha256(state.encode()).hexdigest()}"
    found: bytes | None = cache.get(name)
    if found is None:
        found = _made(purpose, number, positions, key, since)
        cache.set(name, found, _KEPT)
    return found


def own_list(address: str, *, at: dt.datetime) -> bytes | None:
    """The list of ours that is published at an address; None when it is not one of ours."""
    match = _ADDRESS.search(address)
    if not match or host_of(address) != host_of(settings.PUBLIC_ADDRESS):
        return None
    purpose, number = match[1], int(match[2])
    return status_list(purpose=purpose, number=number, at=at)


def _made(
    purpose: str, number: int, positions: list[int], key: SigningKey, since: dt.datetime
) -> bytes:
    return as_file(
        status_credential(
            verify_url=verify_address(),
            purpose=purpose,
            number=number,
            positions=positions,
            key=key.secret,
            since=since,
            until=since + GOOD_FOR,
        )
    )


def _standings(number: int) -> list[Standing]:
    rows = _listed(number).values_list("status_place", "print_index", "state")
    return [
        (place, prints, state in (_STATE.REVOKED, _STATE.REPLACED), state == _STATE.SUSPENDED)
        for place, prints, state in rows
        if place is not None and (prints > 1 or state != _STATE.ISSUED)
    ]


def _is_begun(number: int) -> bool:
    return number == 0 or _listed(number).exists()


def _listed(number: int) -> CertificateQuerySet:
    first = number * BLOCKS
    return Certificate.objects.filter(status_place__gte=first, status_place__lt=first + BLOCKS)
