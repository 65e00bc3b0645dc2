"""What a published lesson looks like to everybody, rendered once per version and day.

Facts have dates, so a lesson may change its face at midnight; the day is part of the key.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils import translation

from cms.models import KeptText, ModulePage, Source
from cms.storing import fill

ONE_DAY = 60 * 60 * 24
# Raise it when the templates of blocks change, so that no old face survives a deployment.
FACE = 4


@dataclass(frozen=True)
class Section:
    """One section: its key without language, its title, its HTML; whether it has a dated fact."""

    key: str
    title: str
    html: str
    dated: bool


@dataclass(frozen=True)
class Lesson:
    """A module page in one language, ready to be shown."""

    language: str
    title: str
    summary: str
    objectives: tuple[str, ...]
    method: str
    assessment: str
    sources: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]

    def keys(self) -> tuple[str, ...]:
        """The sections' keys in order."""
        return tuple(section.key for section in self.sections)

    def number_of(self, key: str) -> int | None:
        """The place (from 1) of the section with this key, or None."""
        keys = self.keys()
        return keys.index(key) + 1 if key in keys else None


# All that finding, naming and caching a lesson needs of its page. The rest stays in the database
# as long as the lesson's face is in the cache: a whole page has fifty columns and the long texts.
LIGHT_FIELDS = (
    "slug",
    "title",
    "translation_key",
    "live",
    "last_published_at",
    "live_revision",
    "sensitivity",
    "locale__language_code",
    "activity__key",
    "activity__position",
    "activity__module__code",
    "activity__module__position",
    "activity__module__days",
    "activity__module__hours",
    "activity__course__key",
    "activity__course__title",
)


def cache_key(page: ModulePage, today: datetime.date) -> str:
    """Changes with every publication, every day and every change of the templates.

    What an edition keeps has a key of its own: one face for all editions that have this text.
    """
    if page.kept:
        return f"lesson/{FACE}/kept/{page.kept.text}/{today.isoformat()}"
    version = page.live_revision_id or page.last_published_at
    return f"lesson/{FACE}/{page.pk}/{version}/{today.isoformat()}".replace(" ", "-")


def lessons_of(
    pages: list[ModulePage], today: datetime.date, *, keep: bool = True
) -> dict[int, Lesson]:
    """By page id; a page that is not in the cache is rendered and, on demand of `keep`, kept.

    Days that readers choose are not kept: there is no end of them.
    """
    keys = {page.pk: cache_key(page, today) for page in pages}
    kept = cache.get_many(keys.values())
    missing = [page for page in pages if keys[page.pk] not in kept]
    if missing:
        titles = dict(Source.objects.values_list("code", "title"))
        for page in _whole(missing):
            kept[keys[page.pk]] = render_lesson(page, today, titles)
            if keep:
                cache.set(keys[page.pk], kept[keys[page.pk]], ONE_DAY)
    return {pk: kept[key] for pk, key in keys.items()}


def _whole(pages: list[ModulePage]) -> Iterator[ModulePage]:
    """The pages with all their words: those of the tree, and those that an edition keeps."""
    # Whole rows at once: asking each deferred field for itself would cost a query apiece.
    live = [page.pk for page in pages if not page.kept]
    if live:
        yield from ModulePage.objects.filter(pk__in=live).select_related("locale")
    stored = {page.kept.text: page for page in pages if page.kept}
    if stored:
        for pk, text in KeptText.objects.in_bulk(stored).items():
            yield fill(stored[pk], text)


def render_lesson(page: ModulePage, today: datetime.date, titles: dict[str, str]) -> Lesson:
    """The page as values and HTML, in its own language; `titles` names the sources by code."""
    language = page.locale.language_code
    context = {"today": today, "source_titles": titles}
    # The page's language, not the reader's: dates and names of countries belong to the text.
    with translation.override(language):
        sections = tuple(
            Section(
                key=block.id,
                title=block.value["title"],
                html=str(block.value["body"].render_as_block(context=context)),
                dated=any(_is_dated(inner) for inner in block.value["body"]),
            )
            for block in page.sections
        )
    return Lesson(
        language=language,
        title=page.title,
        summary=page.summary,
        objectives=tuple(str(block.render()) for block in page.objectives),
        method=page.method,
        assessment=page.assessment,
        sources=tuple((code, titles.get(code, "")) for code in page.sources.split()),
        sections=sections,
    )


def _is_dated(block: Any) -> bool:
    if block.block_type != "fact":
        return False
    return bool(block.value["valid_from"] or block.value["valid_until"])
