"""Stored PDFs joined to one file for the printer: their pages as they are, nothing drawn anew.

The file is for paper. Each certificate is two pages, so each begins on an odd one; the reader is
told to print on both sides, turned over the short edge, at full size. What makes a certificate an
archive of its own (tags, attachments, signature) stays with the single files.
"""

from collections.abc import Iterable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter

_KEPT = ("/MediaBox", "/Resources", "/Contents")


def joined(files: Iterable[bytes]) -> bytes:
    """One PDF with all pages of `files` in their order, ready for a printer with two sides."""
    writer = PdfFileWriter(stream_xrefs=True)
    for file in files:
        tree = PdfFileReader(BytesIO(file)).root["/Pages"]
        pages = tree["/Kids"]
        # By place: only so does pyHanko follow the reference to the page.
        for place in range(len(pages)):
            writer.insert_page(copied_page(writer, pages[place], tree))
    writer.root["/ViewerPreferences"] = generic.DictionaryObject(
        {
            pdf_name("/Duplex"): pdf_name("/DuplexFlipShortEdge"),
            pdf_name("/PrintScaling"): pdf_name("/None"),
        }
    )
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def copied_page(
    writer: PdfFileWriter, page: generic.DictionaryObject, tree: generic.DictionaryObject
) -> generic.DictionaryObject:
    """What a page draws, taken over into another document; `tree` is what it inherits from."""
    copied = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Page")})
    for key in _KEPT:
        source = page if key in page else tree
        copied[pdf_name(key)] = writer.import_object(source.raw_get(key))
    return copied
