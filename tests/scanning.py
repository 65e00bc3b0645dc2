"""Reads QR codes from a picture, as a telephone does."""

from typing import Any

import zxingcpp
from PIL import Image

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def qr_codes(picture: Image.Image) -> list[Any]:
    """The codes on a picture, one for each text; codes of other kinds are not looked for.

    A page full of lines and letters can pass for a code of some other kind, and one code can be
    found twice, at two scales.
    """
    found = zxingcpp.read_barcodes(picture, formats=_QR)
    return list({code.text: code for code in reversed(found) if code.text}.values())


def qr_words(picture: Image.Image) -> list[str]:
    """What the QR codes on a picture say."""
    return [code.text for code in qr_codes(picture)]
