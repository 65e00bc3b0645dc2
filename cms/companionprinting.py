"""A companion of a module as a PDF: A4, tagged (PDF/UA-1), in the language of its page.

The aide-mémoire is one page, whatever its words: it hangs on a wall. Its type becomes smaller until
it fits. The others take a slightly smaller type where that saves a page of a few last lines. A file
is kept for as long as its page is not published anew, and nothing changes in what it has to follow.
"""

from functools import cache
from pathlib import Path

from django.core.cache import cache as kept
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from certificates.rendering import ONE_AT_A_TIME, OwnFiles
from cms.companionreading import sources_of
from cms.factquoting import Facts, body_of, digest_of_facts
from cms.models import CompanionKind, CompanionPage

# Raise it when the template or the style sheet changes: files made before are not kept.
FACE = 4
THIRTY_DAYS = 60 * 60 * 24 * 30
# Sizes of type in points, from what is read at two metres to what is still read at a desk.
SIZES_OF_A_MEMO = (14, 13, 12, 11, 10, 9, 8)
SIZE, SMALLER = 10, 9.5
_STYLE = Path(__file__).resolve().parent / "templates" / "cms" / "print" / "companion.css"


class TooLong(ValueError):
    """The aide-mémoire does not fit its page even in the smallest type."""


def companion_pdf(page: CompanionPage, facts: Facts) -> bytes:
    """The file of a published companion, with what it names of `facts`. Raises TooLong."""
    version = f"kept/{page.kept.edition}/{page.kept.text}" if page.kept else page.live_revision_id
    stale = getattr(page, "stale_since", None)
    told = f"/{stale:%Y-%m-%d}" if stale else ""
    key = f"companion/{FACE}/{page.pk}/{version}{told}/{digest_of_facts(facts)}".replace(" ", "-")
    pdf: bytes | None = kept.get(key)
    if pdf is None:
        pdf = render_companion(page, facts)
        kept.set(key, pdf, THIRTY_DAYS)
    return pdf


def render_companion(page: CompanionPage, facts: Facts) -> bytes:
    """The file, made anew; the same page gives the same bytes. Raises TooLong."""
    context = {
        "page": page,
        "module": page.activity.module,
        "sources": sources_of(page.sources),
    }
    with translation.override(page.locale.language_code):
        context |= body_of(page, facts)
        html = render_to_string("cms/print/companion.html", context)
    lay_out = _on_one_page if page.kind == CompanionKind.MEMO else _on_few_pages
    with ONE_AT_A_TIME:
        document = lay_out(HTML(string=html, url_fetcher=OwnFiles()))
        if document is None:
            raise TooLong(page.title)
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        return pdf


def _on_one_page(source: HTML) -> Document | None:
    """The document in the first size of type in which it is one page."""
    sized = (_laid_out(source, size) for size in SIZES_OF_A_MEMO)
    return next((document for document in sized if len(document.pages) == 1), None)


def _on_few_pages(source: HTML) -> Document:
    """The document as usual, or smaller where it then has fewer pages."""
    usual = _laid_out(source, SIZE)
    if len(usual.pages) == 1:
        return usual
    smaller = _laid_out(source, SMALLER)
    return smaller if len(smaller.pages) < len(usual.pages) else usual


def _laid_out(source: HTML, size: float) -> Document:
    type_size = CSS(string=f"html {{ font-size: {size}pt }}", font_config=own_fonts())
    return source.render(
        stylesheets=[own_style(), type_size], font_config=own_fonts(), pdf_variant="pdf/ua-1"
    )


@cache
def own_fonts() -> FontConfiguration:
    """The house's typefaces, read once a process."""
    return FontConfiguration()


@cache
def own_style() -> CSS:
    """The style sheet of companions on paper, read once a process."""
    css = _STYLE.read_text(encoding="utf-8")
    return CSS(string=css, font_config=own_fonts(), url_fetcher=OwnFiles())
