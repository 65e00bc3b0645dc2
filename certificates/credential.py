"""Our credential of a print: the same record for machines, signed with the key in use."""

import json
from typing import Any

from certificates.archiving import Attachment
from certificates.badges.ours import credential
from certificates.keyring import signing_key
from certificates.payload import CertificatePayload

FILE_NAME = "credential.json"
MEDIA_TYPE = "application/ld+json"
_DESCRIPTION = (
    "Open Badges 3.0 : le même certificat pour les machines / the same certificate for machines"
)


def attached(payload: CertificatePayload) -> tuple[Attachment, ...]:
    """What the PDF carries: the credential, or nothing without a key or a place in the lists.

    Raises KeyFileProblem.
    """
    content = credential_file(payload)
    if content is None:
        return ()
    return (
        Attachment(
            name=FILE_NAME, media_type=MEDIA_TYPE, description=_DESCRIPTION, content=content
        ),
    )


def credential_file(payload: CertificatePayload) -> bytes | None:
    """The signed credential as JSON; None without a key, a place or a moment of making.

    Signed as of the moment in the payload, or of the key's first when that came later: a run that
    was drafted before a rotation is signed after it. Raises KeyFileProblem.
    """
    key = signing_key()
    if key is None or payload.made_at is None or payload.status_place is None:
        return None
    document = credential(
        payload,
        place=payload.status_place,
        key=key.secret,
        created=max(payload.made_at, key.dated.since),
    )
    return as_file(document)


def as_file(document: dict[str, Any]) -> bytes:
    """JSON for a file, readable by people too."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
