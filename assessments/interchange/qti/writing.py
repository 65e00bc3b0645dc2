"""Neutral questions as a QTI 2.2 content package: a manifest and one file an item. Pure."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from assessments.interchange.qti.items import WRITERS, item
from assessments.interchange.qti.package import MANIFEST
from assessments.interchange.qti.saying import root_of
from assessments.interchange.question import ImportedQuestion
from assessments.interchange.xml import Element, allowed

CARRIED = frozenset(WRITERS)
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/LOM"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMAS = (
    f"{_CP} http://www.imsglobal.org/xsd/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd "
    f"{_LOM} http://www.imsglobal.org/xsd/imsmd_loose_v1p3p2.xsd"
)
# The oldest day a zip can name: the same questions are the same bytes on any day.
_DAY = (1980, 1, 1, 0, 0, 0)
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


def write_qti(questions: Iterable[ImportedQuestion]) -> bytes:
    """The package as a zip. Types outside CARRIED are left out: ask."""
    named = list(_named(question for question in questions if question.type in CARRIED))
    files: list[tuple[str, bytes]] = [(MANIFEST, _manifest(named))]
    for stem, question in named:
        files.append((f"items/{stem}.xml", item(question, stem)))
        files += [(f"items/{stem}/{file.name}", file.content) for file in question.files]
    packed = io.BytesIO()
    # Stored, not compressed: how a library compresses may change with its version.
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for path, content in files:
            entry = zipfile.ZipInfo(path, _DAY)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return packed.getvalue()


def _named(questions: Iterable[ImportedQuestion]) -> Iterator[tuple[str, ImportedQuestion]]:
    """Each with the name of its file: its identity where that is a safe and new name."""
    taken: set[str] = set()
    for number, question in enumerate(questions, start=1):
        stem = question.id
        if not _SAFE.fullmatch(stem) or stem.lower() in taken:
            stem = f"question_{number:05}"
        taken.add(stem.lower())
        yield stem, question


def _manifest(named: list[tuple[str, ImportedQuestion]]) -> bytes:
    root = root_of(_CP, "manifest", lom=_LOM, xsi=_XSI)
    root.set("identifier", "MANIFEST")
    root.set(f"{{{_XSI}}}schemaLocation", _SCHEMAS)
    about = _leaf(root, _CP, "metadata")
    _leaf(about, _CP, "schema", "QTIv2.2 Package")
    _leaf(about, _CP, "schemaversion", "1.0.0")
    _leaf(root, _CP, "organizations")
    resources = _leaf(root, _CP, "resources")
    for number, (stem, question) in enumerate(named, start=1):
        href = f"items/{stem}.xml"
        resource = _leaf(
            resources,
            _CP,
            "resource",
            identifier=f"ITEM_{number}",
            type="imsqti_item_xmlv2p2",
            href=href,
        )
        if question.tags or question.category:
            _describe(_leaf(resource, _CP, "metadata"), question)
        _leaf(resource, _CP, "file", href=href)
        for file in question.files:
            _leaf(resource, _CP, "file", href=f"items/{stem}/{file.name}")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _describe(about: Element, question: ImportedQuestion) -> None:
    """Tags as keywords, the category as a discipline."""
    described = _leaf(about, _LOM, "lom")
    general = _leaf(described, _LOM, "general")
    for tag in question.tags:
        word = _leaf(_leaf(general, _LOM, "keyword"), _LOM, "string", tag)
        word.set("language", question.language or "en")
    if question.category:
        placed = _leaf(described, _LOM, "classification")
        purpose = _leaf(placed, _LOM, "purpose")
        _leaf(purpose, _LOM, "source", "LOMv1.0")
        _leaf(purpose, _LOM, "value", "discipline")
        taxon = _leaf(_leaf(placed, _LOM, "taxonPath"), _LOM, "taxon")
        entry = _leaf(_leaf(taxon, _LOM, "entry"), _LOM, "string", question.category)
        entry.set("language", question.language or "en")


def _leaf(parent: Element, space: str, name: str, text: str = "", **attributes: str) -> Element:
    node = etree.SubElement(parent, f"{{{space}}}{name}", attrib=attributes)
    node.text = allowed(text) or None
    return node
