"""The forms of a certificate that a validator should judge, by name."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import override_settings

from certificates.archiving import Attachment
from certificates.codes import new_number
from certificates.drafting import rendered
from certificates.payload import KINDS
from certificates.rendering import render_certificate, render_cohort
from tests.certificates.rendering.specimens import LONGEST_NAME, SIGNATORIES, counted, specimen
from tests.signing_keys import write_test_certificate, write_test_key

MADE_AT = dt.datetime(2016, 2, 12, 16, tzinfo=dt.UTC)
CREDENTIAL = Attachment(
    name="credential.json",
    media_type="application/ld+json",
    description="Le même certificat pour les machines / The same certificate for machines",
    content=b'{"type": ["VerifiableCredential"]}',
)


def printed_forms() -> dict[str, bytes]:
    """All kinds, the longest, the shortest and an Arabic name, a cohort, a file inside."""
    forms = {f"kind-{kind}": render_certificate(specimen(kind=kind)) for kind in KINDS}
    forms["longest-name"] = render_certificate(specimen(holder_name=LONGEST_NAME))
    forms["shortest-name"] = render_certificate(specimen(holder_name="B"))
    forms["arabic-name"] = render_certificate(
        specimen(holder_arabic="ويدراوغو", signatories=SIGNATORIES)
    )
    forms["attachment"] = render_certificate(specimen(), attachments=[CREDENTIAL])
    forms["signed"] = _signed()
    forms["cohort"] = render_cohort(
        [
            specimen(
                number=new_number("FDF", random_bytes=counted(at)), kind=KINDS[at % len(KINDS)]
            )
            for at in range(7)
        ]
    )
    return forms


def _signed() -> bytes:
    """As a certificate is stored: with its own credential and a signature."""
    payload = specimen(made_at=MADE_AT, status_place=4711)
    with TemporaryDirectory() as work:
        folder = Path(work)
        write_test_key(folder)
        certificate = write_test_certificate(folder)
        with override_settings(KEYS_DIR=folder, SIGNING_CERTIFICATE=certificate):
            return rendered(payload)
