"""Bitstring Status List 1.0: thousands of states in one string; to ask for it names nobody.

Bit 0 is the leftmost of the first byte; GZIP; multibase base64url (`u`), without padding.
"""

import re
import zlib
from collections.abc import Collection
from typing import Any

from certificates.badges.multikeys import BadKey, base64url_decode, base64url_encode

LENGTH = 131_072
_BYTES_LIMIT = 16_000_000
_INDEX = re.compile(r"0|[1-9][0-9]{0,9}")


class BadStatus(ValueError):
    """An entry or a list that says nothing; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def encoded_list(positions: Collection[int], *, length: int = LENGTH) -> str:
    """The list with these bits set, the same text for the same bits."""
    bits = bytearray(length // 8)
    for position in positions:
        bits[position // 8] |= 0x80 >> position % 8
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return "u" + base64url_encode(packer.compress(bytes(bits)) + packer.flush())


def decoded_list(text: object) -> bytes:
    """The bytes of a list. Raises BadStatus: status-list-malformed, status-list-short."""
    if not isinstance(text, str):
        raise BadStatus("status-list-malformed")
    try:
        packed = base64url_decode(text.removeprefix("u").rstrip("="))
        opener = zlib.decompressobj(31)
        bits = opener.decompress(packed, _BYTES_LIMIT)
    except (BadKey, zlib.error) as error:
        raise BadStatus("status-list-malformed") from error
    if not opener.eof:
        raise BadStatus("status-list-malformed")
    if len(bits) * 8 < LENGTH:
        raise BadStatus("status-list-short")
    return bits


def index_of(entry: dict[str, Any]) -> int:
    """The index of an entry, written as text or as a number. Raises BadStatus(status-index)."""
    index = entry.get("statusListIndex")
    if isinstance(index, int) and not isinstance(index, bool) and index >= 0:
        return index
    if isinstance(index, str) and _INDEX.fullmatch(index):
        return int(index)
    raise BadStatus("status-index")


def is_set(bits: bytes, index: int) -> bool:
    """Whether a bit is set. Raises BadStatus(status-index) beyond the end."""
    if index >= len(bits) * 8:
        raise BadStatus("status-index")
    return bool(bits[index // 8] & 0x80 >> index % 8)
