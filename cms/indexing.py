"""Verb: keep the passages that the search looks through in step with what is published."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.html import strip_tags
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.factnaming import without_names
from cms.models import CompanionPage, ModulePage, Passage
from cms.searchwords import spaced, stems_of


@dataclass(frozen=True)
class Part:
    """A place of a page: the key of its section, its title and its words."""

    anchor: str
    title: str
    text: str


def parts_of(page: Page) -> list[Part]:
    """What of a page can be found, from 0: a companion as a whole; of a lesson its first page,
    then its sections. Nothing of other pages."""
    if isinstance(page, CompanionPage):
        return [Part("", page.title, without_names(words_of(page.body)))]
    if not isinstance(page, ModulePage):
        return []
    head = " ".join([page.summary, words_of(page.objectives), page.method])
    return [Part("", page.title, head)] + [
        Part(block.id, block.value["title"], words_of(block.value["body"]))
        for block in page.sections
    ]


@transaction.atomic
def index_page(page: Page) -> int:
    """Write the passages of a page anew; none for a page that is not live. Returns their number.

    Race: of two publications of one page at once the unique position lets the second fail and try
    again; Wagtail publishes a page under its own row.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    Passage.objects.filter(page_id=page.pk).delete()
    if not page.live:
        return 0
    return len(Passage.objects.bulk_create(passages_of(page)))


def passages_of(page: Page) -> list[Passage]:
    """The passages of a page in memory, also of one that says what an edition keeps."""
    language = page.locale.language_code
    return [
        Passage(
            page_id=page.pk,
            language=language,
            position=position,
            anchor=part.anchor,
            title=part.title,
            text=part.text,
            title_stems=spaced(stems_of(part.title, language)),
            stems=spaced(stems_of(part.text, language)),
        )
        for position, part in enumerate(parts_of(page))
    ]


def words_of(stream: StreamValue) -> str:
    """The words of a stream of blocks, without marks, in the order of reading."""
    return " ".join(_words(stream))


def _words(stream: StreamValue) -> Iterator[str]:
    for text in stream.stream_block.get_searchable_content(stream):
        # A blank for each tag, so that words of two paragraphs do not grow together.
        yield " ".join(strip_tags(text.replace("<", " <")).split())
