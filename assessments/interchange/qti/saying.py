"""Neutral texts as elements of a QTI item, their pictures beside it. Pure."""

import re
from typing import Any

import lxml.html
from lxml import etree

from assessments.interchange import html
from assessments.interchange.html import FILE_PREFIX
from assessments.interchange.qti.words import INSTEAD, KEPT, UNKNOWN
from assessments.interchange.question import HTML, Text
from assessments.interchange.xml import Element, allowed

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p2"
_EMPTY = re.compile(r"<(br|hr|img|col|wbr)\b([^<>]*)>")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def root_of(space: str, name: str, **prefixes: str) -> Element:
    """A new first element whose own namespace needs no prefix."""
    spaces: Any = {None: space, **prefixes}
    return etree.Element(f"{{{space}}}{name}", nsmap=spaces)


def leaf(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A new last child in the namespace of QTI."""
    stated = {key: allowed(value) for key, value in attributes.items()}
    node = etree.SubElement(parent, f"{{{QTI}}}{name}", attrib=stated)
    node.text = allowed(text) or None
    return node


def say(parent: Element, text: Text, folder: str) -> None:
    """Put the text into an element that takes blocks; pictures are in the folder."""
    if text.markup == HTML:
        _copy(_parsed(text.text), parent, folder)
        return
    words = allowed(text.text)
    if html.plain(html.escaped(words)) == words:
        _lines(parent, words)
    elif words:
        _lines(leaf(parent, "span", **{"class": KEPT}), words)


def _parsed(source: str) -> Element:
    """The HTML as elements. Sanitised HTML is nearly XML: its empty tags do not close."""
    clean, _ = html.sanitised(allowed(source))
    closed = _EMPTY.sub(r"<\1\2/>", clean).replace("&nbsp;", "\u00a0")
    try:
        return etree.fromstring(f"<div>{closed}</div>", etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        # An attribute with a bare < is HTML and not XML.
        return lxml.html.fragment_fromstring(clean, create_parent="div")


def _lines(parent: Element, words: str) -> None:
    first, *rest = words.split("\n")
    parent.text = first
    for line in rest:
        leaf(parent, "br").tail = line


def _copy(source: Element, target: Element, folder: str) -> None:
    target.text = source.text
    for node in source:
        if node.tag in UNKNOWN:
            made = leaf(target, "span", **{"class": INSTEAD + node.tag})
        else:
            made = leaf(target, node.tag)
        for name, value in node.attrib.items():
            _attribute(made, str(name), str(value), folder)
        if node.tag == "img" and made.get("alt") is None:
            # QTI asks for it.
            made.set("alt", "")
        _copy(node, made, folder)
        made.tail = node.tail


def _attribute(made: Element, name: str, value: str, folder: str) -> None:
    if name == "rel":
        # Ours, on every link; the reader puts it back.
        return
    if name == "src":
        value = re.sub(f"^{re.escape(FILE_PREFIX)}", f"{folder}/", value)
    made.set(_LANGUAGE if name == "lang" else name, value)
