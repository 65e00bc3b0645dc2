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

from certificates.fontmaps import Letters, decoded, letters_of
from certificates.pdfnodes import CONTENT_LIMIT, NodeDigester, TooMuch, inherited, member

TEXT_LIMIT = 200_000
_NESTED = 4
_TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]+|%[^\r\n]*|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<open>\()|<<|>>|[\[\]{}]"
    rb"|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)|(?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]+)|[<>)]"
)
_PARENTHESES = re.compile(rb"[()]|\\.", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_INLINE_END = re.compile(rb"[\s]EI(?=[\s]|\Z)")
_SHOWING = {b"Tj", b"TJ", b"'", b'"'}
_MOVING = {b"Td", b"TD", b"Tm", b"T*", b"ET", b"'", b'"'}


class Page(NamedTuple):
    """One page: its words, and 64 hex digits that change with whatever is drawn."""

    text: str
    drawing: str


def page_of(page: Any) -> Page:
    """Words and drawing of a page dictionary. Raises TooMuch, and anything on a broken file."""
    resources = inherited(page, "/Resources", generic.DictionaryObject())
    content = content_of(member(page, "/Contents"))
    text = "".join(_words(content, resources, 0))
    if len(text) > TEXT_LIMIT:
        raise TooMuch("text")
    digester = NodeDigester()
    parts = [
        content,
        digester.digest(inherited(page, "/MediaBox", None)),
        digester.digest(member(page, "/CropBox")),
        digester.digest(inherited(page, "/Rotate", None)),
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
    fonts = member(resources, "/Font", generic.DictionaryObject())
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
                letters[named] = letters_of(fonts[named])
            using = letters[named]
        elif value in _SHOWING:
            yield "".join(decoded(part, using) for part in shown)
        elif value == b"Do" and depth < _NESTED:
            yield from _form(named, resources, depth)
        if value in _MOVING:
            yield "\n"
        shown = []


def _form(name: str, resources: Any, depth: int) -> Iterator[str]:
    forms = member(resources, "/XObject", generic.DictionaryObject())
    form = member(forms, name)
    if form is not None and member(form, "/Subtype") == "/Form":
        own = member(form, "/Resources", resources)
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


def _notes(page: Any) -> list[Any]:
    """Annotations, but for the fields of signatures: a signature says of itself what it covers."""
    given = member(page, "/Annots", generic.ArrayObject())
    notes = [given[place] for place in range(min(len(given), 100))]
    return [note for note in notes if member(note, "/FT") != "/Sig"]
