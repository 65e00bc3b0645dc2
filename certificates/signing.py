"""PAdES signature (B-B) on a rendered certificate, when a signing certificate is configured.

The signature is invisible: the paper is signed in ink. It certifies the file (no change allowed)
and bears the moment given; with RSA (PKCS #1 v1.5) or Ed25519 the same file, key and moment give
the same bytes. PDF/A-3a and PDF/UA-1 are kept: the field has a name for those who listen, and lies
outside the page.
"""

import asyncio
import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import x509 as asn1  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Relais"
_TOOLTIP = "Signature électronique de l’organisme émetteur / Electronic signature of the issuer"
_DIGEST = "sha256"
# Bytes of a signature's attributes, and of the signature itself with a key of 8192 bits.
_ROOM = 1024 + 1024

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


class SigningProblem(Exception):
    """The signing certificate cannot be used; the message names the file and says why."""


@dataclass(frozen=True)
class Seal:
    """A certificate of X.509 with its key and the certificates above it."""

    key: PrivateKey
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    def valid_at(self, moment: dt.datetime) -> bool:
        """Whether the certificate was in its dates."""
        begins, ends = self.certificate.not_valid_before_utc, self.certificate.not_valid_after_utc
        return begins <= moment <= ends

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, 64 hex digits."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


def configured_seal() -> Seal | None:
    """What `RELAIS_SIGNING_CERTIFICATE` holds; None when there is no such file.

    Raises SigningProblem.
    """
    path = Path(settings.SIGNING_CERTIFICATE)
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SigningProblem(f"{path}: {error.strerror}") from error
    return _read(path, changed, settings.SIGNING_PASSPHRASE)


def signed_pdf(pdf: bytes, *, at: dt.datetime, seal: Seal) -> bytes:
    """The file with its signature behind it, as of `at`. Its first bytes stay what they were."""
    writer = _Writer(BytesIO(pdf))
    signer = _DatedSigner(
        PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=_DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        ),
        signer=_KeySigner(seal),
        new_field_spec=SigFieldSpec(
            FIELD,
            readable_field_name=_TOOLTIP,
            invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
        ),
    )
    signer.at = at
    target = BytesIO()
    asyncio.run(signer.async_sign_pdf(writer, bytes_reserved=_room(seal), output=target))
    return target.getvalue()


class _KeySigner(Signer):
    """Signs with a key that was read once; the library's own signer reads it for each file."""

    def __init__(self, seal: Seal) -> None:
        registry = SimpleCertificateStore()
        registry.register_multiple([_asn1(certificate) for certificate in seal.above])
        super().__init__(signing_cert=_asn1(seal.certificate), cert_registry=registry)
        self._key = seal.key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The signature over `data`."""
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return self._key.sign(data, ec.ECDSA(hashes.SHA256()))
        return self._key.sign(data)


class _DatedSigner(PdfSigner):
    """Takes the moment of signature from its caller; the library takes it from the clock."""

    at: dt.datetime

    def init_signing_session(self, *args: Any, **options: Any) -> Any:
        """As the library does it, dated."""
        session = super().init_signing_session(*args, **options)
        session.system_time = self.at.astimezone(dt.UTC).replace(microsecond=0)
        return session


class _Writer(IncrementalPdfFileWriter):
    """Names the changed file by what it was; the library draws the name by chance."""

    @classmethod
    def _handle_id(cls, prev: Any) -> generic.ArrayObject:
        prev.stream.seek(0)
        digest = hashlib.sha256(prev.stream.read()).digest()[:16]
        first = prev.trailer["/ID"][0] if "/ID" in prev.trailer else None
        if isinstance(first, generic.TextStringObject):
            first = generic.ByteStringObject(first.original_bytes)
        name = generic.ByteStringObject(digest)
        return generic.ArrayObject([name if first is None else first, name])


def _room(seal: Seal) -> int:
    """Hex digits to keep free for the signature: its certificates, names, key and attributes.

    The library would make a signature for trial, which is half of the whole work.
    """
    certificates = (seal.certificate, *seal.above)
    whole = sum(len(one.public_bytes(serialization.Encoding.DER)) for one in certificates)
    names = 2 * len(seal.certificate.issuer.public_bytes())
    return 2 * (whole + names + _ROOM)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, passphrase: str) -> Seal:
    """`changed` is the file's time, so that a new file is read."""
    secret = passphrase.encode() or None
    try:
        content = path.read_bytes()
        if b"-----BEGIN" in content:
            key: Any = serialization.load_pem_private_key(content, secret)
            found = x509.load_pem_x509_certificates(content)
        else:
            key, first, others = pkcs12.load_key_and_certificates(content, secret)
            found = [one for one in (first, *others) if one is not None]
    except (ValueError, TypeError, OSError) as error:
        raise SigningProblem(f"{path}: cannot be read ({error})") from error
    if not isinstance(key, PrivateKey):
        raise SigningProblem(f"{path}: no RSA, EC or Ed25519 key")
    own = [one for one in found if one.public_key() == key.public_key()]
    if not own:
        raise SigningProblem(f"{path}: no certificate of its key")
    return Seal(key, own[0], tuple(one for one in found if one not in own))


def _asn1(certificate: x509.Certificate) -> Any:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
