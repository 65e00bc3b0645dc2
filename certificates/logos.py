"""A logo as it may stand on a certificate: a small opaque PNG, made from what was uploaded.

Pure: bytes in, bytes out. Nothing of the uploaded file is kept but its points: no metadata, no
transparency, which printers of the region turn black, and no vector code.
"""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

UPLOAD_LIMIT = 3_000_000
LOGO_LIMIT = 60_000
# Twelve by thirty millimetres at 500 dots an inch.
_BOX = (600, 240)
_POINTS_LIMIT = 30_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class LogoProblem(ValueError):
    """The file cannot be a logo; `code` says why: not-a-picture, file-too-large, too-detailed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean_logo(content: bytes) -> bytes:
    """The picture as a PNG on white within 600 × 240 points. The same file gives the same bytes.

    Raises LogoProblem.
    """
    if len(content) > UPLOAD_LIMIT:
        raise LogoProblem("file-too-large")
    picture = _opened(content)
    picture.thumbnail(_BOX, Image.Resampling.LANCZOS)
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    opaque = white.convert("RGB")
    for candidate in (
        opaque,
        opaque.quantize(256).convert("RGB"),
        opaque.quantize(32).convert("RGB"),
    ):
        target = BytesIO()
        candidate.save(target, "PNG", optimize=True)
        if target.tell() <= LOGO_LIMIT:
            return target.getvalue()
    raise LogoProblem("too-detailed")


def _opened(content: bytes) -> Image.Image:
    try:
        picture = Image.open(BytesIO(content), formats=_FORMATS)
        # The size stands in the head: a small file that unpacks to gigabytes is not unpacked.
        if picture.width * picture.height > _POINTS_LIMIT:
            raise LogoProblem("too-detailed")
        return picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoProblem("not-a-picture") from error
