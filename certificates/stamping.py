"""Verb: put the seal of the key in use on a payload, for its QR code."""

from dataclasses import replace
from typing import Any

from django.conf import settings

from certificates import refusals
from certificates.keyring import KeyFileProblem, signing_key
from certificates.payload import CertificatePayload, with_seal
from certificates.refusals import Refusal


def stamped(payload: CertificatePayload, **changes: Any) -> CertificatePayload:
    """The payload with these fields changed and a seal that states them; without a key no seal.

    The seal is frozen with the payload: printing it again after the key was rotated gives the same
    page. Raises PayloadError as the payload does, Refusal(KEYS).
    """
    try:
        key = signing_key()
    except KeyFileProblem as error:
        raise Refusal(refusals.KEYS) from error
    return with_seal(
        replace(payload, seal="", **changes),
        secret=key.secret if key else None,
        salt_key=settings.REGISTER_KEY.encode(),
    )
