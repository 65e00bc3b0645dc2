"""The two digests of a question version. Pure: values in, SHA-256 in hexadecimal out."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no blanks: equal values give equal bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(value: Any) -> str:
    """SHA-256 over the canonical JSON of a value."""
    return hashlib.sha256(canonical(value)).hexdigest()


def structure_digest(*, kind: str, structure: Mapping[str, Any], scheme: str, points: str) -> str:
    """Covers what decides a mark: kind, options, key, scheme and points (a decimal as text)."""
    return digest({"kind": kind, "structure": structure, "scheme": scheme, "points": points})


def content_digest(*, structure: str, faces: Mapping[str, Mapping[str, Any]]) -> str:
    """Covers the structure digest and every word: `faces` = {language: {"stem", "words"}}."""
    return digest({"structure": structure, "faces": faces})
