"""The signatures in a PDF: of which certificate, unbroken or not, over the whole file or a part.

Whose certificate it is, the caller knows: nothing here asks an authority. RSA (PKCS #1 v1.5) and
ECDSA with SHA-2 are understood, as our files have them; what is not understood counts as broken.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms, tsp  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.pdf_utils import generic

_FIELDS = 50
_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_SET = b"\x31"


@dataclass(frozen=True)
class Signature:
    """A signature in the file: of which certificate (SHA-256; "" when that cannot be told),
    whether what it covers is as it was, and whether it covers the whole file."""

    fingerprint: str
    intact: bool
    whole: bool


def signatures_of(root: Any, pdf: bytes) -> tuple[Signature, ...]:
    """The signatures of a document with this catalog. Raises anything on a broken file."""
    return tuple(_judged(value, pdf) for value in _values(root))


def _values(root: Any) -> Iterator[Any]:
    """The signature dictionaries behind the fields of the form."""
    form = root["/AcroForm"] if "/AcroForm" in root else generic.DictionaryObject()
    waiting = [form["/Fields"]] if "/Fields" in form else []
    seen = 0
    while waiting:
        fields = waiting.pop()
        for place in range(len(fields)):
            seen += 1
            if seen > _FIELDS:
                raise ValueError("too many fields")
            field = fields[place]
            if "/Kids" in field:
                waiting.append(field["/Kids"])
            if "/FT" in field and field["/FT"] == "/Sig" and "/V" in field:
                yield field["/V"]


def _judged(value: Any, pdf: bytes) -> Signature:
    try:
        start, length, after, rest = (int(number) for number in value["/ByteRange"])
        hole = pdf[length:after]
        if start or after < length or hole[:1] + hole[-1:] != b"<>":
            raise ValueError("byte range")
        covered = pdf[:length] + pdf[after : after + rest]
        content = bytes.fromhex(hole[1:-1].decode())
        told = cms.ContentInfo.load(content)
        # Room that the signature left is empty: nothing is hidden behind it.
        if content[len(told.dump()) :].strip(b"\0"):
            raise ValueError("room behind the signature")
        signed = told["content"]
        (signer,) = signed["signer_infos"]
        certificate = _certificate(signed, signer)
    # A signature that cannot be taken apart proves nothing; its kind of fault does not matter.
    except Exception:
        return Signature("", intact=False, whole=False)
    return Signature(
        certificate.fingerprint(hashes.SHA256()).hex(),
        intact=_holds(signer, certificate, covered),
        whole=after + rest == len(pdf),
    )


def _certificate(signed: Any, signer: Any) -> x509.Certificate:
    found = [
        x509.load_der_x509_certificate(choice.chosen.dump())
        for choice in signed["certificates"]
        if choice.name == "certificate"
    ]
    wanted = signer["sid"].chosen
    (one,) = (
        certificate
        for certificate in found
        if certificate.serial_number == wanted["serial_number"].native
        and certificate.issuer.public_bytes() == wanted["issuer"].dump()
    )
    return one


def _holds(signer: Any, certificate: x509.Certificate, covered: bytes) -> bool:
    """RFC 5652, 5.4 and 5.6: the attributes name the digest and the certificate, and are signed."""
    try:
        algorithm = _DIGESTS[signer["digest_algorithm"]["algorithm"].native]
        attributes = {one["type"].native: one["values"] for one in signer["signed_attrs"]}
        (digest,) = attributes["message_digest"]
        (named,) = attributes["signing_certificate_v2"]
        fingerprint = certificate.fingerprint(hashes.SHA256())
        if digest.native != hashlib.new(algorithm.name, covered).digest():
            return False
        # The type of this attribute is known to `cms` once `tsp` is read.
        if not isinstance(named, tsp.SigningCertificateV2):
            return False
        if named["certs"][0]["cert_hash"].native != fingerprint:
            return False
        message = _SET + signer["signed_attrs"].dump()[1:]
        signature, key = signer["signature"].native, certificate.public_key()
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, message, ec.ECDSA(algorithm))
        else:
            return False
    except (InvalidSignature, KeyError, ValueError, TypeError, IndexError):
        return False
    return True
