"""Pictures inside questions: told by their first bytes, kept under safe names. Pure."""

import base64
import binascii
import hashlib
import re

from assessments.interchange.limits import PICTURE_BYTES
from assessments.interchange.question import File

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"GIF87a", "image/gif", "gif"),
    (b"GIF89a", "image/gif", "gif"),
)
EMBEDDED = re.compile(
    r"""(<img\b[^<>]{0,2000}?\bsrc\s*=\s*)(["'])data:image/[a-z.+-]+;base64,([A-Za-z0-9+/=\s%]*)\2""",
    re.IGNORECASE,
)


def picture(name: str, content: bytes) -> File | None:
    """The picture with a safe name; None for what is no PNG, JPEG, GIF or WebP, or too large.

    SVG is a document that can run scripts: it is no picture here.
    """
    kind = _kind(content)
    if kind is None or len(content) > PICTURE_BYTES:
        return None
    media_type, ending = kind
    return File(safe_name(name, content, ending), media_type, content)


def safe_name(name: str, content: bytes, ending: str) -> str:
    """Letters, digits, points and hyphens only, and never a path."""
    last = re.split(r"[/\\]", name)[-1]
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", last)
    words = re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-")[:60]
    return f"{words or 'picture-' + hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def from_base64(text: str) -> bytes | None:
    """The bytes, or None where the text is not base64. White space is passed over."""
    squeezed = re.sub(r"\s+", "", text.replace("%3D", "=").replace("%2B", "+").replace("%2F", "/"))
    try:
        return base64.b64decode(squeezed + "=" * (-len(squeezed) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _kind(content: bytes) -> tuple[str, str] | None:
    for magic, media_type, ending in _MAGIC:
        if content.startswith(magic):
            return media_type, ending
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp", "webp"
    return None
