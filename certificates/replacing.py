"""Verb: print a certificate again after a name was corrected. Same number, next print index."""

import datetime
from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from accounts.names import NameProblem, check_arabic_name, check_printed_name
from certificates import refusals
from certificates.documentreading import carries_what_was_decided
from certificates.drafting import rendered
from certificates.issuing import store_print
from certificates.models import Certificate, CertificateEvent, CertificatePrint
from certificates.payload import CertificatePayload, from_dict
from certificates.proofreading import unprintable
from certificates.refusals import Refusal
from certificates.stamping import stamped
from certificates.verification import digest_of


def correct_name(
    *,
    certificate: Certificate,
    name: str,
    reason: str,
    by: User | None,
    at: datetime.datetime,
    arabic: str | None = None,
) -> CertificatePrint:
    """Print the certificate with the corrected name; earlier prints count as replaced.

    `arabic` None leaves the Arabic form alone. All other words stay those of the first print,
    day of signature included. Raises Refusal: REASON_MISSING, DOCUMENT_OTHER (another document was
    decided since: that one is printed first), BAD_NAME, SAME_NAME, UNPRINTABLE, OVERFLOW,
    WRONG_STATE (revoked, suspended, or another reprint came first).
    """
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    if not carries_what_was_decided(certificate):
        raise Refusal(refusals.DOCUMENT_OTHER)
    last = certificate.prints.get(index=certificate.print_index)
    payload = _corrected(from_dict(last.payload), name, arabic, at)
    pdf = rendered(payload)
    return store_reprint(
        certificate=certificate, payload=payload, pdf=pdf, reason=reason, by=by, at=at
    )


def _corrected(
    before: CertificatePayload, name: str, arabic: str | None, at: datetime.datetime
) -> CertificatePayload:
    arabic = before.holder_arabic if arabic is None else arabic
    try:
        check_printed_name(name)
        check_arabic_name(arabic)
    except NameProblem as error:
        raise Refusal(refusals.BAD_NAME) from error
    if (name, arabic) == (before.holder_name, before.holder_arabic):
        raise Refusal(refusals.SAME_NAME)
    payload = stamped(
        before,
        holder_name=name,
        holder_arabic=arabic,
        print_index=before.print_index + 1,
        made_at=at,
    )
    problems = unprintable([payload])
    if problems:
        raise Refusal(refusals.UNPRINTABLE, problems)
    return payload


@transaction.atomic
def store_reprint(
    *,
    certificate: Certificate,
    payload: CertificatePayload,
    pdf: bytes,
    reason: str,
    by: User | None,
    at: datetime.datetime,
    states: Collection[str] = (Certificate.State.ISSUED,),
) -> CertificatePrint:
    """Keep the next print of a certificate, which is then of its name and kind.

    Raises Refusal(WRONG_STATE) outside `states`. Race: the counted UPDATE lets only the reprint
    through that follows the print it read.
    """
    digest = digest_of(payload.holder_name)
    changed = Certificate.objects.filter(
        pk=certificate.pk, state__in=states, print_index=payload.print_index - 1
    ).update(
        print_index=payload.print_index,
        name_digest=digest,
        former_digests=_former(certificate.former_digests, certificate.name_digest, digest),
        kind=payload.kind,
        former_kinds=_former(certificate.former_kinds, certificate.kind, payload.kind),
    )
    if changed != 1:
        raise Refusal(refusals.WRONG_STATE)
    new_print = store_print(certificate=certificate, payload=payload, pdf=pdf, at=at)
    CertificateEvent.objects.create(
        certificate=certificate,
        action=CertificateEvent.Action.REPLACED,
        at=at,
        by=by,
        internal_reason=reason,
    )
    certificate.refresh_from_db()
    return new_print


def _former(known: list[str], last: str, now: str) -> list[str]:
    """What stood on earlier prints and does not on this one, each once."""
    return list(dict.fromkeys(one for one in (*known, last) if one != now))
