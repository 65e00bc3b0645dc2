"""Finds the credential in a file: JSON, compact JWT, or baked into PNG, SVG or PDF.

Open Badges 3.0, 5.3: PNG keeps it in one iTXt chunk « openbadgecredential », SVG in one element
`openbadges:credential`. A PDF has it as an attached file, as our certificates do.
"""

import re
import struct
import zlib
from io import BytesIO
from typing import Any, TypeVar
from xml.parsers import expat

from pyhanko.pdf_utils.reader import PdfFileReader

from certificates.badges.reading import SIZE_LIMIT, Unreadable

FILE_LIMIT = 30_000_000
PNG = b"\x89PNG\r\n\x1a\n"
PNG_KEYWORD = b"openbadgecredential"
_SVG_NAMESPACE = re.compile(r"https?://purl\.imsglobal\.org/(spec/)?ob/v3p0/?\Z")
_JWT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
_NODES_LIMIT = 200

Found = TypeVar("Found", bytes, str)


def credential_text(content: bytes) -> str:
    """The JSON or the compact JWT in a file.

    Raises Unreadable: too-large, not-a-credential, no-credential-inside, several-credentials,
    damaged-file.
    """
    if len(content) > FILE_LIMIT:
        raise Unreadable("too-large")
    if content.startswith(PNG):
        return _text(_only(_in_png(content)))
    if b"%PDF-" in content[:1024]:
        return _text(_only(_in_pdf(content)))
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return _only(_in_svg(content)).strip()
    return _text(content)


def is_jwt(text: str) -> bool:
    """Whether the text has the three parts of a compact JWT."""
    return bool(_JWT.fullmatch(text))


def _text(content: bytes) -> str:
    if len(content) > SIZE_LIMIT:
        raise Unreadable("too-large")
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise Unreadable("not-a-credential") from error
    if not text.startswith("{") and not is_jwt(text):
        raise Unreadable("not-a-credential")
    return text


def _only(found: list[Found]) -> Found:
    if not found:
        raise Unreadable("no-credential-inside")
    if len(found) > 1:
        raise Unreadable("several-credentials")
    return found[0]


def _in_png(content: bytes) -> list[bytes]:
    found, place = [], len(PNG)
    while place + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        data = content[place + 8 : place + 8 + length]
        end = place + 8 + length
        if len(data) != length or len(content) < end + 4:
            raise Unreadable("damaged-file")
        if kind == b"iTXt" and data.partition(b"\0")[0].lower() == PNG_KEYWORD:
            if zlib.crc32(kind + data) != int.from_bytes(content[end : end + 4], "big"):
                raise Unreadable("damaged-file")
            found.append(_itxt(data))
        if kind == b"IEND":
            break
        place = end + 4
    return found


def _itxt(data: bytes) -> bytes:
    _, _, rest = data.partition(b"\0")
    if len(rest) < 2:
        raise Unreadable("damaged-file")
    compressed, text = rest[0], rest[2:]
    # Language tag and translated keyword, each ended by a zero byte, stand before the text.
    parts = text.split(b"\0", 2)
    if len(parts) != 3:
        raise Unreadable("damaged-file")
    if not compressed:
        return parts[2]
    try:
        inflating = zlib.decompressobj()
        plain = inflating.decompress(parts[2], SIZE_LIMIT + 1)
    except zlib.error as error:
        raise Unreadable("damaged-file") from error
    if len(plain) > SIZE_LIMIT:
        raise Unreadable("too-large")
    return plain


def _in_svg(content: bytes) -> list[str]:
    if len(content) > SIZE_LIMIT:
        raise Unreadable("too-large")
    found: list[str] = []
    inside: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local == "credential" and _SVG_NAMESPACE.match(space):
            inside.append("")
            found.append(attributes.get("verify", ""))

    def end(name: str) -> None:
        space, _, local = name.rpartition(" ")
        if local == "credential" and _SVG_NAMESPACE.match(space) and inside:
            text = inside.pop().strip()
            found[-1] = text or found[-1]

    def words(text: str) -> None:
        if inside:
            inside[-1] += text

    def no_entities(*_: object) -> None:
        # A document type can hide entities that grow without end.
        raise Unreadable("damaged-file", "doctype")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words
    parser.EntityDeclHandler = no_entities
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unreadable("damaged-file") from error
    return found


def _in_pdf(content: bytes) -> list[bytes]:
    try:
        root = PdfFileReader(BytesIO(content), strict=False).root
        names = root["/Names"]["/EmbeddedFiles"] if "/Names" in root else {}
        files = [_attached(spec) for spec in _leaves(names)]
    except Unreadable:
        raise
    except KeyError:
        return []
    # The library raises anything on a file made to break it.
    except Exception as error:
        raise Unreadable("damaged-file", type(error).__name__) from error
    return [file for file in files if _looks_like_one(file)]


def _leaves(tree: Any) -> list[Any]:
    """The file specifications of a name tree, which may be made to loop."""
    found: list[Any] = []
    waiting = [tree]
    for _ in range(_NODES_LIMIT):
        if not waiting:
            return found
        node = waiting.pop()
        # By index: only so does the library follow a reference.
        names, kids = node.get("/Names", []), node.get("/Kids", [])
        found += [names[place] for place in range(1, min(len(names), _NODES_LIMIT), 2)]
        waiting += [kids[place] for place in range(min(len(kids), _NODES_LIMIT))]
    raise Unreadable("damaged-file", "name tree")


def _attached(spec: Any) -> bytes:
    stream = spec["/EF"]["/F"]
    filters = stream.get("/Filter")
    if filters is not None and filters not in ("/FlateDecode", ["/FlateDecode"]):
        return b""
    # Inflated here, bounded: a library would unpack a bomb whole.
    data = bytes(stream.encoded_data)
    if filters is None:
        return data
    return zlib.decompressobj().decompress(data, SIZE_LIMIT + 1)


def _looks_like_one(content: bytes) -> bool:
    start = content[:SIZE_LIMIT].strip()
    if start.startswith(b"{"):
        return b"VerifiableCredential" in start
    return start.startswith(b"ey") and bool(_JWT.fullmatch(start.decode("latin-1")))
