"""What strangers may fetch to check our signatures: the keys with their dates, the DID document."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from certificates.badges.homes import DatedKey, did_web
from certificates.badges.multikeys import base64url_encode


def keys_document(address: str, keys: Iterable[DatedKey]) -> dict[str, Any]:
    """`/v/keys.json`: for each key `id`, `from`, `until` (null: in use), and the public key twice:
    `x`, 32 bytes in base64url as browsers import it, and `multikey`."""
    return {
        "issuer": did_web(address),
        "keys": [
            {
                "id": key.identifier,
                "type": "Ed25519",
                "x": base64url_encode(key.public.public_bytes_raw()),
                "multikey": key.multikey,
                "from": stamp(key.since),
                "until": stamp(key.until) if key.until else None,
            }
            for key in keys
        ],
    }


def did_document(address: str, keys: Iterable[DatedKey]) -> dict[str, Any]:
    """`/.well-known/did.json` of did:web (W3C DID 1.0, Controlled Identifiers 1.0).

    Retired keys stay methods of assertion and carry no `expires`: readers would refuse, from that
    day on, what such a key signed before. Their dates are in `keys_document`.
    """
    did = did_web(address)
    names = [f"{did}#{key.multikey}" for key in keys]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [
            {
                "id": name,
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": name.partition("#")[2],
            }
            for name in names
        ],
        "assertionMethod": names,
    }


def stamp(moment: dt.datetime) -> str:
    """A moment as credentials write it: UTC, whole seconds."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
