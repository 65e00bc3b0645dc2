"""The seal in a QR code: what a certificate says, signed, in decimal digits. Pure.

105 bytes, described in docs/verify-page.md with the JavaScript that reads them. The seal
tells nothing that the paper does not: of the name there is only a salted hash. It holds no number,
because the number stands before it in the address; both hash and signature cover the number, so a
seal under another number is worth nothing.
"""

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from certificates.names import name_key

VERSION = 1
# The order is part of the format: append only.
KINDS = ("distinction", "merit", "completion", "participation", "attendance")
KEY_MARK, COURSE_MARK, SALT, NAME_HASH, SIGNATURE = 5, 6, 8, 18, 64
_STATED = 1 + KEY_MARK + 2 + 1 + COURSE_MARK + SALT + NAME_HASH
SIZE = _STATED + SIGNATURE
# Seven bytes are at most 17 digits, which a QR code packs into 56.7 bits: 1.2 % are lost.
_BLOCK, _DIGITS = 7, 17
LENGTH = SIZE // _BLOCK * _DIGITS
_FIRST_YEAR = 2000


class SealProblem(ValueError):
    """The digits are no seal; `code` is form, version, or kind."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Verdict(StrEnum):
    """What a seal proves of a number and a name, without a register."""

    AUTHENTIC = "authentic"
    OTHER_NAME = "other-name"
    UNKNOWN_KEY = "unknown-key"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Seal:
    """What is stated, in plain values, and the signature over it. `month` is its first day."""

    kind: str
    key_mark: bytes
    month: dt.date
    print_index: int
    course_mark: bytes
    salt: bytes
    name_hash: bytes
    signature: bytes = b""


def key_mark(public: Ed25519PublicKey) -> bytes:
    """What names a key in a seal: the start of SHA-256 of its 32 bytes, as `keyring` names it."""
    return hashlib.sha256(public.public_bytes_raw()).digest()[:KEY_MARK]


def course_mark(title_fr: str, title_en: str) -> bytes:
    """What names a course in a seal: the start of a hash of its title as printed."""
    text = f"relais/course/1\0{title_fr}\0{title_en}"
    return hashlib.sha256(text.encode()).digest()[:COURSE_MARK]


def salt_for(number: str, print_index: int, *, salt_key: bytes) -> bytes:
    """The salt of one print: the same for the same print, unforeseeable without the key."""
    message = f"relais/seal-salt/1\0{number}\0{print_index}"
    return hmac.new(salt_key, message.encode(), hashlib.sha256).digest()[:SALT]


def name_hash(name: str, *, number: str, salt: bytes) -> bytes:
    """The salted hash of the canonical name under one number; an empty name has none (b"")."""
    canonical = name_key(name)
    if not canonical:
        return b""
    message = b"relais/sealed-name/1\0" + number.encode() + b"\0" + salt + canonical.encode()
    return hashlib.sha256(message).digest()[:NAME_HASH]


def sealed(
    *,
    number: str,
    kind: str,
    name: str,
    title_fr: str,
    title_en: str,
    month: dt.date,
    print_index: int,
    secret: Ed25519PrivateKey,
    salt_key: bytes,
) -> str:
    """The digits for one print. The same arguments give the same digits.

    `number` in canonical form. A print index above 255 is written as 255.
    """
    salt = salt_for(number, print_index, salt_key=salt_key)
    stated = _stated(
        Seal(
            kind=kind,
            key_mark=key_mark(secret.public_key()),
            month=month,
            print_index=min(print_index, 255),
            course_mark=course_mark(title_fr, title_en),
            salt=salt,
            name_hash=name_hash(name, number=number, salt=salt),
        )
    )
    return _digits(stated + secret.sign(_message(number, stated)))


def read_seal(digits: str) -> Seal:
    """What the digits state. Proves nothing yet. Raises SealProblem."""
    raw = _bytes(digits)
    if raw[0] >> 4 != VERSION:
        raise SealProblem("version")
    if raw[0] & 15 >= len(KINDS):
        raise SealProblem("kind")
    months = int.from_bytes(raw[6:8], "big")
    return Seal(
        kind=KINDS[raw[0] & 15],
        key_mark=raw[1:6],
        month=dt.date(_FIRST_YEAR + months // 12, months % 12 + 1, 1),
        print_index=raw[8],
        course_mark=raw[9:15],
        salt=raw[15:23],
        name_hash=raw[23:_STATED],
        signature=raw[_STATED:],
    )


def is_of(seal: Seal, *, number: str, name: str) -> bool:
    """Whether the seal was made for this number and name; says nothing about who made it."""
    return hmac.compare_digest(name_hash(name, number=number, salt=seal.salt), seal.name_hash)


def judge(seal: Seal, *, number: str, name: str, keys: list[Ed25519PublicKey]) -> Verdict:
    """Whether one of `keys` signed this seal for this number, and whether the name is the one."""
    named = [key for key in keys if key_mark(key) == seal.key_mark]
    if not named:
        return Verdict.UNKNOWN_KEY
    message = _message(number, _stated(seal))
    if not any(_signed(key, seal.signature, message) for key in named):
        return Verdict.FORGED
    return Verdict.AUTHENTIC if is_of(seal, number=number, name=name) else Verdict.OTHER_NAME


def _signed(key: Ed25519PublicKey, signature: bytes, message: bytes) -> bool:
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _message(number: str, stated: bytes) -> bytes:
    return b"relais/seal/1\0" + number.encode() + b"\0" + stated


def _stated(seal: Seal) -> bytes:
    months = (seal.month.year - _FIRST_YEAR) * 12 + seal.month.month - 1
    first = VERSION << 4 | KINDS.index(seal.kind)
    head = bytes([first]) + seal.key_mark + months.to_bytes(2, "big") + bytes([seal.print_index])
    return head + seal.course_mark + seal.salt + seal.name_hash


def _digits(raw: bytes) -> str:
    blocks = (raw[at : at + _BLOCK] for at in range(0, SIZE, _BLOCK))
    return "".join(str(int.from_bytes(block, "big")).zfill(_DIGITS) for block in blocks)


def _bytes(digits: str) -> bytes:
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        raise SealProblem("form")
    blocks = (int(digits[at : at + _DIGITS]) for at in range(0, LENGTH, _DIGITS))
    try:
        # One writing for one seal: what does not fit into seven bytes was never written by us.
        return b"".join(block.to_bytes(_BLOCK, "big") for block in blocks)
    except OverflowError:
        raise SealProblem("form") from None
