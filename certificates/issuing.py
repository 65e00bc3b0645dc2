"""Verb: issue the certificates of a frozen cohort. Running it again issues only what is missing."""

import datetime
import hashlib
import random as chance
from collections.abc import Collection

from django.db import IntegrityError, transaction

from accounts.models import User
from assessments.models import FrozenOutcome
from certificates import refusals
from certificates.codes import new_number
from certificates.drafting import SYSTEM_CHANCE, draft_missing, free_places, rendered
from certificates.models import Certificate, CertificateEvent, CertificatePrint
from certificates.namereading import unsigned_of
from certificates.payload import CertificatePayload, to_dict
from certificates.proofreading import unprintable
from certificates.refusals import Problem, Refusal
from certificates.stamping import stamped
from certificates.verification import digest_of
from courses.models import Cohort

# Two collisions in a row among 34 thousand million numbers mean that chance is broken.
_TRIES = 5


def issue_cohort(
    *,
    cohort: Cohort,
    by: User | None,
    at: datetime.datetime,
    random: chance.Random = SYSTEM_CHANCE,
    unproven: Collection[int] = (),
) -> list[Certificate]:
    """Issue what the frozen outcomes give a right to; returns the new certificates.

    Everything is composed, proofread and rendered before the first row is written; then each
    certificate is stored whole, in a transaction of its own, with its print and its event.
    `random` draws the numbers: the system's chance unless a test or the demo gives another.
    Raises Refusal: NOT_FROZEN, NO_ISSUING_BODY, NO_SIGNATORY, TOO_MANY_SIGNATORIES, BAD_SETTING,
    UNPRINTABLE (problems: every name and character), UNPROVEN (problems: every name that its
    holder has not signed as it stands), OVERFLOW, NO_FREE_NUMBER.

    `unproven`: enrolments whose certificate is issued though the name is not signed; for nobody
    else, so that a name changed after the registrar's confirmation is asked about again.

    Race: of two registrars at once, the one whose row of an enrolment comes second finds the
    unique constraint and leaves that certificate to the other.
    """
    drafts = draft_missing(cohort=cohort, at=at, random=random)
    problems = unprintable(payload for _, payload in drafts)
    if problems:
        raise Refusal(refusals.UNPRINTABLE, problems)
    unsigned = unsigned_of(outcome.enrolment for outcome, _ in drafts)
    asked = tuple(
        Problem(line.form.name, "name-proof")
        for line in unsigned
        if line.enrolment.pk not in unproven
    )
    if asked:
        raise Refusal(refusals.UNPROVEN, asked)
    prints = [(outcome, payload, rendered(payload)) for outcome, payload in drafts]
    issued = []
    for outcome, payload, pdf in prints:
        certificate = _store_once(outcome, payload, pdf, by, at, random)
        if certificate:
            issued.append(certificate)
    return issued


def store_print(
    *, certificate: Certificate, payload: CertificatePayload, pdf: bytes, at: datetime.datetime
) -> CertificatePrint:
    """Keep a print with the SHA-256 of its file."""
    return CertificatePrint.objects.create(
        certificate=certificate,
        index=payload.print_index,
        payload=to_dict(payload),
        template_version=payload.template_version,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        rendered_at=at,
    )


def _store_once(
    outcome: FrozenOutcome,
    payload: CertificatePayload,
    pdf: bytes,
    by: User | None,
    at: datetime.datetime,
    random: chance.Random,
) -> Certificate | None:
    """Store one certificate whole; None when another registrar was faster."""
    for _ in range(_TRIES):
        try:
            return _store(outcome, payload, pdf, by, at)
        except IntegrityError:
            if Certificate.objects.filter(enrolment_id=outcome.enrolment_id).exists():
                return None
        # Number or place is taken: others, printed anew.
        prefix = payload.number[:3]
        (place,) = free_places(1, random=random)
        payload = stamped(
            payload,
            number=new_number(prefix, random_bytes=random.randbytes),
            status_place=place,
        )
        pdf = rendered(payload)
    raise Refusal(refusals.NO_FREE_NUMBER)


@transaction.atomic
def _store(
    outcome: FrozenOutcome,
    payload: CertificatePayload,
    pdf: bytes,
    by: User | None,
    at: datetime.datetime,
) -> Certificate:
    cohort = outcome.freeze.cohort
    certificate = Certificate.objects.create(
        number=payload.number,
        enrolment=outcome.enrolment,
        cohort=cohort,
        position=outcome.enrolment.position,
        kind=payload.kind,
        course_title=cohort.edition.course.title,
        ended_on=payload.ends_on,
        name_digest=digest_of(payload.holder_name),
        status_place=payload.status_place,
        issued_at=at,
        issued_by=by,
    )
    store_print(certificate=certificate, payload=payload, pdf=pdf, at=at)
    CertificateEvent.objects.create(
        certificate=certificate, action=CertificateEvent.Action.ISSUED, at=at, by=by
    )
    return certificate
