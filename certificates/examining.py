"""What a PDF in somebody's hands is worth: whether it is our file, its state, what was altered.

For the public page and for `verify_certificate`. A file that is ours to the byte is known by its
SHA-256 and never opened. Any other file is opened in a process of its own. What it is compared
with, and so every detail of the answer, depends on something genuine in it: our file as its
beginning, nearly all its bytes in a damaged file, our signed credential, or number and name of one
certificate together. A bare number opens nothing: whoever made the file up learns what a wrong name
learns on the page.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace

from i18nfield.strings import LazyI18nString

from certificates.dissecting import Dissection, NotReadable, dissected
from certificates.models import Certificate, CertificatePrint, StampedCopy
from certificates.payload import CertificatePayload, PayloadError, from_dict
from certificates.printedfields import changed_fields, missing_fields
from certificates.quarantining import dissected_apart
from certificates.signing import SigningProblem, signing_identity
from certificates.tracing import all_prints, by_beginning, by_credential, by_likeness, by_page
from certificates.verification import (
    CONTACT,
    NO_MATCH,
    REPLACED,
    REVOKED,
    SUSPENDED,
    VALID,
    digest_of,
)

ALTERED = "altered"
# A copy that we stamped ourselves: of a print of the register, or of nobody.
COPY, SPECIMEN = "copy", "specimen"
UNREADABLE = "unreadable"
# The register contradicts itself: somebody wrote into the database.
DAMAGED = "register-damaged"
# What the signature in the PDF says.
INTACT, BROKEN, MISSING, FOREIGN = "valid", "invalid", "missing", "foreign"
STATES = {
    Certificate.State.ISSUED: VALID,
    Certificate.State.REPLACED: REPLACED,
    Certificate.State.SUSPENDED: SUSPENDED,
    Certificate.State.REVOKED: REVOKED,
}


@dataclass(frozen=True)
class Examination:
    """The answer to a file.

    `state`: VALID, REPLACED (a newer print exists: `newest_print`), SUSPENDED, REVOKED, CONTACT
    (silent: nothing else is told), ALTERED, COPY (our stamped copy of `print_index`), SPECIMEN,
    NO_MATCH, UNREADABLE (`fault` says why), DAMAGED.
    `register_state`: for an altered file or a copy, the state of the certificate it was made from.
    `stamp`: what lies across the pages of a copy (`overprinting.STAMPS`).
    `altered`: what differs from our file: fields of `printedfields`, `text` (other words),
    `drawing` (looks changed, words not), `pages`, `credential`, `signature`, or `unreadable` (our
    file with bytes in it or behind it that cannot be read). Empty with ALTERED:
    saved anew by some program, and nothing of that differs.
    `signature`: INTACT, BROKEN, MISSING, FOREIGN, or "" where nothing was compared.
    Kind, course and last day are the register's, not the file's, and given only where something
    genuine was in the file.
    """

    state: str
    number: str = ""
    print_index: int = 0
    newest_print: int = 0
    register_state: str = ""
    altered: tuple[str, ...] = ()
    signature: str = ""
    fault: str = ""
    stamp: str = ""
    kind: str = ""
    course_title: LazyI18nString | None = None
    ended_on: dt.date | None = None


def examine(data: bytes, *, at: dt.datetime, trusted: bool = False) -> Examination:
    """Compare a file with the register, as of `at`; never raises on what is in the file.

    `trusted`: the asker may read the register (a command on the server): a number in the file is
    enough to compare with, silent entries answer, and the register itself is checked against the
    file. Without it the caller counts NO_MATCH and ALTERED as failed attempts of its throttle.
    Raises KeyFileProblem.
    """
    digest = hashlib.sha256(data).hexdigest()
    stored = _stored(digest)
    if stored:
        return _identical(stored, trusted)
    copy = StampedCopy.objects.select_related("entry__certificate").filter(sha256=digest).first()
    if copy:
        return _copied(copy, trusted)
    origin = by_beginning(data)
    try:
        found = dissected_apart(data)
    except NotReadable as error:
        if error.code in ("damaged", "not-a-pdf"):
            origin = origin or by_likeness(data)
        return _unreadable(origin, error.code, trusted)
    origin = origin or by_credential(found, at) or by_page(found, trusted)
    return _compared(origin, found, trusted) if origin else Examination(NO_MATCH)


def _stored(digest: str) -> CertificatePrint | None:
    return all_prints().filter(sha256=digest).first()


def _identical(stored: CertificatePrint, trusted: bool) -> Examination:
    certificate = stored.certificate
    if certificate.silent and not trusted:
        return Examination(CONTACT)
    payload = _payload(stored)
    if payload is None or not _agrees(payload, stored):
        return _answer(DAMAGED, stored)
    if trusted:
        text = "".join(page.text for page in dissected(bytes(stored.pdf)).pages)
        contradicted = missing_fields(payload, text)
        if contradicted:
            return _answer(DAMAGED, stored, altered=contradicted)
    signature = INTACT if b"/ByteRange" in bytes(stored.pdf) else MISSING
    return _answer(_state(stored), stored, signature=signature)


def _copied(copy: StampedCopy, trusted: bool) -> Examination:
    """Known to the byte like a stored file: whoever changed a letter of it holds another file."""
    if copy.entry is None:
        return Examination(SPECIMEN, stamp=copy.stamp, signature=MISSING)
    if copy.entry.certificate.silent and not trusted:
        return Examination(CONTACT)
    payload = _payload(copy.entry)
    if payload is None or not _agrees(payload, copy.entry):
        return _answer(DAMAGED, copy.entry)
    return replace(
        _answer(COPY, copy.entry, signature=MISSING, register_state=_state(copy.entry)),
        stamp=copy.stamp,
    )


def _unreadable(origin: CertificatePrint | None, fault: str, trusted: bool) -> Examination:
    """Our file with bytes in it or behind it that no reader understands is altered all the same."""
    if origin is None:
        return Examination(UNREADABLE, fault=fault)
    if origin.certificate.silent and not trusted:
        return Examination(CONTACT)
    return _answer(
        ALTERED,
        origin,
        altered=("unreadable",),
        signature=BROKEN,
        register_state=_state(origin),
    )


def _compared(stored: CertificatePrint, theirs: Dissection, trusted: bool) -> Examination:
    if stored.certificate.silent and not trusted:
        return Examination(CONTACT)
    payload = _payload(stored)
    if payload is None or not _agrees(payload, stored):
        return _answer(DAMAGED, stored)
    ours = dissected(bytes(stored.pdf))
    signature = _signature(ours, theirs)
    altered = list(_pages(payload, ours, theirs))
    if theirs.credential != ours.credential:
        altered.append("credential")
    if ours.signatures and signature != INTACT:
        altered.append("signature")
    return _answer(
        ALTERED,
        stored,
        altered=tuple(altered),
        signature=signature,
        register_state=_state(stored),
    )


def _pages(payload: CertificatePayload, ours: Dissection, theirs: Dissection) -> list[str]:
    same = len(theirs.pages) == len(ours.pages) and not theirs.more_pages
    extra = [] if same else ["pages"]
    one, other = ("".join(p.text for p in found.pages) for found in (ours, theirs))
    changed = list(changed_fields(payload, ours=one, theirs=other))
    drawn = [page.drawing for page in ours.pages] != [page.drawing for page in theirs.pages]
    if not changed and not extra and drawn:
        changed = ["drawing"]
    return changed + extra


def _signature(ours: Dissection, theirs: Dissection) -> str:
    if not theirs.signatures:
        return MISSING
    if not all(one.intact and one.whole for one in theirs.signatures):
        return BROKEN
    known = {signature.fingerprint for signature in ours.signatures}
    try:
        identity = signing_identity()
    except SigningProblem:
        identity = None
    if identity:
        known.add(identity.fingerprint)
    return INTACT if all(one.fingerprint in known for one in theirs.signatures) else FOREIGN


def _payload(stored: CertificatePrint) -> CertificatePayload | None:
    try:
        return from_dict(stored.payload)
    except (PayloadError, ValueError):
        return None


def _agrees(payload: CertificatePayload, stored: CertificatePrint) -> bool:
    """Whether the frozen print and the entry of the register say the same."""
    certificate = stored.certificate
    digests = [certificate.name_digest, *certificate.former_digests]
    kinds = [certificate.kind, *certificate.former_kinds]
    if stored.index == certificate.print_index:
        digests, kinds = digests[:1], kinds[:1]
    return (
        payload.number == certificate.number
        and payload.print_index == stored.index
        and payload.kind in kinds
        and payload.ends_on == certificate.ended_on
        and digest_of(payload.holder_name) in digests
    )


def _state(stored: CertificatePrint) -> str:
    state = STATES[Certificate.State(stored.certificate.state)]
    replaced = stored.index < stored.certificate.print_index
    return REPLACED if state == VALID and replaced else state


def _answer(
    state: str,
    stored: CertificatePrint,
    *,
    altered: tuple[str, ...] = (),
    signature: str = "",
    register_state: str = "",
) -> Examination:
    certificate = stored.certificate
    return Examination(
        state,
        number=certificate.number,
        print_index=stored.index,
        newest_print=certificate.print_index,
        register_state=register_state,
        altered=altered,
        signature=signature,
        kind=certificate.kind,
        course_title=certificate.course_title,
        ended_on=certificate.ended_on,
    )
