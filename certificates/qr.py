"""The QR code of a certificate: the address to verify it and its number, nothing else."""

import segno


def qr_text(verify_url: str, number: str) -> str:
    """What the code holds: `<verification address>/<number>/`. No name, no state, no date."""
    return f"{verify_url.rstrip('/')}/{number}/"


def qr_data_uri(text: str) -> str:
    """The code as the address of an SVG image, for the `src` of an `<img>`.

    An `<img>`, not inline SVG: an inline drawing breaks PDF/UA. Level Q survives a crease or a
    stamp over a quarter of the symbol; the quiet zone of four modules is part of the picture.
    """
    code = segno.make(text, error="q", micro=False, boost_error=False)
    uri: str = code.svg_data_uri(border=4, dark="#000", light=None, svgclass=None, lineclass=None)
    return uri
