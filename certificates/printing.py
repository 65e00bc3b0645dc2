"""The files for paper: one for a whole cohort, one for a certificate; every taking is logged."""

import datetime
import hashlib
import hmac
from collections.abc import Iterable

from django.db.models import F

from accounts.models import User
from certificates import refusals
from certificates.models import Certificate, CertificateEvent, CertificatePrint
from certificates.payload import from_dict
from certificates.refusals import Refusal
from certificates.rendering import render_cohort
from courses.models import Cohort


def merged_pdf(*, cohort: Cohort, by: User | None, at: datetime.datetime) -> bytes:
    """The current prints of a cohort in protocol order, front and back, as one document.

    Made from the frozen payloads; certificates that are not in force are left out. Raises
    Refusal(NOTHING_TO_PRINT).
    """
    prints = list(
        CertificatePrint.objects.filter(
            certificate__cohort=cohort,
            certificate__state=Certificate.State.ISSUED,
            index=F("certificate__print_index"),
        )
        .select_related("certificate")
        .defer("pdf")
        .order_by("certificate__position", "certificate_id")
    )
    if not prints:
        raise Refusal(refusals.NOTHING_TO_PRINT)
    document = render_cohort([from_dict(entry.payload) for entry in prints])
    _log((entry.certificate for entry in prints), by, at)
    return document


def single_pdf(*, certificate: Certificate, by: User | None, at: datetime.datetime) -> bytes:
    """The stored file of the current print. Raises Refusal(DAMAGED) when its SHA-256 differs."""
    current = certificate.prints.get(index=certificate.print_index)
    pdf = bytes(current.pdf)
    if not hmac.compare_digest(hashlib.sha256(pdf).hexdigest(), current.sha256):
        raise Refusal(refusals.DAMAGED)
    _log([certificate], by, at)
    return pdf


def _log(certificates: Iterable[Certificate], by: User | None, at: datetime.datetime) -> None:
    CertificateEvent.objects.bulk_create(
        CertificateEvent(
            certificate=certificate, action=CertificateEvent.Action.DOWNLOADED, at=at, by=by
        )
        for certificate in certificates
    )
