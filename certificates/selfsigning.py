"""A signing certificate made by oneself: for the demo, and for a house without an authority.

Readers call its signer unknown; whoever asks us compares the fingerprint (docs/keys.md).
"""

import datetime as dt
import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

SERIAL_BITS = 120
_BITS = 3072
_EXPONENT = 65537
_OWNER_ONLY = 0o600
_NAME_LIMIT = 64


class CertificateExists(Exception):
    """There is a file already; it is not overwritten."""


def make_certificate(
    path: Path, *, name: str, serial: int, since: dt.datetime, until: dt.datetime
) -> None:
    """Write key and certificate as PEM, readable by the owner only. Raises CertificateExists.

    `serial` is a positive number of at most 159 bits; the key is drawn by the system.
    """
    key = rsa.generate_private_key(public_exponent=_EXPONENT, key_size=_BITS)
    whose = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:_NAME_LIMIT])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(whose)
        .issuer_name(whose)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError:
        raise CertificateExists(str(path)) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret + certificate.public_bytes(serialization.Encoding.PEM))


def _usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
