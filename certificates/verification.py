"""Whether a number and a name belong together: the only part of the register strangers touch.

Domain 7.4. Every question costs one keyed hash and one look-up, whether the number exists, is
malformed, or belongs to another name, so neither the answer nor its effort tells them apart.
"""

import datetime
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from i18nfield.strings import LazyI18nString

from certificates.codes import parse_number
from certificates.models import Certificate, CertificateEvent
from certificates.names import name_digest
from certificates.sealing import course_mark

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


_ENDING = (CertificateEvent.Action.SUSPENDED, CertificateEvent.Action.REVOKED)


@dataclass(frozen=True)
class Answer:
    """What a verifier learns; all but the verdict only where the paper was recognised.

    `print_index` is the current print's, `reason` the public one of a suspension or revocation;
    `register_state` the verdict on the certificate that an altered file was made from.
    """

    verdict: str
    kind: str = ""
    course_title: LazyI18nString | None = None
    ended_on: datetime.date | None = None
    print_index: int = 0
    reason: LazyI18nString | str = ""
    register_state: str = ""


class _Entry(NamedTuple):
    state: str
    silent: bool
    name_digest: str
    former_digests: list[str]
    kind: str
    course_title: LazyI18nString
    ended_on: datetime.date
    print_index: int
    public_reason: LazyI18nString | None


# Stands in for an entry that does not exist, so that the comparison is made all the same.
_NOBODY = _Entry("", False, "0" * 64, [], "", LazyI18nString(""), datetime.date.min, 0, None)


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
    return _answered(entry, present=present)


def _answered(entry: _Entry, *, present: bool) -> Answer:
    if entry.silent:
        return Answer(CONTACT)
    verdict = _VERDICTS[Certificate.State(entry.state)]
    if verdict == VALID and not present:
        verdict = REPLACED
    reason = (entry.public_reason or "") if verdict in (SUSPENDED, REVOKED) else ""
    return Answer(
        verdict, entry.kind, entry.course_title, entry.ended_on, entry.print_index, reason
    )


def public_reason(number: str, *, state: str) -> LazyI18nString | str:
    """The public reason of a verdict on this number; empty unless SUSPENDED or REVOKED."""
    if state not in (SUSPENDED, REVOKED):
        return ""
    ended = CertificateEvent.objects.filter(certificate__number=number, action__in=_ENDING)
    return ended.order_by("-at", "-pk").values_list("public_reason", flat=True).first() or ""


def sealed_courses() -> list[dict[str, str]]:
    """Every title ever certified, with its mark in seals: `mark` (hex), `fr`, `en`.

    Titles come from the register, so they outlive their courses.
    """
    stored = Certificate.objects.order_by().values_list("course_title", flat=True).distinct()
    titles = sorted({(title.localize("fr"), title.localize("en")) for title in stored})
    return [{"mark": course_mark(fr, en).hex(), "fr": fr, "en": en} for fr, en in titles]


def _entry_of(typed: str) -> _Entry:
    number = parse_number(typed) or ""
    return next(iter(_entries(Certificate.objects.filter(number=number))), _NOBODY)


def _entries(certificates: models.QuerySet[Certificate]) -> Iterator[_Entry]:
    last = CertificateEvent.objects.filter(certificate=OuterRef("pk"), action__in=_ENDING).order_by(
        "-at", "-pk"
    )
    asked = certificates.annotate(public_reason=Subquery(last.values("public_reason")[:1]))
    return (_Entry(*row) for row in asked.values_list(*_Entry._fields))
