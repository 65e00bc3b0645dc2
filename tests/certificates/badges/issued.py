"""Credentials of invented issuers, for the tests: keys from fixed seeds, dates of the course."""

import copy
import datetime as dt
import io
import json
import struct
import zlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pypdf import PdfWriter

from certificates.badges.multikeys import multikey
from certificates.badges.proofs import signed
from certificates.badges.statuslist import encoded_list

AT = dt.datetime(2016, 3, 1, 12, 0, tzinfo=dt.UTC)
KEY = Ed25519PrivateKey.from_private_bytes(b"relais-test-key-of-an-issuer-001")
OTHER = Ed25519PrivateKey.from_private_bytes(b"relais-test-key-of-somebody-else")
LIST_ADDRESS = "https://issuer.example/status/1"
VC2 = "https://www.w3.org/ns/credentials/v2"
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


def did(key: Ed25519PrivateKey = KEY) -> str:
    """The did:key of a key."""
    return f"did:key:{multikey(key.public_key())}"


def method(key: Ed25519PrivateKey = KEY) -> str:
    """The verification method of a did:key."""
    return f"{did(key)}#{multikey(key.public_key())}"


def badge(**changes: Any) -> dict[str, Any]:
    """An unsigned Open Badge; a change to None leaves the member out."""
    document = {
        "@context": [VC2, OB3],
        "id": "urn:uuid:7a2d0a3c-5a0e-4f5f-9d8e-0c7a9a3b1c11",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Trainer of the fictional academy",
        "issuer": {"id": did(), "type": ["Profile"], "name": "Fictional Academy of Uto"},
        "validFrom": "2016-02-12T12:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:0b7bb1f2-47d3-4a8e-8a4a-5f2b9b6a7c01",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://issuer.example/achievements/1",
                "type": ["Achievement"],
                "name": "Training of trainers",
                "description": "Fifteen days.",
                "criteria": {"narrative": "Everything was there."},
            },
        },
    }
    document |= copy.deepcopy(changes)
    return {name: value for name, value in document.items() if value is not None}


def sign(document: dict[str, Any], key: Ed25519PrivateKey = KEY, **proof: Any) -> dict[str, Any]:
    """The document with a proof of the key."""
    created = proof.pop("created", "2016-02-12T12:00:00Z")
    by = proof.pop("verification_method", method(key))
    return signed(document, key=key, verification_method=by, created=created)


def content(document: dict[str, Any]) -> bytes:
    """The document as a file."""
    return json.dumps(document).encode()


def status_entry(**changes: Any) -> dict[str, Any]:
    """A status entry at index 94567 of the list."""
    return {
        "id": f"{LIST_ADDRESS}#94567",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": LIST_ADDRESS,
        **changes,
    }


def status_list(*positions: int, key: Ed25519PrivateKey = KEY, **changes: Any) -> bytes:
    """A signed status list with these bits set."""
    subject = {
        "id": f"{LIST_ADDRESS}#list",
        "type": "BitstringStatusList",
        "statusPurpose": changes.pop("purpose", "revocation"),
        "encodedList": changes.pop("encoded", encoded_list(positions)),
    }
    document = {
        "@context": [VC2],
        "id": LIST_ADDRESS,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did(key),
        "validFrom": "2016-02-29T00:00:00Z",
        "credentialSubject": subject,
        **changes,
    }
    return content(sign(document, key))


def png(text: bytes, *, compressed: bool = False, times: int = 1) -> bytes:
    """The smallest PNG with the text in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    body = zlib.compress(text) if compressed else text
    baked = b"openbadgecredential\0" + bytes([compressed, 0]) + b"\0\0" + body
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"iTXt", baked) * times
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def svg(text: str, *, before: str = "") -> bytes:
    """An SVG with the text in it."""
    return (
        f'<?xml version="1.0"?>{before}<svg xmlns="http://www.w3.org/2000/svg"'
        ' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">'
        f"<openbadges:credential>{text}</openbadges:credential></svg>"
    ).encode()


def pdf(*attached: bytes) -> bytes:
    """A blank PDF with these files attached."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for number, file in enumerate(attached):
        writer.add_attachment(f"credential-{number}.json", file)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
