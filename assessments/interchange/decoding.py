"""Bytes to text: byte order mark, UTF-8, UTF-16, else the old single-byte alphabets. Pure.

A text file may lie about nothing, so its encoding is guessed and the guess reported. XML states
its encoding, so bytes that contradict the statement are refused.
"""

import re

from assessments.interchange.limits import LINES
from assessments.interchange.notes import Note, Unreadable

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
UTF32_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")

# What a French or English text has beside ASCII; used to tell windows-1252 from Mac Roman.
_FAMILIAR = frozenset("éèêëàâäçîïôöùûüÿœæÉÈÊÀÂÇÎÔŒ’‘“”«»–—…°€ \u00a0")
_DECLARATION = re.compile(r"""^\s*<\?xml\b[^>]*?\?>""")
_DECLARED = re.compile(r"""\bencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
# Names that XML files declare, and the codec that reads them; ISO-8859-1 as every browser does.
_SINGLE_BYTE = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-15": "iso-8859-15",
    "iso-8859-2": "iso-8859-2",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1256": "cp1256",
    "macintosh": "mac_roman",
}
_UTF8 = frozenset({"utf-8", "utf8"})
_UTF16 = frozenset({"utf-16", "utf16", "utf-16le", "utf-16be", "ucs-2"})
_ASCII = frozenset({"us-ascii", "ascii"})


def decode_text(raw: bytes) -> tuple[str, str, tuple[Note, ...]]:
    """The text, the name of its encoding, and notes. Line ends become "\\n". Raises Unreadable."""
    marked = _marked(raw)
    if marked is not None:
        text, encoding = marked
        return _tidy(text), encoding, ()
    raw = _one_line_end(raw)
    _refuse_lines(raw.count(b"\n"))
    try:
        return _tidy(raw.decode("utf-8")), "utf-8", ()
    except UnicodeDecodeError:
        return _old_alphabet(raw)


def decode_xml(raw: bytes) -> tuple[str, str, tuple[Note, ...]]:
    """The text of an XML file without its declaration, with its line numbers kept.

    Raises Unreadable where declaration and bytes contradict each other.
    """
    marked = _marked(raw)
    if marked is not None:
        text, encoding = marked
        declared = _declared(text)
        fits = _UTF8 if encoding == "utf-8" else _UTF16
        if declared and declared not in fits:
            raise Unreadable("lying-encoding", f"{declared} / {encoding}")
        return _without_declaration(text), encoding, ()
    raw = _one_line_end(raw)
    head = raw[:400].decode("latin-1")
    declared = _declared(head)
    if declared in _UTF16:
        raise Unreadable("lying-encoding", f"{declared} / {_seen(raw)}")
    if not declared or declared in _UTF8 or declared in _ASCII:
        try:
            text = raw.decode("ascii" if declared in _ASCII else "utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise Unreadable(
                "lying-encoding", f"{declared or 'utf-8'} / {_seen(raw)}", line
            ) from None
        return _without_declaration(text), "utf-8", ()
    codec = _SINGLE_BYTE.get(declared)
    if codec is None:
        raise Unreadable("unknown-encoding", declared)
    if not raw.isascii() and _is_utf8(raw):
        raise Unreadable("lying-encoding", f"{declared} / utf-8")
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable("lying-encoding", f"{declared} / {_seen(raw)}", line) from None
    named = "windows-1252" if codec == "cp1252" else declared
    return _without_declaration(text), named, ()


def _marked(raw: bytes) -> tuple[str, str] | None:
    if raw.startswith(UTF32_MARKS):
        raise Unreadable("unknown-encoding", "utf-32")
    if raw.startswith(UTF8_MARK):
        try:
            return raw[3:].decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise Unreadable("lying-encoding", "utf-8 / ?", line) from None
    codec = UTF16_MARKS.get(raw[:2]) or _unmarked_utf16(raw)
    if codec is None:
        return None
    start = 2 if raw[:2] in UTF16_MARKS else 0
    try:
        return raw[start:].decode(codec), "utf-16"
    except UnicodeDecodeError:
        raise Unreadable("lying-encoding", "utf-16 / ?") from None


def _unmarked_utf16(raw: bytes) -> str | None:
    # ASCII letters in UTF-16 have a zero in every second byte, always on the same side.
    head = raw[:400]
    if len(head) < 4 or len(raw) % 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and not even:
        return "utf-16-le"
    if even > 0.7 * half and not odd:
        return "utf-16-be"
    return None


def _old_alphabet(raw: bytes) -> tuple[str, str, tuple[Note, ...]]:
    lines = re.split(rb"(\n)", raw)
    foreign = [line for line in lines if not line.isascii()]
    broken = [line for line in foreign if not _is_utf8(line)]
    if len(foreign) - len(broken) > len(broken):
        text = "".join(
            line.decode("utf-8") if _is_utf8(line) else _single_byte(line)[0] for line in lines
        )
        return _tidy(text), "utf-8", (Note("mixed-encoding", str(len(broken))),)
    text, encoding = _single_byte(raw)
    return _tidy(text), encoding, (Note("guessed-encoding", encoding),)


def _single_byte(raw: bytes) -> tuple[str, str]:
    windows = raw.decode("cp1252", errors="replace")
    macintosh = raw.decode("mac_roman")
    if _familiar(macintosh) > _familiar(windows):
        return macintosh, "macintosh"
    return windows, "windows-1252"


def _familiar(text: str) -> float:
    foreign = [char for char in text[:200_000] if ord(char) > 127]
    return sum(char in _FAMILIAR for char in foreign) / len(foreign) if foreign else 1.0


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _seen(raw: bytes) -> str:
    return "utf-8" if _is_utf8(raw) else "windows-1252 ?"


def _declared(text: str) -> str:
    declaration = _DECLARATION.match(text[:400])
    named = _DECLARED.search(declaration[0]) if declaration else None
    return named[1].lower() if named else ""


def _without_declaration(text: str) -> str:
    declaration = _DECLARATION.match(text[:400])
    if declaration:
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _one_line_end(raw: bytes) -> bytes:
    """Line ends unified while they are bytes: a text may take four times their memory."""
    return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _refuse_lines(count: int) -> None:
    if count > LINES:
        raise Unreadable("too-many-lines", str(LINES))


def _tidy(text: str) -> str:
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    _refuse_lines(unified.count("\n"))
    if unified.endswith("\x1a"):
        # The end mark of files written under DOS.
        unified = unified[:-1]
    unified = unified.removeprefix("\ufeff")
    sample = unified[:200_000]
    strange = sum(char < " " and char not in "\t\n\f\v" for char in sample)
    if "\x00" in unified or strange > max(3, len(sample) // 200):
        raise Unreadable("binary", "")
    return unified
