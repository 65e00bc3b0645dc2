"""The words of a PDF page in the order in which they are drawn, and a digest of the drawing.

For comparing a file with the one that we made, not for reading pages in general: no layout, no
guessing. Works on files of others too, as long as their fonts say which letters they draw
(ToUnicode). Everything is bounded; whatever is malformed raises one error or another.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pyhanko.pdf_utils import generic

CONTENT_LIMIT = 4_000_000
TEXT_LIMIT = 200_000
_NESTED = 4
_NODES = 20_000
_RANGE = 70_000
_TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]+|%[^\r\n]*|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<open>\()|<<|>>|[\[\]{}]"
    rb"|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)|(?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]+)|[<>)]"
)
_PARENTHESES = re.compile(rb"[()]|\\.", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_INLINE_END = re.compile(rb"[\s]EI(?=[\s]|\Z)")
_MAP_PART = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_MAP_ITEM = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_SHOWING = {b"Tj", b"TJ", b"'", b'"'}
_MOVING = {b"Td", b"TD", b"Tm", b"T*", b"ET", b"'", b'"'}
_NOT_DRAWN = {
    "/Parent", "/P", "/StructParent", "/StructParents", "/Metadata", "/Length", "/Filter",
    "/DecodeParms", "/PieceInfo", "/LastModified",
}  # fmt: skip


class TooMuch(ValueError):
    """The file is made to cost more than it may."""


class Page(NamedTuple):
    """One page: its words, and 64 hex digits that change with whatever is drawn."""

    text: str
    drawing: str


class Letters(NamedTuple):
    """What a font's codes mean: bytes of a code, and its letters."""

    width: int
    of: dict[int, str]


def page_of(page: Any) -> Page:
    """Words and drawing of a page dictionary. Raises TooMuch, and anything on a broken file."""
    resources = _inherited(page, "/Resources", generic.DictionaryObject())
    content = content_of(_get(page, "/Contents"))
    text = "".join(_words(content, resources, 0))
    if len(text) > TEXT_LIMIT:
        raise TooMuch("text")
    digester = _Digester()
    parts = [
        content,
        digester.digest(_inherited(page, "/MediaBox", None)),
        digester.digest(_get(page, "/CropBox")),
        digester.digest(_inherited(page, "/Rotate", None)),
        digester.digest(resources),
        *(digester.digest(note) for note in _notes(page)),
    ]
    return Page(text, hashlib.sha256(b"\0".join(parts)).hexdigest())


def content_of(contents: Any) -> bytes:
    """The drawing operators of a page, one stream or several."""
    if contents is None:
        return b""
    streams = (
        [contents[place] for place in range(len(contents))]
        if isinstance(contents, generic.ArrayObject)
        else [contents]
    )
    content = b"\n".join(bytes(stream.data) for stream in streams)
    if len(content) > CONTENT_LIMIT:
        raise TooMuch("content")
    return content


def _words(content: bytes, resources: Any, depth: int) -> Iterator[str]:
    fonts = _get(resources, "/Font", generic.DictionaryObject())
    letters: dict[str, Letters] = {}
    using = Letters(1, {})
    shown: list[bytes] = []
    named = ""
    for kind, value in _tokens(content):
        if kind == "string":
            shown.append(value)
            continue
        if kind == "name":
            named = "/" + value.decode("latin-1")
            continue
        if value == b"Tf" and named in fonts:
            if named not in letters:
                letters[named] = _letters(fonts[named])
            using = letters[named]
        elif value in _SHOWING:
            yield "".join(_decoded(part, using) for part in shown)
        elif value == b"Do" and depth < _NESTED:
            yield from _form(named, resources, depth)
        if value in _MOVING:
            yield "\n"
        shown = []


def _form(name: str, resources: Any, depth: int) -> Iterator[str]:
    forms = _get(resources, "/XObject", generic.DictionaryObject())
    form = _get(forms, name)
    if form is not None and _get(form, "/Subtype") == "/Form":
        own = _get(form, "/Resources", resources)
        yield from _words(content_of(form), own, depth + 1)


def _tokens(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Strings, names and operators; numbers and brackets are left out."""
    place = 0
    while place < len(content):
        match = _TOKEN.match(content, place)
        if match is None:
            return
        place = match.end()
        if match["open"]:
            end = _closing(content, place)
            yield "string", _plain(content[place : end - 1])
            place = end
        elif match["hex"] is not None:
            digits = re.sub(rb"\s", b"", match["hex"][1:-1])
            yield "string", bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif match["name"] is not None:
            yield "name", match["name"]
        elif match["word"] and not match["word"][:1].isdigit() and match["word"][:1] not in b"+-.":
            yield "word", match["word"]
            if match["word"] == b"ID":
                found = _INLINE_END.search(content, place)
                place = found.end() if found else len(content)


def _closing(content: bytes, place: int) -> int:
    depth = 1
    for match in _PARENTHESES.finditer(content, place):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return len(content) + 1


def _plain(text: bytes) -> bytes:
    def meaning(match: re.Match[bytes]) -> bytes:
        sign = match[1]
        if sign[:1].isdigit():
            return bytes([int(sign, 8) & 0xFF])
        return b"" if sign in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(sign, sign)

    return _ESCAPE.sub(meaning, text)


def _decoded(text: bytes, letters: Letters) -> str:
    codes = (
        int.from_bytes(text[place : place + letters.width], "big")
        for place in range(0, len(text), letters.width)
    )
    if not letters.of and letters.width == 1:
        return text.decode("cp1252", "replace")
    return "".join(letters.of.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes)


def _letters(font: Any) -> Letters:
    wide = _get(font, "/Subtype") == "/Type0"
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


def _notes(page: Any) -> list[Any]:
    """Annotations, but for the fields of signatures: a signature says of itself what it covers."""
    given = _get(page, "/Annots", generic.ArrayObject())
    notes = [given[place] for place in range(min(len(given), 100))]
    return [note for note in notes if _get(note, "/FT") != "/Sig"]


def _get(node: Any, name: str, otherwise: Any = None) -> Any:
    """A member with its reference followed; the library's own `get` follows none."""
    return node[name] if name in node else otherwise  # noqa: SIM401


def _inherited(page: Any, name: str, otherwise: Any) -> Any:
    node = page
    for _ in range(10):
        if name in node:
            return node[name]
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return otherwise


class _Digester:
    """One value for what an object and all that hangs on it draw, whatever its numbering."""

    def __init__(self) -> None:
        self._nodes = 0
        self._known: dict[Any, bytes] = {}

    def digest(self, value: Any) -> bytes:
        """SHA-256 of an object."""
        self._nodes += 1
        if self._nodes > _NODES:
            raise TooMuch("objects")
        if isinstance(value, generic.IndirectObject):
            name = (value.idnum, value.generation)
            if name not in self._known:
                # What points back to itself is, at that place, only a pointer.
                self._known[name] = b"again"
                self._known[name] = self.digest(value.get_object())
            return self._known[name]
        if isinstance(value, generic.DictionaryObject):
            parts = []
            for key in sorted(set(value) - _NOT_DRAWN):
                parts += [key.encode(), self.digest(value.raw_get(key))]
            if isinstance(value, generic.StreamObject):
                parts.append(hashlib.sha256(bytes(value.data)).digest())
            return hashlib.sha256(b"d" + b"\0".join(parts)).digest()
        if isinstance(value, generic.ArrayObject):
            parts = [self.digest(value.raw_get(place)) for place in range(len(value))]
            return hashlib.sha256(b"a" + b"\0".join(parts)).digest()
        return hashlib.sha256(b"s" + str(value).encode()).digest()
