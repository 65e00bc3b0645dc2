"""The places of a certificate in the status lists: a block of bits, one for each of its prints.

A block is drawn by chance, so a place tells neither the order nor the day of issue. A print that
was replaced is revoked in the lists while the certificate itself goes on: its holder has the next
print with the next bit. From the eighth print on, prints share the last bit.
"""

from collections.abc import Iterable, Iterator

from certificates.badges.statuslist import LENGTH

REVOCATION, SUSPENSION = "revocation", "suspension"
PURPOSES = (REVOCATION, SUSPENSION)
BITS = 8
BLOCKS = LENGTH // BITS

# Place of the certificate, number of its present print, whether revoked, whether suspended.
Standing = tuple[int, int, bool, bool]


def list_number(place: int) -> int:
    """Which list holds a place: 0, 1, …"""
    return place // BLOCKS


def index_of_print(place: int, print_index: int) -> int:
    """The bit of one print within its list."""
    return place % BLOCKS * BITS + min(print_index, BITS) - 1


def bits_set(purpose: str, standings: Iterable[Standing]) -> list[int]:
    """The bits that are set in a list of this purpose, ascending, for the certificates on it."""
    return sorted({bit for standing in standings for bit in _bits(purpose, *standing)})


def _bits(purpose: str, place: int, prints: int, revoked: bool, suspended: bool) -> Iterator[int]:
    present = index_of_print(place, prints)
    if purpose == SUSPENSION:
        if suspended:
            yield present
        return
    for earlier in range(1, prints):
        bit = index_of_print(place, earlier)
        if bit != present:
            yield bit
    if revoked:
        yield present
