"""A laid out page painted once and then only put into documents: the back of a cohort.

WeasyPrint paints a page anew for each document that it stands in and each time that it stands
there, and painting a table costs as much as laying it out. Here the drawing operators, the fonts
that they name and the marks for the tag tree are kept from one painting. This leans on the inside
of WeasyPrint's page stream; `pyproject.toml` holds its version, the tests hold the result.
"""

import copy
import zlib
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.document import Page
from weasyprint.pdf.stream import Stream

_POINTS_A_PIXEL = 0.75


class NotSelfContained(ValueError):
    """The page draws something (a picture, a pattern) that lives in its document."""


class PaintedPage(Page):
    """Takes the place of a laid out page in `Document.pages`; the page itself must be kept."""

    def __init__(self, page: Page) -> None:
        self.__dict__.update(page.__dict__)
        self._kept_fonts: dict[Any, Any] = {}
        self._kept_tags: dict[Any, Any] = {}
        resources: dict[str, dict[str, Any]] = {
            name: {} for name in ("ExtGState", "XObject", "Pattern", "Shading")
        }
        rectangle = (0, 0, page.width, page.height)
        stream = Stream(
            self._kept_fonts, rectangle, resources, {}, self._kept_tags, {}, None, compress=False
        )
        # As WeasyPrint begins the stream of each page: from the top left corner downwards.
        stream.transform(d=-1, f=page.height * _POINTS_A_PIXEL)
        super().paint(stream, _POINTS_A_PIXEL)
        # Constant opacities have stable names; every other resource is a document's own.
        self._kept_states = resources.pop("ExtGState")
        if any(resources.values()) or any(name[0] not in "aA" for name in self._kept_states):
            raise NotSelfContained
        self._operators = zlib.compress(b"\n".join(map(pydyf._to_bytes, stream.stream)), 9)

    def lend_fonts(self, fonts: dict[Any, Any]) -> None:
        """Put the fonts that the operators name into a document's, before anything is painted.

        Before, because whatever is painted first settles the rounded widths of the glyphs, and
        the kept operators rest on theirs.
        """
        for key, kept in self._kept_fonts.items():
            font = fonts.get(key)
            if font is None:
                # A copy, since writing a document cuts its fonts down to the glyphs it uses.
                font = fonts[key] = copy.copy(kept)
                font.widths, font.to_unicode = {}, {}
            font.widths = {**kept.widths, **font.widths}
            font.to_unicode = {**kept.to_unicode, **font.to_unicode}

    def paint(self, stream: Any, scale: float = _POINTS_A_PIXEL) -> None:
        """Put the kept operators into a page's stream; their fonts must have been lent."""
        if scale != _POINTS_A_PIXEL:
            raise ValueError("painted for one scale only")
        for name, state in self._kept_states.items():
            stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
        if stream._tags is not None:
            stream._tags.update(self._kept_tags)
        stream.stream = [self._operators]
        stream.compress = False
        stream.extra = {**stream.extra, "Filter": "/FlateDecode"}
