"""The QR code of a certificate: the address to verify it, its number, and the seal behind a `#`.

What follows a `#` stays in the reader's device: no browser sends it.
"""

import re
from functools import cache
from io import BytesIO
from typing import Any

import segno

from certificates.sealing import LENGTH

_QUIET_ZONE = 4
_SOME_NUMBER = "FDF-0000-0000"
_SOME_SEAL = str(7**400)[:LENGTH]
# Number and seal stand in denser codes than text: upper case letters 5.5 bits, digits 3.3 bits.
_PARTS = re.compile(r"(.*/)([0-9A-Z-]+/)(?:(#)([0-9]+))?")


def qr_text(verify_url: str, number: str, seal: str = "") -> str:
    """What the code holds: `<verification address>/<number>/` and, sealed, `#<digits>`."""
    return f"{verify_url.rstrip('/')}/{number}/" + (f"#{seal}" if seal else "")


@cache
def _mask(address: str, sealed: bool) -> int:
    """The mask that serves an address best, found once.

    To weigh all eight masks costs ten times the code, and any of them can be read.
    """
    mask: int = _made(qr_text(address, _SOME_NUMBER, _SOME_SEAL if sealed else "")).mask
    return mask


def _code(text: str) -> segno.QRCode:
    return _made(text, mask=_mask(_segments(text)[0], "#" in text))


def _segments(text: str) -> list[str]:
    found = _PARTS.fullmatch(text)
    return [part for part in found.groups() if part] if found else [text]


def _made(text: str, *, mask: int | None = None) -> segno.QRCode:
    segments: Any = _segments(text)
    # Q survives a crease or a stamp over a quarter of the symbol. A sealed code is denser: there
    # M keeps the modules at 0.6 mm, which a pale and blurred photocopy needs more.
    level = "m" if "#" in text else "q"
    return segno.make(segments, error=level, micro=False, boost_error=False, mask=mask)


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
