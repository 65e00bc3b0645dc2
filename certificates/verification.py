"""Whether a number and a name belong together: the only part of the register strangers touch.

Domain 7.4. Every question costs one keyed hash and one look-up, whether the number exists, is
malformed, or belongs to another name, so neither the answer nor its effort tells them apart.
"""

import datetime
import hmac
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from i18nfield.strings import LazyI18nString

from certificates.codes import parse_number
from certificates.models import Certificate
from certificates.names import name_digest

VALID = "valid"
REPLACED = "replaced"
SUSPENDED = "suspended"
REVOKED = "revoked"
CONTACT = "contact"
NO_MATCH = "no-match"

# Longer than any printed name; what is longer is nobody's.
NAME_LIMIT = 200
NUMBER_LIMIT = 40

_VERDICTS = {
    Certificate.State.ISSUED: VALID,
    Certificate.State.REPLACED: REPLACED,
    Certificate.State.SUSPENDED: SUSPENDED,
    Certificate.State.REVOKED: REVOKED,
}


@dataclass(frozen=True)
class Answer:
    """What a verifier learns; kind, course and last day only where the paper was recognised."""

    verdict: str
    kind: str = ""
    course_title: LazyI18nString | None = None
    ended_on: datetime.date | None = None


class _Entry(NamedTuple):
    state: str
    silent: bool
    name_digest: str
    former_digests: list[str]
    kind: str
    course_title: LazyI18nString
    ended_on: datetime.date


# Stands in for an entry that does not exist, so that the comparison is made all the same.
_NOBODY = _Entry("", False, "0" * 64, [], "", LazyI18nString(""), datetime.date.min)


def digest_of(name: str) -> str:
    """The keyed hash of a name under the installation's key."""
    return name_digest(name, key=settings.REGISTER_KEY.encode())


def verify(*, number: str, name: str) -> Answer:
    """The one answer to a number and a name as typed.

    A silent entry answers CONTACT. The name of an earlier print answers REPLACED.
    """
    digest = digest_of(name if len(name) <= NAME_LIMIT else "")
    entry = _entry_of(number if len(number) <= NUMBER_LIMIT else "")
    present = hmac.compare_digest(entry.name_digest, digest)
    former = any(hmac.compare_digest(earlier, digest) for earlier in entry.former_digests)
    if not present and not former:
        return Answer(NO_MATCH)
    if entry.silent:
        return Answer(CONTACT)
    verdict = _VERDICTS[Certificate.State(entry.state)]
    if verdict == VALID and not present:
        verdict = REPLACED
    return Answer(verdict, entry.kind, entry.course_title, entry.ended_on)


def _entry_of(typed: str) -> _Entry:
    number = parse_number(typed) or ""
    found = Certificate.objects.filter(number=number).values_list(*_Entry._fields)
    return next((_Entry(*row) for row in found), _NOBODY)
