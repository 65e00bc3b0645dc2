"""Lays the woven frame under every page of a PDF: drawn once, referred to by each page.

As a picture of the style sheet the frame cost more than all the text, since WeasyPrint draws a
vector background anew on each page. Here it is one form object of the file, marked as an artifact
so that a screen reader passes over it.
"""

import zlib
from functools import cache
from typing import Any

import pydyf  # type: ignore[import-untyped]

from certificates import pattern

_POINTS = 72 / 25.4
_SHEET_WIDTH, _SHEET_HEIGHT = 297 * _POINTS, 210 * _POINTS
_THREAD = 279 * _POINTS / pattern.THREADS_ALONG
_NAME = "WovenFrame"


def lay_frame(document: Any, pdf: pydyf.PDF) -> None:
    """A WeasyPrint finisher: puts the frame, centred on A4 landscape, beneath each page."""
    frame = pydyf.Stream(
        [_compressed_frame()],
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, pattern.THREADS_ALONG, pattern.THREADS_UP]),
            "Resources": pydyf.Dictionary(),
            "Filter": "/FlateDecode",
        },
    )
    pdf.add_object(frame)
    left = (_SHEET_WIDTH - _THREAD * pattern.THREADS_ALONG) / 2
    top = (_SHEET_HEIGHT + _THREAD * pattern.THREADS_UP) / 2
    matrix = f"{_THREAD:.6f} 0 0 {-_THREAD:.6f} {left:.4f} {top:.4f} cm"
    placed = pydyf.Stream([f"/Artifact BMC q {matrix} /{_NAME} Do Q EMC".encode()])
    pdf.add_object(placed)
    for page in [found for found in pdf.objects if _is_page(found)]:
        page["Contents"] = pydyf.Array([placed.reference, page["Contents"]])
        resources = pdf.objects[int(bytes(page["Resources"]).split()[0])]
        resources["XObject"][_NAME] = frame.reference


@cache
def _compressed_frame() -> bytes:
    return zlib.compress(pattern.frame_operators(), 9)


def _is_page(found: Any) -> bool:
    return isinstance(found, pydyf.Dictionary) and found.get("Type") == "/Page"
