"""The keys that open files of answers: one file a key in the folder `answers` of `RELAIS_KEYS`.

The newest one is handed to the pages of attempts; the older ones still open what was sealed to
them. Never in the database, never in git: whoever steals a copy of the database opens no file.
"""

import base64
import datetime as dt
import hashlib
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from django.conf import settings

BITS = 3072
_EXPONENT = 65537
_IDENTIFIER_BYTES = 5
_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"\d{8}T\d{6}Z-[A-Z2-7]{8}\.pem")


class AnswerKeyProblem(Exception):
    """A file of the folder cannot be read, or is no key of ours; the message names it."""


@dataclass(frozen=True)
class AnswerKey:
    """A key: eight characters of base 32 from SHA-256 of its public half, its first day, itself."""

    identifier: str
    since: dt.datetime
    secret: RSAPrivateKey

    @property
    def modulus(self) -> str:
        """The public half as a JSON web key has it (`n`, base64url); `e` is always AQAB."""
        number = self.secret.public_key().public_numbers().n
        raw = number.to_bytes(self.secret.key_size // 8, "big")
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def make_answer_key(*, at: dt.datetime, bits: int = BITS) -> AnswerKey:
    """Make a key that pages carry from now on; what was sealed to older ones still opens."""
    secret = generate_private_key(_EXPONENT, bits)
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    moment = at.astimezone(dt.UTC).strftime(_MOMENT)
    path = folder / f"{moment}-{_identifier(secret)}.pem"
    aside = path.with_suffix(".aside")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(
            secret.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    return _key(path)


def answer_keys() -> list[AnswerKey]:
    """All keys, the newest last. Raises AnswerKeyProblem."""
    return [_key(path) for path in key_files()]


def newest_answer_key() -> AnswerKey | None:
    """The key for the pages; None when none was made. Raises AnswerKeyProblem."""
    paths = key_files()
    return _key(paths[-1]) if paths else None


def answer_key_named(identifier: str) -> AnswerKey | None:
    """The key that opens a file; None for one of another server, or gone. AnswerKeyProblem."""
    named = [path for path in key_files() if path.stem.endswith(f"-{identifier}")]
    return _key(named[0]) if named else None


def key_files() -> list[Path]:
    """The files of the keys, the oldest first: their names begin with the moment."""
    return sorted(path for path in _folder().glob("*.pem") if _NAME.fullmatch(path.name))


def _key(path: Path) -> AnswerKey:
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, TypeError) as error:
        raise AnswerKeyProblem(f"{path}: damaged key file") from error


@lru_cache(maxsize=16)
def _read(path: Path, changed: int) -> AnswerKey:
    """`changed` is the file's time, so that a new file is read."""
    moment, identifier = path.stem.split("-")
    secret = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(secret, RSAPrivateKey) or _identifier(secret) != identifier:
        raise ValueError("another key than its name says")
    since = dt.datetime.strptime(moment, _MOMENT).replace(tzinfo=dt.UTC)
    return AnswerKey(identifier, since, secret)


def _identifier(secret: RSAPrivateKey) -> str:
    der = secret.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b32encode(hashlib.sha256(der).digest()[:_IDENTIFIER_BYTES]).decode()


def _folder() -> Path:
    return Path(settings.KEYS_DIR) / "answers"
