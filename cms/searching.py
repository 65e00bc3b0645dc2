"""Search over everything a person may read: pages in the reader's language, by words and synonyms.

The database finds the passages that hold all that was asked; there are some hundreds in all, so
they are ranked here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db.models import Q

from cms.collecting import collect_glossary
from cms.editionreading import as_read, editions_read, written_out
from cms.indexing import passages_of
from cms.models import CompanionPage, ModulePage, Passage
from cms.permissions import pages_visible_to
from cms.searchwords import Stems, Synonyms, asked, spaced, stem, synonyms_of, telling, words_at
from courses.models import Edition

if TYPE_CHECKING:
    from cms.permissions import Person

Findable = ModulePage | CompanionPage

ONE_DAY = 60 * 60 * 24
MOST = 30
# A word in the title says more of a passage than one in its text; a tenth mention no more than a
# sixth.
TITLE_WEIGHT = 8
MOST_MENTIONS = 6
EXCERPT_WORDS = 28


@dataclass(frozen=True)
class Hit:
    """One place found: its page, title, and words around what was met.

    `lesson` is the slug of the lesson; `section` a number in it, 0 for its first page or for a
    companion, whose kind is `companion`.

    `excerpt` is pieces in order, each with whether it is one of the words met.
    """

    page: Findable
    language: str
    lesson: str
    section: int
    companion: str
    title: str
    excerpt: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Found:
    """The hits, best first; `total` counts all; `language` is the one they are written in."""

    hits: tuple[Hit, ...]
    total: int
    language: str


def search(*, user: Person, words: str, language: str, today: datetime.date) -> Found:
    """Passages that the person may read and that hold every word asked, or a synonym of it.

    In the language given; where it has none, in the other. A last word that is not met whole is
    taken for the beginning of one. Readers of a locked edition find what it says, and no more.
    """
    pages = _readable(user, editions_read(user, today=today))
    nothing = Found((), 0, language)
    if not pages:
        return nothing
    for one in (language, *(other for other in ("fr", "en") if other != language)):
        terms = asked(words, one, glossary())
        rows = _holding(pages, one, terms) or _holding(pages, one, terms, begun=True)
        if rows:
            ranked = sorted(
                rows,
                key=partial(_rank, pages, terms),
            )
            slugs = dict(ModulePage.objects.live().values_list("activity_id", "slug"))
            hits = tuple(_hit(row, pages[row.page_id], slugs, terms) for row in ranked[:MOST])
            return Found(hits, len(rows), one)
    return nothing


@lru_cache(maxsize=1)
def glossary() -> Synonyms:
    """The terms of the course's glossary, each as a synonym of its other language's."""
    return synonyms_of(collect_glossary())


def _readable(user: Person, editions: dict[int, Edition]) -> dict[int, Findable]:
    """Every page with passages that the person may read: the label of each decides."""
    found: dict[int, Findable] = {}
    for model in (ModulePage, CompanionPage):
        pages: Iterable[Findable] = (
            pages_visible_to(user, model)
            .select_related("activity__course", "activity__module", "locale")
            .only(
                *(["kind"] if model is CompanionPage else []),
                "slug",
                "title",
                "sensitivity",
                "translation_key",
                "locale__language_code",
                "activity__course__key",
                "activity__module__code",
                "activity__module__position",
                "activity__module__title",
            )
        )
        found |= {page.pk: page for page in as_read(user, pages, editions, model)}
    return found


def _holding(
    pages: dict[int, Findable],
    language: str,
    terms: list[frozenset[Stems]],
    *,
    begun: bool = False,
) -> list[Passage]:
    """Passages that hold every term: of live pages by the database, of those that an edition keeps
    in memory, because there are few."""
    if not terms:
        return []
    phrases = [
        [_phrase(one, begun=begun and at == len(terms) - 1) for one in term]
        for at, term in enumerate(terms)
    ]
    live = [pk for pk, page in pages.items() if not page.kept]
    found = Passage.objects.filter(page__in=live, language=language)
    for either in phrases:
        meets = Q()
        for words in either:
            meets |= Q(stems__contains=words) | Q(title_stems__contains=words)
        found = found.filter(meets)
    kept = [
        row
        for page in pages.values()
        if page.kept and page.locale.language_code == language
        for row in _kept_passages(page, page.kept.text)
        if all(
            any(words in row.stems or words in row.title_stems for words in either)
            for either in phrases
        )
    ]
    return [*found, *kept]


def _phrase(phrase: Stems, *, begun: bool) -> str:
    return spaced(phrase).rstrip() if begun else spaced(phrase)


def _kept_passages(page: Findable, text: int) -> list[Passage]:
    key = f"passages/{text}"
    found: list[Passage] | None = cache.get(key)
    if found is None:
        found = passages_of(written_out(page))
        cache.set(key, found, ONE_DAY)
    return found


def _rank(
    pages: dict[int, Findable], terms: list[frozenset[Stems]], row: Passage
) -> tuple[int, int, int]:
    return -_score(row, terms), _place(pages[row.page_id]), row.position


def _score(row: Passage, terms: list[frozenset[Stems]]) -> int:
    return sum(
        max(
            TITLE_WEIGHT * row.title_stems.count(spaced(phrase))
            + min(row.stems.count(spaced(phrase)), MOST_MENTIONS)
            for phrase in term
        )
        for term in terms
    )


def _place(page: Findable) -> int:
    module = page.activity.module
    return module.position if module else 0


def _hit(row: Passage, page: Findable, slugs: dict[int, str], terms: list[frozenset[Stems]]) -> Hit:
    return Hit(
        page=page,
        language=row.language,
        lesson=slugs.get(page.activity_id) or page.slug,
        section=0 if isinstance(page, CompanionPage) else row.position,
        companion=page.kind if isinstance(page, CompanionPage) else "",
        title=row.title,
        excerpt=_excerpt(row, terms),
    )


def _excerpt(row: Passage, terms: list[frozenset[Stems]]) -> tuple[tuple[str, bool], ...]:
    wanted = telling(terms, row.language)
    words = [
        (begin, end, stem(word, row.language) in wanted) for word, begin, end in words_at(row.text)
    ]
    if not words:
        return ()
    met = next((at for at, (_, _, is_met) in enumerate(words) if is_met), 0)
    first = max(0, met - EXCERPT_WORDS // 3)
    shown = words[first : first + EXCERPT_WORDS]
    pieces: list[tuple[str, bool]] = [("… ", False)] if first else []
    at = shown[0][0]
    for begin, end, is_met in shown:
        if is_met:
            pieces += [(row.text[at:begin], False), (row.text[begin:end], True)]
            at = end
    pieces.append((row.text[at : shown[-1][1]], False))
    if first + EXCERPT_WORDS < len(words):
        pieces.append((" …", False))
    return tuple(piece for piece in pieces if piece[0])
