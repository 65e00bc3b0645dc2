"""Verb: print a certificate again after the decision was corrected. Same number, next index."""

import datetime

from django.db import transaction

from accounts.models import User
from assessments.models import FrozenOutcome
from certificates import refusals
from certificates.documentreading import decided_kind
from certificates.drafting import rendered
from certificates.models import Certificate, CertificatePrint
from certificates.payload import from_dict
from certificates.refusals import Refusal
from certificates.replacing import store_reprint
from certificates.stamping import stamped

_State = Certificate.State
_MAY = frozenset({_State.ISSUED, _State.SUSPENDED})


def correct_document(
    *,
    certificate: Certificate,
    kind: str,
    reason: str,
    by: User | None,
    at: datetime.datetime,
) -> CertificatePrint:
    """Print the document that the decision in force gives a right to (R18).

    `kind` is the one that the person saw and confirmed. Earlier prints count as replaced; name and
    all words that do not follow from the kind stay those of the print before, day of signature
    included. A suspended certificate stays suspended. Raises Refusal: REASON_MISSING, NO_DOCUMENT
    (the decision gives none: suspend or revoke), DECISION_CHANGED (it is not `kind` any more),
    DOCUMENT_RIGHT, OVERFLOW, KEYS, WRONG_STATE (revoked, or another reprint came first).
    """
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    _require(certificate, kind, lock=False)
    before = from_dict(certificate.prints.get(index=certificate.print_index).payload)
    payload = stamped(before, kind=kind, print_index=before.print_index + 1, made_at=at)
    pdf = rendered(payload)
    # Race: the drawing takes a second; what was decided meanwhile is looked at again, locked.
    with transaction.atomic():
        _require(certificate, kind, lock=True)
        return store_reprint(
            certificate=certificate,
            payload=payload,
            pdf=pdf,
            reason=reason,
            by=by,
            at=at,
            states=_MAY,
        )


def _require(certificate: Certificate, kind: str, *, lock: bool) -> None:
    outcomes = FrozenOutcome.objects.filter(enrolment=certificate.enrolment)
    outcome = (outcomes.select_for_update(of=("self",)) if lock else outcomes).first()
    decided = decided_kind(outcome) if outcome else None
    if decided is None:
        raise Refusal(refusals.NO_DOCUMENT)
    if decided != kind:
        raise Refusal(refusals.DECISION_CHANGED)
    if certificate.kind == kind:
        raise Refusal(refusals.DOCUMENT_RIGHT)
    if certificate.state not in _MAY:
        raise Refusal(refusals.WRONG_STATE)
