"""Verbs: suspend, reinstate and revoke a certificate, each with its reason, logged."""

import datetime

from django.db import transaction
from i18nfield.strings import LazyI18nString

from accounts.models import User
from certificates import refusals
from certificates.documentreading import carries_what_was_decided
from certificates.models import Certificate, CertificateEvent
from certificates.payload import Bilingual
from certificates.refusals import Refusal

_UNSAID = Bilingual("", "")
_State = Certificate.State
_Action = CertificateEvent.Action

# Act → the states it may start from, and the state it leads to. Nothing leads out of revoked.
TRANSITIONS: dict[str, tuple[frozenset[str], str]] = {
    _Action.SUSPENDED: (frozenset({_State.ISSUED}), _State.SUSPENDED),
    _Action.REINSTATED: (frozenset({_State.SUSPENDED}), _State.ISSUED),
    _Action.REVOKED: (frozenset({_State.ISSUED, _State.SUSPENDED}), _State.REVOKED),
}


def suspend(
    *,
    certificate: Certificate,
    reason: str,
    by: User | None,
    at: datetime.datetime,
    public_reason: Bilingual = _UNSAID,
) -> None:
    """Verification answers « suspended » until reinstated. Reasons and errors as `revoke`."""
    _change(certificate, _Action.SUSPENDED, reason, public_reason, by, at)


def reinstate(
    *, certificate: Certificate, reason: str, by: User | None, at: datetime.datetime
) -> None:
    """A suspended certificate is valid again. Errors as `revoke`, and DOCUMENT_OTHER when another
    document, or none, was decided meanwhile."""
    if reason.strip() and not carries_what_was_decided(certificate):
        raise Refusal(refusals.DOCUMENT_OTHER)
    _change(certificate, _Action.REINSTATED, reason, _UNSAID, by, at)


def revoke(
    *,
    certificate: Certificate,
    reason: str,
    by: User | None,
    at: datetime.datetime,
    public_reason: Bilingual = _UNSAID,
) -> None:
    """End a certificate for good.

    `reason` stays in the register; `public_reason` is told to whoever verifies it, in the reader's
    language, so it is said in both or not at all. Raises Refusal: REASON_MISSING, ONE_LANGUAGE,
    WRONG_STATE.
    """
    _change(certificate, _Action.REVOKED, reason, public_reason, by, at)


@transaction.atomic
def _change(
    certificate: Certificate,
    action: str,
    reason: str,
    public_reason: Bilingual,
    by: User | None,
    at: datetime.datetime,
) -> None:
    """Race: the counted UPDATE lets one of two opposite acts through, the other is refused."""
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    said = [words.strip() for words in public_reason]
    if any(said) and not all(said):
        raise Refusal(refusals.ONE_LANGUAGE)
    sources, target = TRANSITIONS[action]
    changed = Certificate.objects.filter(pk=certificate.pk, state__in=sources).update(state=target)
    if changed != 1:
        raise Refusal(refusals.WRONG_STATE)
    CertificateEvent.objects.create(
        certificate=certificate,
        action=action,
        at=at,
        by=by,
        public_reason=LazyI18nString(dict(zip(("fr", "en"), said, strict=True))),
        internal_reason=reason,
    )
    certificate.state = target
