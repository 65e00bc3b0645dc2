"""Which letters the codes of a font mean: what its ToUnicode map says. Bounded."""

import re
from typing import Any, NamedTuple

from certificates.pdfnodes import CONTENT_LIMIT, TooMuch, member

_RANGE = 70_000
_MAP_PART = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_MAP_ITEM = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


class Letters(NamedTuple):
    """What a font's codes mean: bytes of a code, and its letters."""

    width: int
    of: dict[int, str]


def decoded(text: bytes, letters: Letters) -> str:
    """The letters of a shown string; the replacement character where the font does not say."""
    codes = (
        int.from_bytes(text[place : place + letters.width], "big")
        for place in range(0, len(text), letters.width)
    )
    if not letters.of and letters.width == 1:
        return text.decode("cp1252", "replace")
    return "".join(letters.of.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes)


def letters_of(font: Any) -> Letters:
    """The map of a font dictionary. Raises TooMuch, and anything on a broken file."""
    wide = member(font, "/Subtype") == "/Type0"
    if "/ToUnicode" not in font:
        return Letters(2 if wide else 1, {})
    table = bytes(font["/ToUnicode"].data)
    if len(table) > CONTENT_LIMIT:
        raise TooMuch("map")
    width, found = 2 if wide else 1, dict[int, str]()
    for part in _MAP_PART.finditer(table):
        items = [
            bytes.fromhex(re.sub(rb"\s", b"", match[1]).decode())
            if match[1] is not None
            else match[0].decode()
            for match in _MAP_ITEM.finditer(part[2])
        ]
        if part[1] == b"codespacerange" and items and isinstance(items[0], bytes):
            width = max(1, min(4, len(items[0])))
        elif part[1] == b"bfchar":
            for code, letter in zip(items[::2], items[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(letter, bytes):
                    found[int.from_bytes(code, "big")] = _utf16(letter)
        else:
            found |= _ranges(items)
    return Letters(width, found)


def _ranges(items: list[bytes | str]) -> dict[int, str]:
    found: dict[int, str] = {}
    waiting = list(reversed(items))
    while len(waiting) >= 3:
        first, last, target = waiting.pop(), waiting.pop(), waiting.pop()
        if not isinstance(first, bytes) or not isinstance(last, bytes):
            break
        start, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
        if end - start > _RANGE:
            raise TooMuch("range")
        if isinstance(target, bytes):
            for code in range(start, end + 1):
                value = int.from_bytes(target, "big") + code - start
                found[code] = _utf16(value.to_bytes(max(len(target), 2), "big"))
            continue
        code = start
        while waiting and isinstance(waiting[-1], bytes):
            letter = waiting.pop()
            found[code] = _utf16(letter) if isinstance(letter, bytes) else ""
            code += 1
        if waiting:
            waiting.pop()
    return found


def _utf16(letter: bytes) -> str:
    return letter.decode("utf-16-be", "replace")
