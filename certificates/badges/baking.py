"""Puts a credential into a picture (Open Badges 3.0, 5.3); `baked` reads it out again. Pure."""

import struct
import zlib

from certificates.badges.baked import PNG, PNG_KEYWORD

_NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
# Signature, then the first chunk: length, kind, 13 bytes, checksum.
_AFTER_HEADER = len(PNG) + 4 + 4 + 13 + 4


def baked_png(picture: bytes, credential: str) -> bytes:
    """The PNG with the credential in an iTXt chunk, not compressed, behind its header."""
    kind = b"iTXt"
    # Not compressed, by no method, in no language, and with no translated keyword.
    data = PNG_KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + credential.encode()
    check = zlib.crc32(kind + data)
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
    return picture[:_AFTER_HEADER] + chunk + picture[_AFTER_HEADER:]


def baked_svg(picture: str, credential: str) -> bytes:
    """The SVG with the credential as the first element inside."""
    head, _, rest = picture.partition(">")
    inside = credential.replace("]]>", "]]]]><![CDATA[>")
    return (
        f'{head} xmlns:openbadges="{_NAMESPACE}">'
        f"<openbadges:credential><![CDATA[{inside}]]></openbadges:credential>{rest}"
    ).encode()
