"""The files for paper and for the hand: all of a cohort, or one; every taking is logged."""

import datetime
import hashlib
import hmac
import io
import unicodedata
import zipfile
from collections.abc import Iterable

from django.db.models import F, QuerySet

from accounts.models import User
from certificates import refusals
from certificates.assembling import joined
from certificates.badges.baked import credential_text
from certificates.badges.reading import Unreadable
from certificates.copying import stamped_copy
from certificates.documentreading import carries_what_was_decided, outdated_in
from certificates.entryreading import stamp_for
from certificates.models import Certificate, CertificateEvent, CertificatePrint
from certificates.overprinting import STAMPS
from certificates.refusals import Refusal
from courses.models import Cohort


def current_prints(cohort: Cohort) -> QuerySet[CertificatePrint]:
    """The prints in force of a cohort in protocol order, with their certificates.

    Without those that a decision after the issue has outdated: the document that replaces them is
    made first (`outdated_in` names them).
    """
    outdated = [case.certificate.pk for case in outdated_in(cohort) if case.certificate]
    return (
        CertificatePrint.objects.filter(
            certificate__cohort=cohort,
            certificate__state=Certificate.State.ISSUED,
            index=F("certificate__print_index"),
        )
        .exclude(certificate__in=outdated)
        .select_related("certificate__cohort")
        .order_by("certificate__position", "certificate_id")
    )


def merged_pdf(*, cohort: Cohort, by: User | None, at: datetime.datetime) -> bytes:
    """The current prints of a cohort in protocol order, front and back, as one document.

    The pages are those of the stored files; certificates that are not in force, or not what was
    decided, are left out.
    Raises Refusal: NOTHING_TO_PRINT, DAMAGED.
    """
    prints = _to_print(cohort)
    document = joined(map(sound_file, prints))
    _log((entry.certificate for entry in prints), by, at)
    return document


def zipped_pdfs(*, cohort: Cohort, by: User | None, at: datetime.datetime) -> bytes:
    """The same as single stored files in a ZIP. Raises Refusal: NOTHING_TO_PRINT, DAMAGED."""
    prints = _to_print(cohort)
    target = io.BytesIO()
    # Stored: a PDF is compressed already. Dated as the prints, so that the same is the same file.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for entry in prints:
            day = entry.rendered_at.astimezone(cohort.tz).timetuple()[:6]
            name = zipfile.ZipInfo(file_name(entry.certificate), day)
            archive.writestr(name, sound_file(entry))
    _log((entry.certificate for entry in prints), by, at)
    return target.getvalue()


def single_pdf(
    *,
    certificate: Certificate,
    by: User | None,
    at: datetime.datetime,
    index: int | None = None,
) -> bytes:
    """The stored file of a print, the current one unless `index` names another.

    A print that is not in force is a copy with its state stamped across each page. Raises
    Refusal(DAMAGED) when the file's SHA-256 differs, Refusal(DOCUMENT_OTHER) when a decision since
    has given another document or none, and CertificatePrint.DoesNotExist.
    """
    index = certificate.print_index if index is None else index
    entry = certificate.prints.get(index=index)
    pdf = sound_file(entry)
    stamp = stamp_for(certificate, index)
    if not stamp and not carries_what_was_decided(certificate):
        raise Refusal(refusals.DOCUMENT_OTHER)
    _log([certificate], by, at)
    return stamped_copy(pdf, stamp=stamp, entry=entry) if stamp else pdf


def single_credential(*, certificate: Certificate, by: User | None, at: datetime.datetime) -> str:
    """The credential that the current print carries, byte for byte, whatever the state: the status
    lists tell it. Raises Refusal: DAMAGED, NO_CREDENTIAL (the print was made without a key)."""
    pdf = sound_file(certificate.prints.get(index=certificate.print_index))
    try:
        found = credential_text(pdf)
    except Unreadable as error:
        raise Refusal(refusals.NO_CREDENTIAL) from error
    _log([certificate], by, at)
    return found


def sound_file(entry: CertificatePrint) -> bytes:
    """The stored file of a print. Raises Refusal(DAMAGED) when its SHA-256 differs."""
    pdf = bytes(entry.pdf)
    if not hmac.compare_digest(hashlib.sha256(pdf).hexdigest(), entry.sha256):
        raise Refusal(refusals.DAMAGED)
    return pdf


def file_name(certificate: Certificate, index: int | None = None) -> str:
    """OUA16-007-FDF-7K3M-92QX.pdf: cohort, place in protocol order, number, and no name of a
    person, for a folder of files is read by whoever finds the key that it lies on. A later print
    adds its index, a stamped copy what is stamped on it."""
    index = certificate.print_index if index is None else index
    parts = [certificate.number]
    if certificate.cohort:
        parts = [certificate.cohort.code, f"{certificate.position:03d}", certificate.number]
    if index > 1:
        parts.append(f"{index}")
    stamp = stamp_for(certificate, index)
    if stamp:
        parts += [_plain(word) for word in STAMPS[stamp]]
    return f"{'-'.join(parts)}.pdf"


def _plain(word: str) -> str:
    """The word without accents: a file name must live on every stick."""
    return "".join(one for one in unicodedata.normalize("NFD", word) if one.isascii())


def _to_print(cohort: Cohort) -> list[CertificatePrint]:
    prints = list(current_prints(cohort))
    if not prints:
        raise Refusal(refusals.NOTHING_TO_PRINT)
    return prints


def _log(certificates: Iterable[Certificate], by: User | None, at: datetime.datetime) -> None:
    CertificateEvent.objects.bulk_create(
        CertificateEvent(
            certificate=certificate, action=CertificateEvent.Action.DOWNLOADED, at=at, by=by
        )
        for certificate in certificates
    )
