"""Seals a file of answers as the browser does (static/assessments/rescue.js)."""

import json
import os
from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assessments.answerfiles import OAEP_SHA256
from assessments.answerkeyring import AnswerKey
from assessments.models import Attempt
from assessments.rescuing import page_seal


def sealed(key: AnswerKey, said: Any, *, plain: bytes | None = None) -> bytes:
    """The file in which a page says this."""
    head = f"relais-answers-1 {key.identifier}\n".encode()
    own, nonce = AESGCM.generate_key(256), os.urandom(12)
    wrapped = key.secret.public_key().encrypt(own, OAEP_SHA256)
    text = json.dumps(said).encode() if plain is None else plain
    return head + wrapped + nonce + AESGCM(own).encrypt(nonce, text, head)


def said_by(attempt: Attempt, steps: Sequence[Any], **other: Any) -> dict[str, Any]:
    """What a page of the attempt puts into its file."""
    return {
        "attempt": str(attempt.public_id),
        "seal": page_seal(attempt.public_id),
        "steps": list(steps),
        **other,
    }
