"""Draws the QR code of a certificate straight into the page, as rectangles.

As SVG it cost as much as all the text of a front: WeasyPrint reads the path again letter by letter.
"""

from typing import Any
from urllib.parse import quote, unquote

from certificates.qr import qr_rectangles

# What an `<img>` of the templates asks for.
_ADDRESS = "relais-print:qr/"


def qr_address(text: str) -> str:
    """The address of the picture of this code."""
    return _ADDRESS + quote(text, safe="")


def coded_text(url: str) -> str | None:
    """What the code at this address holds; None when no code lives there."""
    return unquote(url.removeprefix(_ADDRESS)) if url.startswith(_ADDRESS) else None


class Pictures(dict[str, Any]):
    """WeasyPrint's store of pictures, in which every QR code is there already."""

    def __contains__(self, url: object) -> bool:
        return super().__contains__(url) or (isinstance(url, str) and url.startswith(_ADDRESS))

    def __missing__(self, url: str) -> "_QrPicture":
        text = coded_text(url)
        if text is None:
            raise KeyError(url)
        self[url] = _QrPicture(text)
        return self[url]


class _QrPicture:
    """What WeasyPrint asks of a picture: a size and a drawing."""

    def __init__(self, text: str) -> None:
        self._width, self._runs = qr_rectangles(text)

    def get_intrinsic_size(self, _resolution: Any, _font_size: Any) -> tuple[float, float, float]:
        """A square, one pixel a module."""
        return self._width, self._width, 1

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        """Dark modules in black from the top left corner; light ones stay paper."""
        stream.transform(a=width / self._width, d=height / self._width)
        stream.set_color_rgb(0, 0, 0)
        stream.stream += [f"{x} {y} {length} 1 re" for x, y, length in self._runs]
        stream.fill()
