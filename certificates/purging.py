"""Verb: what retention leaves of a certificate: the proof, and nobody in it.

Domain 7.5: « purge leaves: certificate number, keyed hash of the name, type, course, date, state ».
Left beside them, because verification needs it and it names nobody: the keyed hashes of earlier
names, the index of the last print, silent mode, the place in the status lists, and the public
reason of a suspension or revocation.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from certificates.models import (
    Certificate,
    CertificateEvent,
    CertificatePrint,
    NameProof,
    NameSheet,
    PaperEntry,
    PrintRun,
    StampedCopy,
)

# The register keeps names for ten years after the course (domain 7.3).
KEPT_YEARS = 10
_PUBLIC = (CertificateEvent.Action.SUSPENDED, CertificateEvent.Action.REVOKED)


def due(*, on: datetime.date) -> QuerySet[Certificate]:
    """Certificates whose course ended ten years ago or more and that still hold more than proof."""
    # 29 February counts as the 28th in a year without one.
    day = min(on.day, 28) if on.month == 2 else on.day
    limit = datetime.date(on.year - KEPT_YEARS, on.month, day)
    return Certificate.objects.filter(ended_on__lte=limit, prints__isnull=False).distinct()


@transaction.atomic
def leave_proof(certificates: Iterable[Certificate]) -> int:
    """Delete prints, sheets, name proofs and inner reasons, untie from people; returns how many.

    From a list of names to sign only the own line goes, and the list with its last line. Doing it
    twice does nothing more.
    """
    keys = [certificate.pk for certificate in certificates]
    chosen = Certificate.objects.filter(pk__in=keys)
    # Locked without the order of the model, which joins the cohort: it may be gone already.
    locked = chosen.select_for_update().order_by("pk").values_list("enrolment_id", "cohort_id")
    owners = list(locked)
    enrolments = {enrolment for enrolment, _ in owners if enrolment is not None}
    cohorts = {cohort for _, cohort in owners if cohort is not None}
    PaperEntry.objects.filter(carries__certificate__in=keys).delete()
    StampedCopy.objects.filter(entry__certificate__in=keys).delete()
    CertificatePrint.objects.filter(certificate__in=keys).delete()
    # A run that was refused keeps the names in the way of it.
    PrintRun.objects.filter(cohort__in=cohorts).delete()
    NameProof.objects.filter(enrolment__in=enrolments).delete()
    for sheet in NameSheet.objects.select_for_update().filter(cohort__in=cohorts).order_by("pk"):
        _strike(sheet, enrolments)
    events = CertificateEvent.objects.filter(certificate__in=keys)
    events.exclude(action__in=_PUBLIC).delete()
    events.update(by=None, internal_reason="")
    return chosen.update(enrolment=None, cohort=None, position=0, issued_by=None, former_kinds=[])


def _strike(sheet: NameSheet, enrolments: set[int]) -> None:
    left = [line for line in sheet.lines if line[0] not in enrolments]
    if left:
        sheet.lines = left
        sheet.save(update_fields=["lines"])
    else:
        sheet.delete()
