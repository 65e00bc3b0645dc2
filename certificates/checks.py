"""What an operator should know before the site serves: the keys of certificates. Production only;
the demo makes its own."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils import timezone

from certificates.keyring import KeyFileProblem, readable_by_others, signing_key
from certificates.signing import SigningProblem, signing_identity

_SOON = dt.timedelta(days=60)


@register()
def check_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W001: no key. W002: a key that others may read. E001: a key file that is damaged."""
    if not settings.PRODUCTION:
        return []
    try:
        found: list[CheckMessage] = [
            Warning(
                f"{path} holds a secret key and can be read by others than its owner.",
                hint=f"chmod 600 {path}",
                id="certificates.W002",
            )
            for path in readable_by_others()
        ]
        key = signing_key()
    except KeyFileProblem as problem:
        return [Error(str(problem), hint="Restore RELAIS_KEYS.", id="certificates.E001")]
    if key is None:
        found.append(
            Warning(
                "There is no key to sign certificates with: their QR codes carry the address only,"
                " and no credential is attached.",
                hint=f"manage.py certificate_keys --make (RELAIS_KEYS is {settings.KEYS_DIR})",
                id="certificates.W001",
            )
        )
    return found


@register()
def check_signing_certificate(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E002: a file that cannot be read. W003: out of its dates, now or in sixty days."""
    if not settings.PRODUCTION:
        return []
    try:
        identity = signing_identity()
    except SigningProblem as problem:
        return [Error(str(problem), hint="RELAIS_SIGNING_CERTIFICATE", id="certificates.E002")]
    now = timezone.now()
    if identity is None or (identity.valid_at(now) and identity.valid_at(now + _SOON)):
        return []
    ends = identity.certificate.not_valid_after_utc
    return [
        Warning(
            f"{settings.SIGNING_CERTIFICATE} is good until {ends:%Y-%m-%d} only: certificates made"
            " outside its dates are not signed.",
            hint="Put a new signing certificate in its place.",
            id="certificates.W003",
        )
    ]
