"""The file in which a device keeps answers that cannot reach the server: how it is opened. Pure.

One line « relais-answers-1 KEY », then what the browser made (static/assessments/rescue.js): a
fresh AES key wrapped with RSA-OAEP (SHA-256) to our public key KEY, twelve bytes of nonce, and the
JSON sealed with AES-256-GCM, which vouches for the line too. docs/answer-files.md.
"""

import json
import re
import uuid
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assessments import refusals
from assessments.refusals import Refusal

# Far above what ninety minutes of typing leave in a journal.
MOST_BYTES = 1024 * 1024
MOST_STEPS = 4000
NONCE_BYTES = 12
OAEP_SHA256 = OAEP(mgf=MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
_HEAD = re.compile(rb"relais-answers-1 ([A-Z2-7]{8})\n")


@dataclass(frozen=True)
class SavedAnswers:
    """What a file says: of which attempt, the seal of the page that made it, the steps as sent."""

    attempt: uuid.UUID
    seal: str
    steps: list[Any]


def key_of(raw: bytes) -> str:
    """The identifier of the key that opens the file.

    Raises Refusal: FILE_TOO_LARGE, NOT_AN_ANSWER_FILE.
    """
    if len(raw) > MOST_BYTES:
        raise Refusal(refusals.FILE_TOO_LARGE)
    head = _HEAD.match(raw)
    if head is None:
        raise Refusal(refusals.NOT_AN_ANSWER_FILE)
    return head[1].decode()


def opened(raw: bytes, *, key: RSAPrivateKey) -> SavedAnswers:
    """What is in the file. Raises Refusal: as `key_of`, FILE_DAMAGED when a single bit is wrong."""
    head = len(b"relais-answers-1 ") + len(key_of(raw)) + 1
    nonce = head + key.key_size // 8
    text = nonce + NONCE_BYTES
    try:
        own = AESGCM(key.decrypt(raw[head:nonce], OAEP_SHA256))
        said = json.loads(own.decrypt(raw[nonce:text], raw[text:], raw[:head]))
        saved = SavedAnswers(uuid.UUID(said["attempt"]), str(said["seal"]), list(said["steps"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, InvalidTag):
        raise Refusal(refusals.FILE_DAMAGED) from None
    if len(saved.steps) > MOST_STEPS:
        raise Refusal(refusals.FILE_TOO_LARGE)
    return saved
