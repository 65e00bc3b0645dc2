"""PAdES signature (B-B) on a rendered certificate, when a signing certificate is configured.

The signature is invisible: the paper is signed in ink. It certifies the file (no change allowed)
and bears the moment given; with RSA (PKCS #1 v1.5) the same file, key and moment give the same
bytes. PDF/A-3a and PDF/UA-1 are kept: the field has a name for those who listen, and lies
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

from asn1crypto import cms  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from certificates.cades import ECDSA_SHA256, RSA_SHA256, container, signed_attributes

FIELD = "Relais"
_TOOLTIP = "Signature électronique de l’organisme émetteur / Electronic signature of the issuer"
_DIGEST = "sha256"
# Bytes of a signature's attributes, and of the signature itself with a key of 8192 bits.
_ROOM = 1024 + 1024

# Of the others, Ed25519 above all, readers of PDF know nothing yet.
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class SigningProblem(Exception):
    """The signing certificate cannot be used; the message names the file and says why."""


@dataclass(frozen=True)
class SigningIdentity:
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


def signing_identity() -> SigningIdentity | None:
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


def signed_pdf(pdf: bytes, *, at: dt.datetime, identity: SigningIdentity) -> bytes:
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
        signer=_KeySigner(identity),
        new_field_spec=SigFieldSpec(
            FIELD,
            readable_field_name=_TOOLTIP,
            invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
        ),
    )
    signer.at = at
    target = BytesIO()
    asyncio.run(signer.async_sign_pdf(writer, bytes_reserved=_room(identity), output=target))
    return target.getvalue()


class _KeySigner(Signer):
    """Makes the container by `certificates.cades`; the library's own way takes long."""

    def __init__(self, identity: SigningIdentity) -> None:
        super().__init__(
            signing_cert=asn1.Certificate.load(_der(identity.certificate)),
            cert_registry=SimpleCertificateStore(),
        )
        self._identity = identity

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The bare signature over `data`."""
        key = self._identity.key
        if isinstance(key, rsa.RSAPrivateKey):
            return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return key.sign(data, ec.ECDSA(hashes.SHA256()))

    async def async_sign(
        self, data_digest: bytes, digest_algorithm: str, *args: Any, **options: Any
    ) -> Any:
        """The container for a document's SHA-256."""
        identity = self._identity
        attributes = signed_attributes(
            data_digest, fingerprint=identity.certificate.fingerprint(hashes.SHA256())
        )
        content = container(
            attributes=attributes,
            signature=await self.async_sign_raw(attributes, digest_algorithm),
            algorithm=RSA_SHA256 if isinstance(identity.key, rsa.RSAPrivateKey) else ECDSA_SHA256,
            issuer=identity.certificate.issuer.public_bytes(),
            serial=identity.certificate.serial_number,
            certificates=[_der(one) for one in (identity.certificate, *identity.above)],
        )
        return cms.ContentInfo.load(content)


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

    def _update_meta(self) -> None:
        """Nothing: the library would write the hour of its clock into the metadata."""


def _room(identity: SigningIdentity) -> int:
    """Hex digits to keep free for the signature: its certificates, names, key and attributes.

    The library would make a signature for trial, which is half of the whole work.
    """
    certificates = (identity.certificate, *identity.above)
    whole = sum(len(_der(one)) for one in certificates)
    names = 2 * len(identity.certificate.issuer.public_bytes())
    return 2 * (whole + names + _ROOM)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, passphrase: str) -> SigningIdentity:
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
        raise SigningProblem(f"{path}: no RSA or EC key")
    own = [one for one in found if one.public_key() == key.public_key()]
    if not own:
        raise SigningProblem(f"{path}: no certificate of its key")
    return SigningIdentity(key, own[0], tuple(one for one in found if one not in own))


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)
