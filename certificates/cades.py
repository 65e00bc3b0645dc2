"""The container of a PAdES B-B signature, in DER: CMS (RFC 5652) with the attributes of CAdES.

A general library builds it from thousands of objects, which takes longer than laying out the page
takes; here it is a dozen nested values, of which two differ from file to file.
"""

from collections.abc import Sequence

_SEQUENCE, _SET, _INTEGER, _OCTETS, _OID, _NULL = 0x30, 0x31, 0x02, 0x04, 0x06, b"\x05\x00"
_FIRST = 0xA0  # [0], constructed

_DATA = bytes.fromhex("2a864886f70d010701")
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_CONTENT_TYPE = bytes.fromhex("2a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
_SIGNING_CERTIFICATE = bytes.fromhex("2a864886f70d010910022f")
_SHA256 = bytes.fromhex("608648016503040201")
RSA_SHA256 = bytes.fromhex("2a864886f70d01010b")
ECDSA_SHA256 = bytes.fromhex("2a8648ce3d040302")


def signed_attributes(digest: bytes, *, fingerprint: bytes) -> bytes:
    """What is signed: the SHA-256 of the document and of the signing certificate, as SET OF."""
    # ESSCertIDv2 with SHA-256, its default, which DER leaves out (RFC 5035).
    ours = _tagged(_SEQUENCE, _tagged(_SEQUENCE, _tagged(_SEQUENCE, _tagged(_OCTETS, fingerprint))))
    attributes = (
        _attribute(_CONTENT_TYPE, _tagged(_OID, _DATA)),
        _attribute(_MESSAGE_DIGEST, _tagged(_OCTETS, digest)),
        _attribute(_SIGNING_CERTIFICATE, ours),
    )
    return _tagged(_SET, b"".join(sorted(attributes)))


def container(
    *,
    attributes: bytes,
    signature: bytes,
    algorithm: bytes,
    issuer: bytes,
    serial: int,
    certificates: Sequence[bytes],
) -> bytes:
    """The ContentInfo around a signature over `attributes`.

    `algorithm` is RSA_SHA256 or ECDSA_SHA256; `issuer` and `certificates` are DER, the signer's
    certificate among them; `serial` is the signer's.
    """
    sha256 = _tagged(_SEQUENCE, _tagged(_OID, _SHA256))
    parameters = _NULL if algorithm == RSA_SHA256 else b""
    signer = _tagged(
        _SEQUENCE,
        _whole(1),
        _tagged(_SEQUENCE, issuer, _whole(serial)),
        sha256,
        # In its place the set is [0], though it is signed as a set.
        bytes([_FIRST]) + attributes[1:],
        _tagged(_SEQUENCE, _tagged(_OID, algorithm), parameters),
        _tagged(_OCTETS, signature),
    )
    signed = _tagged(
        _SEQUENCE,
        _whole(1),
        _tagged(_SET, sha256),
        _tagged(_SEQUENCE, _tagged(_OID, _DATA)),
        _tagged(_FIRST, *sorted(certificates)),
        _tagged(_SET, signer),
    )
    return _tagged(_SEQUENCE, _tagged(_OID, _SIGNED_DATA), _tagged(_FIRST, signed))


def _attribute(name: bytes, value: bytes) -> bytes:
    return _tagged(_SEQUENCE, _tagged(_OID, name), _tagged(_SET, value))


def _whole(number: int) -> bytes:
    return _tagged(_INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _tagged(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content
