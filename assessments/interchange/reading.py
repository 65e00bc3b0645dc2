"""The door in: bytes of any file to the questions it holds, or one refusal with its name. Pure."""

import hashlib
from collections.abc import Iterable

from assessments.interchange import sniffing
from assessments.interchange.aiken.reading import read_aiken
from assessments.interchange.decoding import decode_text
from assessments.interchange.gift.reading import read_gift
from assessments.interchange.limits import FILE_BYTES, MEGABYTE, OPTIONS_IN_FILE, QUESTIONS
from assessments.interchange.moodle_xml.reading import read_moodle_xml
from assessments.interchange.notes import Note, ReadError, Unreadable
from assessments.interchange.qti.reading import read_item_file, read_package
from assessments.interchange.question import ImportedQuestion, ReadFile
from assessments.interchange.xml import read_xml

_TEXTS = {sniffing.GIFT: read_gift, sniffing.AIKEN: read_aiken}


def read_file(raw: bytes, name: str, format: str | None = None) -> ReadFile:
    """What the file holds. `format` is one of sniffing.FORMATS, or None to find out.

    Raises Unreadable for a file that is refused as a whole: too large, no text, broken or hostile
    XML, a bad zip, another format than said, nothing in it.
    """
    if format is not None and format not in sniffing.FORMATS:
        raise Unreadable("unknown-format", format[:40])
    if len(raw) > FILE_BYTES:
        raise Unreadable("too-large", str(FILE_BYTES // MEGABYTE))
    if not raw.strip():
        raise Unreadable("empty")
    sniffing.refuse_other_kinds(raw)
    found, encoding, notes, format = _read(raw, format)
    questions: list[ImportedQuestion] = []
    errors: list[ReadError] = []
    parts = 0
    for each in found:
        if isinstance(each, ReadError):
            errors.append(each)
        else:
            questions.append(each)
            parts += each.size
        if len(questions) + len(errors) > QUESTIONS:
            raise Unreadable("too-many-questions", str(QUESTIONS))
        if parts > OPTIONS_IN_FILE:
            raise Unreadable("too-many-parts", str(OPTIONS_IN_FILE))
    if not questions and not errors:
        errors.append(ReadError(1, "no-questions"))
    return ReadFile(
        name=name,
        format=format,
        encoding=encoding,
        sha256=hashlib.sha256(raw).hexdigest(),
        questions=tuple(questions),
        errors=tuple(errors),
        notes=notes,
    )


def _read(
    raw: bytes, format: str | None
) -> tuple[Iterable[ImportedQuestion | ReadError], str, tuple[Note, ...], str]:
    if sniffing.is_zip(raw):
        _expect(format, sniffing.QTI)
        return read_package(raw), "zip", (), sniffing.QTI
    if sniffing.looks_like_xml(raw):
        root, encoding, notes = read_xml(raw)
        seen = sniffing.root_format(root.tag)
        _expect(format, seen)
        read = read_moodle_xml if seen == sniffing.MOODLE_XML else read_item_file
        return read(root), encoding, notes, seen
    text, encoding, notes = decode_text(raw)
    seen = format or sniffing.text_format(text)
    if format is None and seen == sniffing.GIFT and not sniffing.is_gift(text):
        raise Unreadable("not-recognised")
    if seen not in _TEXTS:
        raise Unreadable("other-format", seen)
    return _TEXTS[seen](text), encoding, notes, seen


def _expect(format: str | None, seen: str) -> None:
    if format is not None and format != seen:
        raise Unreadable("other-format", f"{format}; it is {seen}")
