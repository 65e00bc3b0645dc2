"""The QR code of a certificate: the address to verify it and its number, nothing else."""

from functools import cache
from io import BytesIO

import segno

_QUIET_ZONE = 4
_SOME_NUMBER = "FDF-0000-0000"


def qr_text(verify_url: str, number: str) -> str:
    """What the code holds: `<verification address>/<number>/`. No name, no state, no date."""
    return f"{verify_url.rstrip('/')}/{number}/"


@cache
def _mask(address: str, length: int) -> int:
    """The mask that serves an address best, found once.

    To weigh all eight masks costs ten times the code, and any of them can be read.
    """
    text = qr_text(address, _SOME_NUMBER)[:length].ljust(length, "0")
    mask: int = segno.make(text, error="q", micro=False, boost_error=False).mask
    return mask


def _code(text: str) -> segno.QRCode:
    # Level Q survives a crease or a stamp over a quarter of the symbol.
    address = text.rstrip("/").rpartition("/")[0]
    mask = _mask(address, len(text))
    return segno.make(text, error="q", micro=False, boost_error=False, mask=mask)


def qr_svg(text: str) -> bytes:
    """The code as an SVG image for an `<img>`, its quiet zone of four modules included.

    An `<img>`, not inline SVG: an inline drawing breaks PDF/UA.
    """
    picture = BytesIO()
    _code(text).save(picture, kind="svg", border=_QUIET_ZONE, xmldecl=False, light=None)
    return picture.getvalue()


def qr_rectangles(text: str) -> tuple[int, list[tuple[int, int, int]]]:
    """The code as its width in modules, quiet zone included, and runs of dark modules in rows:
    (x, y, length) from the top left. The same picture as `qr_svg`."""
    rows = [bytes(row) for row in _code(text).matrix]
    runs = []
    for y, row in enumerate(rows, start=_QUIET_ZONE):
        x = row.find(1)
        while x >= 0:
            end = row.find(0, x)
            end = len(row) if end < 0 else end
            runs.append((x + _QUIET_ZONE, y, end - x))
            x = row.find(1, end)
    return len(rows) + 2 * _QUIET_ZONE, runs
