"""Reads printed pages as a stranger does: their text, and their picture."""

import unicodedata
from pathlib import Path

import pypdfium2
from PIL import Image

DPI = 150


def page_texts(file: Path) -> list[str]:
    """The text of each page, with plain blanks."""
    document = pypdfium2.PdfDocument(file)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]


def page_picture(file: Path, number: int = 0, *, dpi: int = DPI) -> Image.Image:
    """One page as a picture."""
    document = pypdfium2.PdfDocument(file)
    picture: Image.Image = document[number].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return picture
