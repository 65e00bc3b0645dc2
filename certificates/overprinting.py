"""A copy of a stored PDF with words laid across each page: replaced, revoked, suspended, specimen.

The stored file stays as it is. The copy is a file of its own, with the words in the page and not
in a layer that could be taken off, without tags, attachments and signature: it proves nothing.
"""

from hashlib import sha256
from io import BytesIO
from math import cos, radians, sin

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter

from certificates.assembling import copied_page
from certificates.lettering import outlined
from certificates.payload import Bilingual

STAMPS = {
    "replaced": Bilingual("REMPLACÉ", "REPLACED"),
    "revoked": Bilingual("RÉVOQUÉ", "REVOKED"),
    "suspended": Bilingual("SUSPENDU", "SUSPENDED"),
    "specimen": Bilingual("SPÉCIMEN", "SPECIMEN"),
}
# A4 landscape in points; the words rise along its diagonal.
_WIDTH, _HEIGHT, _ANGLE = 841.89, 595.28, radians(30)
_LENGTH, _COLOUR, _OPACITY = 560.0, "0.64 0.15 0.16", 0.38
_STATE = "/RelaisStamp"


def overprinted(file: bytes, *, stamp: str) -> bytes:
    """The pages of `file` with the words of `stamp` (a key of STAMPS) across each."""
    writer = PdfFileWriter(stream_xrefs=True)
    before = writer.add_object(generic.StreamObject(stream_data=b"q"))
    words = generic.StreamObject(stream_data=_drawn(STAMPS[stamp]))
    words.compress()
    over = writer.add_object(words)
    tree = PdfFileReader(BytesIO(file)).root["/Pages"]
    pages = tree["/Kids"]
    for place in range(len(pages)):
        page = copied_page(writer, pages[place], tree)
        contents = page.raw_get("/Contents")
        inside = contents if isinstance(contents, generic.ArrayObject) else [contents]
        page[pdf_name("/Contents")] = generic.ArrayObject([before, *inside, over])
        states = page["/Resources"].setdefault(pdf_name("/ExtGState"), generic.DictionaryObject())
        states[pdf_name(_STATE)] = generic.DictionaryObject(
            {pdf_name("/ca"): generic.FloatObject(_OPACITY)}
        )
        writer.insert_page(page)
    # The same print and stamp are the same file, so that it is known again: no identity by chance.
    identity = generic.ByteStringObject(sha256(stamp.encode() + b"\0" + file).digest()[:16])
    writer._document_id = generic.ArrayObject([identity, identity])
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _drawn(words: Bilingual) -> bytes:
    """Both words, one above the other, centred; French first."""
    drawn = [f"Q q {_STATE} gs {_COLOUR} rg"]
    turn = f"{cos(_ANGLE):.5f} {sin(_ANGLE):.5f} {-sin(_ANGLE):.5f} {cos(_ANGLE):.5f}"
    drawn.append(f"{turn} {_WIDTH / 2} {_HEIGHT / 2} cm")
    for word, shift in ((words.fr, 0.12), (words.en, -0.85)):
        outlines, ems = outlined(word)
        size = _LENGTH / ems
        drawn.append(f"q {size:.3f} 0 0 {size:.3f} {-_LENGTH / 2} {shift * size:.3f} cm")
        drawn.append(f"{outlines} Q")
    return "\n".join([*drawn, "Q"]).encode()
