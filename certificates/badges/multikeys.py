"""Public keys as credentials name them: Multikey, did:key, JWK. Nothing is looked up anywhere."""

import base64
import binascii
import json
import re
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

PublicKey = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUE = {symbol: value for value, symbol in enumerate(_BASE58)}
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
_ED25519 = b"\xed\x01"
_CURVES: dict[bytes, ec.EllipticCurve] = {b"\x80\x24": ec.SECP256R1(), b"\x81\x24": ec.SECP384R1()}
_JWK_CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}
_TEXT_LIMIT = 4096
RSA_BITS = (2048, 8192)


class BadKey(ValueError):
    """This is no public key of a kind that is understood."""

    code = "bad-key"


def base58_encode(content: bytes) -> str:
    """Base 58 in Bitcoin's alphabet, without the multibase letter."""
    number, digits = int.from_bytes(content, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        digits = _BASE58[rest] + digits
    return "1" * (len(content) - len(content.lstrip(b"\0"))) + digits


def base58_decode(text: str) -> bytes:
    """The bytes of a base 58 text. Raises BadKey."""
    if len(text) > _TEXT_LIMIT or any(symbol not in _VALUE for symbol in text):
        raise BadKey("base58")
    number = 0
    for symbol in text:
        number = number * 58 + _VALUE[symbol]
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url_encode(content: bytes) -> str:
    """Base 64 for addresses, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def base64url_decode(text: object) -> bytes:
    """The bytes of an unpadded text; one text only for each content. Raises BadKey."""
    if not isinstance(text, str) or not _BASE64URL.fullmatch(text):
        raise BadKey("base64url")
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise BadKey("base64url") from error
    if base64url_encode(content) != text:
        raise BadKey("base64url")
    return content


def multikey(key: ed25519.Ed25519PublicKey) -> str:
    """The publicKeyMultibase of an Ed25519 key: z6Mk…"""
    return "z" + base58_encode(_ED25519 + key.public_bytes_raw())


def from_multikey(text: object) -> PublicKey:
    """The key of a publicKeyMultibase: Ed25519, P-256, P-384. Raises BadKey."""
    if not isinstance(text, str) or not text.startswith("z"):
        raise BadKey("multikey")
    content = base58_decode(text[1:])
    kind, key = content[:2], content[2:]
    try:
        if kind == _ED25519:
            return ed25519.Ed25519PublicKey.from_public_bytes(key)
        if kind in _CURVES:
            return ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[kind], key)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadKey("multikey") from error
    raise BadKey("multikey")


def from_jwk(jwk: object) -> PublicKey:
    """The key of a public JWK: OKP Ed25519, EC P-256 and P-384, RSA. Raises BadKey."""
    if not isinstance(jwk, dict) or "d" in jwk or "k" in jwk:
        raise BadKey("jwk")
    kind = jwk.get("kty")
    try:
        if kind == "OKP" and jwk.get("crv") == "Ed25519":
            return ed25519.Ed25519PublicKey.from_public_bytes(base64url_decode(jwk.get("x")))
        if kind == "EC" and jwk.get("crv") in _JWK_CURVES:
            x, y = (_number(jwk.get(name)) for name in ("x", "y"))
            return ec.EllipticCurvePublicNumbers(x, y, _JWK_CURVES[jwk["crv"]]).public_key()
        if kind == "RSA":
            return _rsa(_number(jwk.get("n")), _number(jwk.get("e")))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKey("jwk") from error
    raise BadKey("jwk")


def from_did(did: str) -> PublicKey:
    """The key that a did:key or did:jwk is. Raises BadKey for every other method."""
    method, _, rest = did.partition("#")[0].removeprefix("did:").partition(":")
    if method == "key":
        return from_multikey(rest)
    if method == "jwk":
        try:
            return from_jwk(json.loads(base64url_decode(rest)))
        except (ValueError, RecursionError) as error:
            raise BadKey("did:jwk") from error
    raise BadKey(method)


def same_key(one: PublicKey, other: PublicKey) -> bool:
    """Whether both are one key."""
    return one == other


def _number(text: Any) -> int:
    return int.from_bytes(base64url_decode(text), "big")


def _rsa(modulus: int, exponent: int) -> rsa.RSAPublicKey:
    if not RSA_BITS[0] <= modulus.bit_length() <= RSA_BITS[1]:
        raise BadKey("rsa")
    return rsa.RSAPublicNumbers(exponent, modulus).public_key()
