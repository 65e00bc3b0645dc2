"""What makes one PDF both PDF/A-3a (kept for ever) and PDF/UA-1 (read aloud), with its attachments.

WeasyPrint writes one variant at a time. PDF/A-3a is asked of it; the mark of PDF/UA-1 is put into
the same metadata packet afterwards, together with the description of that mark which PDF/A demands
of every property it does not know itself (ISO 19005-3, 6.6.2.3).
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint

VARIANT = "pdf/a-3a"
ATTACHMENT_LIMIT = 1_000_000
RELATIONSHIPS = ("Source", "Data", "Alternative", "Supplement", "Unspecified")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_END = b"</rdf:RDF>"
_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>\
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside the PDF. `relationship` as PDF/A-3 names it: what the file is to the page.

    Raises ValueError when the name is not a plain file name (letters, digits, point, hyphen, low
    line), the media type or relationship is unknown in form, or the content is over
    ATTACHMENT_LIMIT bytes.
    """

    name: str
    media_type: str
    description: str
    content: bytes
    relationship: str = "Data"

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"not a plain file name: {self.name!r}")
        if not _MEDIA_TYPE.fullmatch(self.media_type):
            raise ValueError(f"not a media type: {self.media_type!r}")
        if self.relationship not in RELATIONSHIPS:
            raise ValueError(f"not a relationship of PDF/A-3: {self.relationship!r}")
        if len(self.content) > ATTACHMENT_LIMIT:
            raise ValueError(f"attachment of {len(self.content)} bytes")


def embeddable(attachments: Sequence[Attachment], *, on: dt.date) -> list[weasyprint.Attachment]:
    """The attachments as WeasyPrint takes them, dated `on` (never by the clock), in name order."""
    names = [attachment.name for attachment in attachments]
    if len(set(names)) != len(names):
        raise ValueError("two attachments of one name")
    at = dt.datetime.combine(on, dt.time())
    return [
        weasyprint.Attachment(
            string=attachment.content,
            name=attachment.name,
            description=attachment.description,
            created=at,
            modified=at,
            relationship=attachment.relationship,
        )
        for attachment in sorted(attachments, key=lambda one: one.name)
    ]


def mark_accessible(pdf: pydyf.PDF) -> None:
    """Part of a finisher: write PDF/UA-1 into the metadata of a PDF/A-3a."""
    metadata = _pointed_to(pdf, pdf.catalog["Metadata"])
    packet = b"".join(map(pydyf._to_bytes, metadata.stream))
    if packet.count(_END) != 1:
        raise ValueError("the metadata packet is not as expected")
    metadata.stream = [packet.replace(_END, _UA + _END)]
    # Readers of metadata alone look for a packet that is not compressed.
    metadata.compress = False


def state_media_types(pdf: pydyf.PDF, attachments: Sequence[Attachment]) -> None:
    """Part of a finisher: the media types as given; WeasyPrint guesses them from the names."""
    types = {pydyf.String(one.name).data: one.media_type for one in attachments}
    for found in pdf.objects:
        if isinstance(found, pydyf.Dictionary) and found.get("Type") == "/Filespec":
            media_type = types[pydyf.String(found["UF"].string).data]
            embedded = _pointed_to(pdf, found["EF"]["F"])
            embedded.extra["Subtype"] = "/" + media_type.replace("/", "#2f")


def _pointed_to(pdf: pydyf.PDF, reference: Any) -> Any:
    return pdf.objects[int(bytes(reference).split()[0])]
