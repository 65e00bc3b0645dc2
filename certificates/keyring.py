"""The keys that sign for this house: files in one folder, never in the database, never in git.

`RELAIS_KEYS` names the folder. One file a key, readable by its owner only. A key signs from its
first day until the next one is made; then its secret half is destroyed and its public half stays
published with both dates, so that what it signed can be checked for ever.
"""

import base64
import datetime as dt
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from certificates.badges.homes import DatedKey, Home, did_web, host_of
from certificates.badges.multikeys import (
    BadKey,
    base64url_decode,
    base64url_encode,
    from_multikey,
    multikey,
)

SEED_BYTES = 32
_IDENTIFIER_BYTES = 5
_OWNER_ONLY = 0o600
_LOCK = "lock"


class KeyFileProblem(Exception):
    """A file of the folder is damaged or readable by others; the message names it."""


class KeyExists(Exception):
    """There is a key already: the next one is made by rotating."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The key that signs now, with its secret half."""

    dated: DatedKey
    secret: Ed25519PrivateKey

    @property
    def identifier(self) -> str:
        """Eight characters of base 32 (A–Z, 2–7), from SHA-256 of the public key."""
        return self.dated.identifier


def signing_key() -> SigningKey | None:
    """The key in use, the newest one; None when none was made. Raises KeyFileProblem."""
    in_use = _in_use()
    return in_use[-1] if in_use else None


def published_keys() -> list[DatedKey]:
    """Every key that ever signed, the newest last. Raises KeyFileProblem."""
    return [dated for dated, _ in _keys()]


def home() -> Home:
    """Our own host and keys, for judging what claims to come from us. Raises KeyFileProblem."""
    return Home(host_of(settings.PUBLIC_ADDRESS), published_keys())


def issuer_did() -> str:
    """The did:web of this site."""
    return did_web(settings.PUBLIC_ADDRESS)


def make_first_key(*, at: dt.datetime, seed: bytes) -> DatedKey:
    """Make the first key, in use from `at`; `seed` are 32 random bytes.

    Raises KeyExists, KeyFileProblem.
    """
    with _locked():
        if published_keys():
            raise KeyExists
        return _write(seed, at)


def rotate_key(*, at: dt.datetime, seed: bytes) -> DatedKey:
    """A new key signs from `at`; the secret half of the old one is destroyed.

    The new key is written first: a crash between the two leaves two keys in use, of which the
    newest signs and the next rotation ends both. Raises KeyFileProblem.
    """
    with _locked():
        former = _in_use()
        for key in former:
            if at <= key.dated.since:
                raise KeyFileProblem(f"{key.identifier} is in use since {key.dated.since}")
        made = _write(seed, at)
        for key in former:
            _store(key.dated, until=at, secret=None)
        return made


def identifier_of(public: Ed25519PublicKey) -> str:
    """The identifier of a public key, short enough for a QR code."""
    digest = hashlib.sha256(public.public_bytes_raw()).digest()
    return base64.b32encode(digest[:_IDENTIFIER_BYTES]).decode()


def readable_by_others() -> list[Path]:
    """Files with a secret half that others than the owner may read."""
    return [path for path in _files() if path.stat().st_mode & 0o077 and b'"secret"' in _read(path)]


def _write(seed: bytes, at: dt.datetime) -> DatedKey:
    secret = Ed25519PrivateKey.from_private_bytes(seed)
    public = secret.public_key()
    dated = DatedKey(identifier_of(public), public, at.astimezone(dt.UTC))
    _store(dated, until=None, secret=secret)
    return dated


def _store(dated: DatedKey, *, until: dt.datetime | None, secret: Ed25519PrivateKey | None) -> None:
    """Write a key's file whole or not at all."""
    plain: dict[str, Any] = {
        "type": "Ed25519",
        "public": multikey(dated.public),
        "from": dated.since.isoformat(),
        "until": until.astimezone(dt.UTC).isoformat() if until else None,
    }
    if secret:
        plain["secret"] = base64url_encode(secret.private_bytes_raw())
    path = _folder() / f"{dated.identifier}.json"
    aside = path.with_suffix(".aside")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
    with os.fdopen(descriptor, "w") as file:
        json.dump(plain, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def _in_use() -> list[SigningKey]:
    return [SigningKey(dated, secret) for dated, secret in _keys() if secret and not dated.until]


def _keys() -> list[tuple[DatedKey, Ed25519PrivateKey | None]]:
    found = [_key(path) for path in _files()]
    return sorted(found, key=lambda pair: (pair[0].since, pair[0].identifier))


def _key(path: Path) -> tuple[DatedKey, Ed25519PrivateKey | None]:
    try:
        plain = json.loads(_read(path))
        public = from_multikey(plain["public"])
        if not isinstance(public, Ed25519PublicKey):
            raise ValueError("not Ed25519")
        since = dt.datetime.fromisoformat(plain["from"])
        until = dt.datetime.fromisoformat(plain["until"]) if plain["until"] else None
        secret = None
        if "secret" in plain:
            secret = Ed25519PrivateKey.from_private_bytes(base64url_decode(plain["secret"]))
            if secret.public_key() != public:
                raise ValueError("two halves of different keys")
    except (ValueError, KeyError, TypeError, BadKey) as error:
        raise KeyFileProblem(f"{path}: damaged key file") from error
    return DatedKey(identifier_of(public), public, since, until), secret


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KeyFileProblem(f"{path}: {error.strerror}") from error


def _files() -> list[Path]:
    return sorted(_folder().glob("*.json"))


def _folder() -> Path:
    return Path(settings.KEYS_DIR)


@contextmanager
def _locked() -> Iterator[None]:
    """Two operators at once: the second waits, and then finds the key of the first."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
