"""Which format a file is in, from its bytes; what it is not is refused by name. Pure."""

import re

from assessments.interchange.notes import Unreadable

GIFT = "gift"
MOODLE_XML = "moodle-xml"
AIKEN = "aiken"
QTI = "qti"
FORMATS = (GIFT, MOODLE_XML, AIKEN, QTI)

_ZIP = b"PK\x03\x04"
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "Word 97"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF (picture)"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"BZh", "bzip2"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"SQLite format 3", "SQLite"),
    (b"PK\x05\x06", "empty zip"),
)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
_SKIPPED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOTS = {
    "quiz": MOODLE_XML,
    "assessmentItem": QTI,
    "assessmentTest": QTI,
    "qti-assessment-item": QTI,
    "qti-assessment-test": QTI,
    "manifest": QTI,
    "questestinterop": QTI,
}
# Blanks of its own line: all white space would be looked through again at every empty line.
_AIKEN_ANSWER = re.compile(r"^[^\S\n]*(?:ANSWER|R[ÉE]PONSE)\s*:\s*\S", re.MULTILINE | re.IGNORECASE)
_AIKEN_OPTION = re.compile(r"^[^\S\n]*[A-Za-z]\s*[).]", re.MULTILINE)
_GIFT_BLOCK = re.compile(r"(?<!\\)\{\s*(?:[=~#>]|T\b|F\b|TRUE\b|FALSE\b|\}|%)")
_GIFT_MARK = re.compile(r"(?<!\\)\{|^[^\S\n]*(?:::|\$CATEGORY:|//)", re.MULTILINE)


def is_zip(raw: bytes) -> bool:
    """Whether the bytes begin a zip file."""
    return raw.startswith(_ZIP)


def refuse_other_kinds(raw: bytes) -> None:
    """Raise Unreadable, with its name, for a file that is no text and no zip."""
    for magic, name in _MAGIC:
        if raw.startswith(magic) and not (magic == b"MZ" and b"\x00" not in raw[:200]):
            raise Unreadable("other-kind", name)


def looks_like_xml(raw: bytes) -> bool:
    """Whether the bytes are XML of any kind (not a text that begins with an HTML tag)."""
    head = raw[:4000].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    text = head.decode("latin-1").lstrip()
    if text.startswith(("<?xml", "<!DOCTYPE", "<!doctype", "<!ENTITY", "<!ELEMENT")):
        return True
    return root_name(text) in _ROOTS


def prolog_end(text: str) -> int:
    """The position after white space, comments and instructions at the start of XML."""
    position = 0
    while skipped := _SKIPPED.match(text, position):
        position = skipped.end()
    return position


def root_name(text: str) -> str:
    """The local name of the first element, or an empty string."""
    root = _ROOT.match(text, prolog_end(text))
    return root[2] if root else ""


def root_format(tag: str) -> str:
    """The format of XML by the tag of its root. Raises Unreadable, naming the element."""
    name = tag.rpartition("}")[2]
    if name not in _ROOTS:
        raise Unreadable("unknown-root", name[:60])
    return _ROOTS[name]


def is_gift(text: str) -> bool:
    """Whether anything in the text is of GIFT: answers in braces, a name, a category."""
    return bool(_GIFT_MARK.search(text))


def text_format(text: str) -> str:
    """Aiken where answers are lines of their own and no braces hold any; else GIFT."""
    answers = len(_AIKEN_ANSWER.findall(text))
    if answers and _AIKEN_OPTION.search(text) and answers > len(_GIFT_BLOCK.findall(text)):
        return AIKEN
    return GIFT
