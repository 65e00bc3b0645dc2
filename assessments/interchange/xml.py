"""XML of strangers: no document type, no entities, no network, bounded depth and text. Pure."""

import html
import html.entities
import re
from collections.abc import Iterator

from lxml import etree

from assessments.interchange.decoding import decode_xml
from assessments.interchange.html import refuse_too_much_html
from assessments.interchange.limits import XML_IN_SCOPE, XML_MARKS, XML_NAMESPACES
from assessments.interchange.notes import Note, Unreadable
from assessments.interchange.sniffing import prolog_end
from assessments.interchange.spans import spans

Element = etree._Element
_DOCTYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s*)?([\w.-]+)", re.IGNORECASE)
_EXTERNAL = re.compile(r"\b(?:SYSTEM|PUBLIC)\s+[\"'][^\"']{0,300}", re.IGNORECASE)
_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
# Stretches in which nothing is markup.
_QUOTED = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
_OF_XML = frozenset({"lt", "gt", "amp", "quot", "apos"})
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LIMITS = re.compile(r"depth|huge|too long|limit|lookup", re.IGNORECASE)


def read_xml(raw: bytes) -> tuple[Element, str, tuple[Note, ...]]:
    """The root element, the encoding and notes. Raises Unreadable, saying what was refused."""
    text, encoding, notes = decode_xml(raw)
    if not text.strip():
        raise Unreadable("empty")
    refuse_doctype(text)
    _refuse_too_many(text)
    text, repairs = _repaired(text)
    return parsed(text), encoding, (*notes, *repairs)


def refuse_doctype(text: str) -> None:
    """Raise Unreadable for a document type, naming entities and addresses that it declares."""
    start = prolog_end(text)
    if not _DOCTYPE.match(text, start) and not text.startswith("<!", start):
        return
    declaration = text[start : start + 20_000]
    line = text.count("\n", 0, start) + 1
    entities = _ENTITY.findall(declaration)
    external = _EXTERNAL.search(declaration)
    if external:
        raise Unreadable("external-entity", external[0][:120], line)
    if entities:
        raise Unreadable("entities", ", ".join(dict.fromkeys(entities[:5])), line)
    raise Unreadable("doctype", "", line)


def _refuse_too_many(text: str) -> None:
    """Raise Unreadable for more elements, attributes or namespaces than any teacher's file has, or
    for more HTML in its texts, written out in a section or with « & ».

    They are counted before they are parsed: each takes a hundred times the memory of its letters.
    """
    tags, marks, spaces, position = 0, 0, 0, 0
    for start, end in (*spans(text, _QUOTED), (len(text), len(text))):
        opened = text.count("<", position, start)
        tags += opened
        marks += opened + text.count("=", position, start)
        spaces += text.count("xmlns", position, start)
        position = end
    if marks > XML_MARKS:
        raise Unreadable("xml-too-many", f"{marks} / {XML_MARKS}")
    if spaces > XML_NAMESPACES:
        raise Unreadable("xml-too-many", f"xmlns: {spaces} / {XML_NAMESPACES}")
    refuse_too_much_html(text.count("<") - tags + text.count("&"))


def parsed(text: str) -> Element:
    """The root of a text without declaration and document type."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        code = "xml-limit" if _LIMITS.search(error.msg or "") else "not-well-formed"
        raise Unreadable(code, (error.msg or "")[:200], line) from None
    if root is None:
        raise Unreadable("empty")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: Element) -> int:
    """The line where the element begins, from 1."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of this local name."""
    return (child for child in element if isinstance(child.tag, str) and local(child) == name)


def child(element: Element, name: str) -> Element | None:
    """The first child of this local name."""
    return next(children(element, name), None)


def words(element: Element | None) -> str:
    """All text inside an element, markup left out; empty for None."""
    return "".join(map(str, element.itertext())) if element is not None else ""


def inner(element: Element | None) -> str:
    """The contents of an element as they stand: text, or HTML written without CDATA.

    Raises Unreadable under too many namespaces: every child is written with all of them.
    """
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    if len(element.nsmap) > XML_IN_SCOPE:
        count = f"xmlns: {len(element.nsmap)} / {XML_IN_SCOPE}"
        raise Unreadable("xml-too-many", count, line_of(element))
    parts = [html.escape(element.text or "", quote=False)]
    for node in element:
        parts.append(etree.tostring(node, encoding="unicode", method="html", with_tail=True))
    return "".join(parts)


def allowed(text: str) -> str:
    """The text without what XML cannot hold: control characters and halves of characters."""
    return _FORBIDDEN.sub("", text).encode("utf-8", errors="ignore").decode()


def _repaired(text: str) -> tuple[str, list[Note]]:
    """Two things that authors' tools let slip: characters XML forbids, names only HTML knows."""
    notes = []
    if _FORBIDDEN.search(text):
        text = _FORBIDDEN.sub("", text)
        notes.append(Note("control-characters"))
    changed = False

    def character(match: re.Match[str]) -> str:
        nonlocal changed
        known = html.entities.html5.get(match[1] + ";") if match[1] not in _OF_XML else None
        if known is None:
            return match[0]
        changed = True
        return "".join(f"&#{ord(char)};" for char in known)

    if any(match[1] not in _OF_XML for match in _REFERENCE.finditer(text)):
        parts, position = [], 0
        for start, end in spans(text, _QUOTED):
            parts += [_REFERENCE.sub(character, text[position:start]), text[start:end]]
            position = end
        text = "".join([*parts, _REFERENCE.sub(character, text[position:])])
        if changed:
            notes.append(Note("html-entities"))
    return text, notes
