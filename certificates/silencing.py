"""Verbs: silent mode on and off. While it is on, verification answers « contact the office »."""

import datetime

from django.db import transaction

from accounts.models import User
from certificates import refusals
from certificates.models import Certificate, CertificateEvent
from certificates.refusals import Refusal


def silence(
    *, certificate: Certificate, reason: str, by: User | None, at: datetime.datetime
) -> None:
    """Protect a holder at risk: nobody learns anything from the number and the name.

    Raises Refusal: REASON_MISSING, WRONG_STATE (it is silent already).
    """
    _change(certificate, True, reason, by, at)


def unsilence(
    *, certificate: Certificate, reason: str, by: User | None, at: datetime.datetime
) -> None:
    """Verification answers again. Errors as `silence`."""
    _change(certificate, False, reason, by, at)


@transaction.atomic
def _change(
    certificate: Certificate,
    silent: bool,
    reason: str,
    by: User | None,
    at: datetime.datetime,
) -> None:
    """Race: the counted UPDATE lets one of two equal acts through, the other is refused."""
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    changed = Certificate.objects.filter(pk=certificate.pk, silent=not silent)
    if changed.update(silent=silent) != 1:
        raise Refusal(refusals.WRONG_STATE)
    action = CertificateEvent.Action.SILENCED if silent else CertificateEvent.Action.UNSILENCED
    CertificateEvent.objects.create(
        certificate=certificate, action=action, at=at, by=by, internal_reason=reason
    )
    certificate.silent = silent
