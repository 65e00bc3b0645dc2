"""Which of our prints a file was made from; only something genuine in it tells."""

import datetime as dt
import hashlib
import re
from operator import eq

from django.db.models import QuerySet

from certificates.badges.reading import Unreadable, read_json
from certificates.badges.verdicts import GOOD
from certificates.codes import parse_number
from certificates.confirming import confirm
from certificates.dissecting import Dissection, dissected
from certificates.keyring import home
from certificates.models import CertificatePrint
from certificates.printedfields import squashed

_REVISIONS = 20
_NUMBER = re.compile(r"[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}")
_PLAIN_NUMBER = re.compile(_NUMBER.pattern.encode())
_NUMBERS = 10
# The part of our file that a damaged one must have to be called ours.
_LIKENESS = 0.9
# Letters that may stand on the pages beyond ours: a mention in two languages, not a list of names.
_ADDED = 40


def all_prints() -> QuerySet[CertificatePrint]:
    """Every print with its certificate, in the order in which they were made."""
    return CertificatePrint.objects.select_related("certificate").order_by("pk")


def by_beginning(data: bytes) -> CertificatePrint | None:
    """Our file, to the byte, as the beginning of this one: something was added behind it."""
    ends, digest, done = [], hashlib.sha256(), 0
    for match in list(re.finditer(rb"%%EOF", data))[:_REVISIONS]:
        for end in (match.end(), match.end() + 1, match.end() + 2):
            if done < end < len(data):
                digest.update(data[done:end])
                done = end
                ends.append(digest.hexdigest())
    return all_prints().filter(sha256__in=ends).last() if ends else None


def by_likeness(data: bytes) -> CertificatePrint | None:
    """A print of which this damaged file has nearly all bytes, each at its place or moved along.

    Its number stands unpacked in the file. Nobody has the bytes who did not have our file.
    """
    # In the metadata the number stands as it is printed.
    written = dict.fromkeys(found.decode() for found in _PLAIN_NUMBER.findall(data))
    numbers = list(written)[:_NUMBERS]
    for stored in all_prints().filter(certificate__number__in=numbers).order_by("-index"):
        if _alike(bytes(stored.pdf), data) >= _LIKENESS * len(stored.pdf):
            return stored
    return None


def _alike(ours: bytes, theirs: bytes) -> int:
    """How many bytes are the same at their place, or as a beginning and an end."""
    same = sum(map(eq, ours, theirs))
    ahead = _begun(ours, theirs)
    left = min(len(ours), len(theirs)) - ahead
    return max(same, ahead + min(left, _begun(ours[::-1], theirs[::-1])))


def _begun(one: bytes, other: bytes) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def by_credential(found: Dissection, at: dt.datetime) -> CertificatePrint | None:
    """The print that a genuine credential of ours inside the file was made for."""
    if not found.credential:
        return None
    verdict = confirm(found.credential.encode(), at=at)
    try:
        document = read_json(found.credential)
    except Unreadable:
        return None
    issuer = document.get("issuer")
    claimed = issuer.get("id") if isinstance(issuer, dict) else issuer
    if verdict.signature != GOOD or not home().claimed_by(str(claimed)):
        return None
    match = re.search(r"/([^/#]+)/#([0-9]{1,4})\Z", str(document.get("id")))
    if not match:
        return None
    return all_prints().filter(certificate__number=match[1], index=int(match[2])).first()


def by_page(found: Dissection, trusted: bool) -> CertificatePrint | None:
    """The print whose number stands on the page, together with its holder's name."""
    text = "\n".join(page.text for page in found.pages)
    written = dict.fromkeys(parse_number(one) for one in _NUMBER.findall(text))
    numbers = [number for number in written if number][:_NUMBERS]
    prints = list(all_prints().filter(certificate__number__in=numbers).order_by("-index"))
    for stored in prints:
        if _has_line(text, str(stored.payload.get("holder_name"))) and (
            trusted or _no_room_for_more(stored, text)
        ):
            return stored
    return prints[0] if trusted and prints else None


def _has_line(text: str, name: str) -> bool:
    """Whether a line, or two or three in a row, are the name and nothing else."""
    lines = [line for line in map(squashed, text.splitlines()) if line]
    wanted = squashed(name)
    return any(
        "".join(lines[place : place + count]) == wanted
        for place in range(len(lines))
        for count in (1, 2, 3)
    )


def _no_room_for_more(stored: CertificatePrint, text: str) -> bool:
    """A page with a list of names would try them all against one number, at the price of one."""
    ours = "".join(page.text for page in dissected(bytes(stored.pdf)).pages)
    return len(squashed(text)) <= len(squashed(ours)) + _ADDED
