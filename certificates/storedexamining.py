"""What stands behind a number: the entry, the stored file of its newest print, what signed them.

For whoever may read the register; `examining.py` is about files from elsewhere.
"""

import datetime as dt
import hashlib
from dataclasses import replace

from certificates.codes import parse_number
from certificates.dissecting import NotReadable, dissected
from certificates.examining import (
    BROKEN,
    DAMAGED,
    INTACT,
    MISSING,
    STATES,
    Examination,
    examine,
)
from certificates.keyring import published_keys
from certificates.models import Certificate, CertificatePrint
from certificates.sealing import SealProblem, Verdict, judge, read_seal
from certificates.verification import NO_MATCH

# Nothing is there to look at, or its key is not among ours.
UNVERIFIABLE = "unverifiable"
_SEALS = {
    Verdict.AUTHENTIC: INTACT,
    Verdict.UNKNOWN_KEY: UNVERIFIABLE,
    Verdict.FORGED: BROKEN,
    Verdict.OTHER_NAME: BROKEN,
}


def standing(number: str, *, at: dt.datetime) -> Examination:
    """What the register says of a number alone: the newest print, its stored file examined.

    `signature`: what holds of both the signature in the stored file and the seal of its QR code;
    UNVERIFIABLE where the prints were purged or a key is missing. A seal that is not good is
    `altered` ("seal",). Raises KeyFileProblem.
    """
    known = parse_number(number) or ""
    certificate = Certificate.objects.filter(number=known).first()
    if certificate is None:
        return Examination(NO_MATCH)
    stored = certificate.prints.filter(index=certificate.print_index).first()
    if stored is None:
        return _purged(certificate)
    pdf = bytes(stored.pdf)
    if hashlib.sha256(pdf).hexdigest() != stored.sha256:
        return replace(_purged(certificate), state=DAMAGED, signature=BROKEN)
    seal = _seal(stored)
    found = replace(examine(pdf, at=at, trusted=True), signature=_worst(seal, _signed(pdf)))
    if seal == BROKEN:
        return replace(found, state=DAMAGED, altered=(*found.altered, "seal"))
    return found


def _purged(certificate: Certificate) -> Examination:
    """What retention leaves: the entry without its prints."""
    return Examination(
        STATES[Certificate.State(certificate.state)],
        number=certificate.number,
        print_index=certificate.print_index,
        newest_print=certificate.print_index,
        signature=UNVERIFIABLE,
        kind=certificate.kind,
        course_title=certificate.course_title,
        ended_on=certificate.ended_on,
    )


def _signed(pdf: bytes) -> str:
    try:
        signatures = dissected(pdf).signatures
    except NotReadable:
        return BROKEN
    if not signatures:
        return MISSING
    return INTACT if all(one.intact and one.whole for one in signatures) else BROKEN


def _seal(stored: CertificatePrint) -> str:
    digits = stored.payload.get("seal")
    if not digits:
        return MISSING
    keys = [dated.public for dated in published_keys()]
    number, name = stored.certificate.number, str(stored.payload.get("holder_name"))
    try:
        return _SEALS[judge(read_seal(digits), number=number, name=name, keys=keys)]
    except SealProblem:
        return BROKEN


def _worst(*signatures: str) -> str:
    for one in (BROKEN, UNVERIFIABLE, INTACT):
        if one in signatures:
            return one
    return MISSING
