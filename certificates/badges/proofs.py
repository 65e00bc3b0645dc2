"""Data Integrity proofs: eddsa-rdfc-2022 made and checked, eddsa-jcs-2022 of others checked.

W3C « Data Integrity EdDSA Cryptosuites 1.0 » 3.2, 3.3: what is signed is SHA-256 of the canonical
proof options followed by SHA-256 of the canonical document without its proof, 64 bytes.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from certificates.badges.canonical import canonical
from certificates.badges.jcs import canonical_json
from certificates.badges.multikeys import BadKey, PublicKey, base58_decode, base58_encode

SUITE, JSON_SUITE = "eddsa-rdfc-2022", "eddsa-jcs-2022"
SUITES = (SUITE, JSON_SUITE)
_SIGNATURE_BYTES = 64
_PROOFS = 8

KeyOf = Callable[[str], PublicKey]


class BadProof(ValueError):
    """A proof that proves nothing; `code` says why."""

    def __init__(self, code: str, detail: object = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


def signed(
    document: dict[str, Any],
    *,
    key: Ed25519PrivateKey,
    verification_method: str,
    created: str,
) -> dict[str, Any]:
    """The document with its proof. `created` is an xsd:dateTimeStamp. Raises NotCanonical.

    Ed25519 draws nothing: the same document, key and moment give the same proof.
    """
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
    }
    value = "z" + base58_encode(key.sign(_message(document, proof)))
    return {**document, "proof": {**proof, "proofValue": value}}


def proofs_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The proofs of a document, one or a list. Raises BadProof (proof-missing, proof-malformed)."""
    given = document.get("proof")
    if given is None or given == []:
        raise BadProof("proof-missing")
    listed = given if isinstance(given, list) else [given]
    proofs = [proof for proof in listed if isinstance(proof, dict)]
    if len(proofs) != len(listed) or len(proofs) > _PROOFS:
        raise BadProof("proof-malformed")
    return proofs


def check_proof(document: dict[str, Any], proof: dict[str, Any], *, key_of: KeyOf) -> None:
    """Check one proof of a secured document; `key_of` finds the key of a verification method.

    Raises BadProof (proof-malformed, proof-unsupported, proof-purpose, signature), NotCanonical,
    and whatever `key_of` raises when it does not know the key.
    """
    if proof.get("type") != "DataIntegrityProof" or proof.get("cryptosuite") not in SUITES:
        raise BadProof("proof-unsupported", str(proof.get("cryptosuite") or proof.get("type"))[:60])
    if proof.get("proofPurpose") != "assertionMethod":
        raise BadProof("proof-purpose")
    if "previousProof" in proof:
        raise BadProof("proof-unsupported", "previousProof")
    method = proof.get("verificationMethod")
    value = proof.get("proofValue")
    if not isinstance(method, str) or not isinstance(value, str) or not value.startswith("z"):
        raise BadProof("proof-malformed")
    try:
        signature = base58_decode(value[1:])
    except BadKey as error:
        raise BadProof("proof-malformed") from error
    if len(signature) != _SIGNATURE_BYTES:
        raise BadProof("proof-malformed")
    key = key_of(method)
    if not isinstance(key, Ed25519PublicKey):
        raise BadProof("proof-malformed", "key")
    unsecured = {name: part for name, part in document.items() if name != "proof"}
    options = {name: part for name, part in proof.items() if name != "proofValue"}
    message = _message if proof["cryptosuite"] == SUITE else _json_message
    try:
        key.verify(signature, message(unsecured, options))
    except InvalidSignature as error:
        raise BadProof("signature") from error


def _json_message(document: dict[str, Any], options: dict[str, Any]) -> bytes:
    document = _in_one_context(document, options)
    # The text is signed, but a reader follows the graph: what it must not hide, no suite may hide.
    canonical(document)
    digests = (hashlib.sha256(canonical_json(part)).digest() for part in (options, document))
    return b"".join(digests)


def _in_one_context(document: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    """3.2.2, 3.3.2: a context of the proof must begin the document's, and is then that of both."""
    if "@context" not in options:
        return document
    context, ours = options["@context"], document.get("@context")
    whole = ours if isinstance(ours, list) else [ours]
    begun = context if isinstance(context, list) else [context]
    if whole[: len(begun)] != begun:
        raise BadProof("proof-malformed", "context")
    return {**document, "@context": context}


def _message(document: dict[str, Any], options: dict[str, Any]) -> bytes:
    document = _in_one_context(document, options)
    context = document.get("@context")
    digests = (
        hashlib.sha256(canonical({**options, "@context": context})).digest(),
        hashlib.sha256(canonical(document)).digest(),
    )
    return b"".join(digests)
