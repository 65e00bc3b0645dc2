"""Compact VC-JWT (RFC 7515, W3C VC-JOSE-COSE, Open Badges 3.0 8.2): the signature and its key.

The key is in the header (`jwk`) or is the DID that `kid` or `iss` names. Nothing is fetched.
"""

from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from certificates.badges.multikeys import BadKey, PublicKey, base64url_decode, from_did, from_jwk
from certificates.badges.proofs import BadProof, KeyOf
from certificates.badges.reading import SIZE_LIMIT, Unreadable, read_json

_EC: dict[str, tuple[str, hashes.HashAlgorithm, int]] = {
    "ES256": ("secp256r1", hashes.SHA256(), 32),
    "ES384": ("secp384r1", hashes.SHA384(), 48),
}
_RSA: dict[str, hashes.HashAlgorithm] = {"RS256": hashes.SHA256(), "PS256": hashes.SHA256()}
_EDDSA = ("EdDSA", "Ed25519")
_RESERVED = ("crit", "b64", "zip")


def check_jwt(token: str, *, key_of: KeyOf) -> tuple[dict[str, Any], str, PublicKey]:
    """The claims of a token, the method its key was named by ("" for a bare jwk), and the key.

    Raises BadProof (algorithm, proof-malformed, key-conflict, signature), Unreadable, BadKey, and
    whatever `key_of` raises.
    """
    if len(token) > SIZE_LIMIT:
        raise Unreadable("too-large")
    head, body, tail = token.split(".")
    try:
        header = read_json(base64url_decode(head))
        claims = read_json(base64url_decode(body))
        signature = base64url_decode(tail)
    except BadKey as error:
        raise Unreadable("not-json") from error
    if any(name in header for name in _RESERVED):
        raise BadProof("proof-malformed", "header")
    algorithm = header.get("alg")
    if algorithm not in (*_EC, *_RSA, *_EDDSA):
        raise BadProof("algorithm", str(algorithm)[:20])
    method, key = _key(header, claims, key_of)
    _check(algorithm, key, f"{head}.{body}".encode(), signature)
    return claims, method, key


def _key(header: dict[str, Any], claims: dict[str, Any], key_of: KeyOf) -> tuple[str, PublicKey]:
    kid, jwk, issuer = header.get("kid"), header.get("jwk"), claims.get("iss")
    method = ""
    if isinstance(kid, str):
        if kid.startswith("#") and isinstance(issuer, str):
            method = issuer + kid
        elif ":" in kid:
            method = kid
    if not method and jwk is None and isinstance(issuer, str):
        method = issuer
    if jwk is None:
        return method, key_of(method)
    key = from_jwk(jwk)
    # A key that travels with the token may not overrule the one that its name is.
    if method.startswith(("did:key:", "did:jwk:")) and from_did(method) != key:
        raise BadProof("key-conflict")
    return method, key


def _check(algorithm: str, key: PublicKey, message: bytes, signature: bytes) -> None:
    try:
        if algorithm in _EDDSA and isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, message)
        elif algorithm in _EC and isinstance(key, ec.EllipticCurvePublicKey):
            curve, digest, size = _EC[algorithm]
            if key.curve.name != curve or len(signature) != 2 * size:
                raise BadProof("proof-malformed", "curve")
            r, s = (int.from_bytes(part, "big") for part in (signature[:size], signature[size:]))
            key.verify(encode_dss_signature(r, s), message, ec.ECDSA(digest))
        elif algorithm in _RSA and isinstance(key, rsa.RSAPublicKey):
            digest = _RSA[algorithm]
            scheme: padding.AsymmetricPadding = padding.PKCS1v15()
            if algorithm == "PS256":
                scheme = padding.PSS(padding.MGF1(digest), digest.digest_size)
            key.verify(signature, message, scheme, digest)
        else:
            raise BadProof("algorithm", algorithm)
    except InvalidSignature as error:
        raise BadProof("signature") from error
