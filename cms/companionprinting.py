"""A companion of a module as a PDF: A4, tagged (PDF/UA-1), in the language of its page.

The aide-mémoire is one page, whatever its words: it hangs on a wall. Its type becomes smaller until
it fits. A file is kept for as long as its page is not published anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.core.cache import cache as kept
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from certificates.rendering import ONE_AT_A_TIME, OwnFiles
from cms.blocks.companion import parts_of
from cms.companionreading import sources_of
from cms.models import CompanionKind, CompanionPage

# Raise it when the template or the style sheet changes: files made before are not kept.
FACE = 1
THIRTY_DAYS = 60 * 60 * 24 * 30
# Sizes of type in points, from what is read at two metres to what is still read at a desk.
SIZES_OF_A_MEMO = (14, 13, 12, 11, 10, 9, 8)
SIZE = 10
_STYLE = Path(__file__).resolve().parent / "templates" / "cms" / "print" / "companion.css"


class TooLong(ValueError):
    """The aide-mémoire does not fit its page even in the smallest type."""


def companion_pdf(page: CompanionPage) -> bytes:
    """The file of a published companion. Raises TooLong."""
    version = f"kept/{page.kept.edition}/{page.kept.text}" if page.kept else page.live_revision_id
    key = f"companion/{FACE}/{page.pk}/{version}".replace(" ", "-")
    pdf: bytes | None = kept.get(key)
    if pdf is None:
        pdf = render_companion(page)
        kept.set(key, pdf, THIRTY_DAYS)
    return pdf


def render_companion(page: CompanionPage) -> bytes:
    """The file, made anew; the same page gives the same bytes. Raises TooLong."""
    context = {
        "page": page,
        "module": page.activity.module,
        "parts": parts_of(page.body),
        "sources": sources_of(page.sources),
    }
    with translation.override(page.locale.language_code):
        html = render_to_string("cms/print/companion.html", context)
    with ONE_AT_A_TIME:
        for document in _laid_out(html, one_page=page.kind == CompanionKind.MEMO):
            pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
            return pdf
    raise TooLong(page.title)


def _laid_out(html: str, *, one_page: bool) -> Iterator[Document]:
    """The document in the first size of type in which it has the pages it may have."""
    source = HTML(string=html, url_fetcher=OwnFiles())
    for size in SIZES_OF_A_MEMO if one_page else (SIZE,):
        type_size = CSS(string=f"html {{ font-size: {size}pt }}", font_config=own_fonts())
        document = source.render(
            stylesheets=[own_style(), type_size], font_config=own_fonts(), pdf_variant="pdf/ua-1"
        )
        if not one_page or len(document.pages) == 1:
            yield document


@cache
def own_fonts() -> FontConfiguration:
    """The house's typefaces, read once a process."""
    return FontConfiguration()


@cache
def own_style() -> CSS:
    """The style sheet of companions on paper, read once a process."""
    css = _STYLE.read_text(encoding="utf-8")
    return CSS(string=css, font_config=own_fonts(), url_fetcher=OwnFiles())
