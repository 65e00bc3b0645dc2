"""What both languages of a page agreed on, what moved since, and which approval is owed."""

import datetime
import uuid
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from accounts.models import User
from assessments.parity import Difference, text_differences
from cms.drift import Moved, moved
from cms.extracting import SHARED, passages_of, plain
from cms.models import (
    AgreedWords,
    CompanionPage,
    EditionReach,
    LoadedPage,
    ModulePage,
    SourceChange,
)
from courses.holding import release_module
from courses.models import Edition, Module

LANGUAGES = ("fr", "en")


def live_sides(key: uuid.UUID) -> dict[str, LoadedPage]:
    """The live pages of a translation key by language."""
    pages = Page.objects.live().filter(translation_key=key).select_related("locale").specific()
    return {page.locale.language_code: page for page in pages if isinstance(page, LoadedPage)}


def words_of(page: LoadedPage) -> dict[str, str]:
    """The words of a page by path."""
    return {path: passage.text for path, passage in passages_of(page).items()}


def module_of(page: LoadedPage) -> Module | None:
    """The module that a lesson or a companion belongs to."""
    return page.activity.module if isinstance(page, ModulePage | CompanionPage) else None


def closes_tests(page: LoadedPage) -> bool:
    """Whether tests rest on what this page says: on a lesson they do, on its companions not."""
    return isinstance(page, ModulePage)


def origin_of(key: uuid.UUID) -> str:
    """What names the page in a hold."""
    return f"page:{key}"


def open_changes(key: uuid.UUID, *, made_in: Collection[str] = LANGUAGES) -> list[SourceChange]:
    """Changes of meaning, made in one of these languages, that the other has still to follow."""
    return list(
        SourceChange.objects.filter(
            translation_key=key,
            language__in=made_in,
            kind=SourceChange.Kind.MEANING,
            approved_at__isnull=True,
        ).order_by("changed_at", "pk")
    )


def other_language(language: str) -> str:
    """The partner of a language."""
    return LANGUAGES[1 - LANGUAGES.index(language)]


def awaited_paths(key: uuid.UUID, language: str) -> set[str]:
    """Passages whose other language changed in meaning: this one has to follow."""
    changes = open_changes(key, made_in=[other_language(language)])
    return {entry["path"] for change in changes for entry in change.passages}


def stale_since(edition: Edition | None = None) -> Subquery:
    """For a query of pages: since when a page has to follow a change of meaning, else null.

    Readers of a locked edition are told nothing of changes that it keeps back.
    """
    kept_back = EditionReach.objects.filter(
        edition=edition.pk if edition else None, reached_at__isnull=True
    )
    return Subquery(
        SourceChange.objects.filter(
            translation_key=OuterRef("translation_key"),
            kind=SourceChange.Kind.MEANING,
            approved_at__isnull=True,
        )
        .exclude(pk__in=kept_back.values("change"))
        .exclude(language=OuterRef("locale__language_code"))
        .order_by("changed_at")
        .values("changed_at")[:1]
    )


def own_moves(agreed: AgreedWords, language: str, words: dict[str, str]) -> list[Moved]:
    """What this language changed of its own accord and nobody has recorded yet.

    `words` are what it says or is to say. Passages that follow a change of the other language are
    not among them.
    """
    known = {path: words.get(language, "") for path, words in agreed.passages.items()}
    for change in open_changes(agreed.translation_key, made_in=[language]):
        known |= {entry["path"]: entry["after"] for entry in change.passages}
    awaited = awaited_paths(agreed.translation_key, language)
    return [one for one in moved(known, words) if one.path not in awaited]


def number_differences(ours: dict[str, str], theirs: dict[str, str]) -> list[Difference]:
    """Passages of French and English words whose numbers, months or codes differ."""
    return [
        difference
        for path in ours
        if path in theirs and not path.startswith(SHARED)
        for difference in text_differences(path, plain(ours[path]), plain(theirs[path]))
    ]


def unpaired(ours: dict[str, str], theirs: dict[str, str]) -> list[str]:
    """Paths that only one language has, and facts whose dates, countries or sources differ."""
    return [
        path
        for path in dict.fromkeys([*ours, *theirs])
        if (path in ours) != (path in theirs)
        or (path.startswith(SHARED) and ours[path] != theirs[path])
    ]


@transaction.atomic
def agree(
    *, key: uuid.UUID, paths: Iterable[str] | None, by: User | None, at: datetime.datetime
) -> AgreedWords | None:
    """Both live languages say the same from now on, at these paths or everywhere.

    None while a language is missing. Closes nothing: see `close_changes`.
    """
    sides = live_sides(key)
    if set(sides) != set(LANGUAGES):
        return None
    words = {language: words_of(page) for language, page in sides.items()}
    agreed, _ = AgreedWords.objects.get_or_create(
        translation_key=key, defaults={"agreed_at": at, "agreed_by": by}
    )
    everywhere = dict.fromkeys([*words["fr"], *words["en"]])
    chosen = set(everywhere if paths is None else paths)
    agreed.passages = {
        path: {language: words[language].get(path, "") for language in LANGUAGES}
        if path in chosen
        else agreed.passages.get(path, {})
        for path in everywhere
    }
    agreed.agreed_at, agreed.agreed_by = at, by
    agreed.save()
    return agreed


def close_changes(
    *, key: uuid.UUID, made_in: Collection[str], by: User | None, at: datetime.datetime
) -> list[SourceChange]:
    """Approve the open changes made in these languages; lets the module go when none is left."""
    closed = open_changes(key, made_in=made_in)
    for change in closed:
        change.approved_at, change.approved_by = at, by
        change.save(update_fields=["approved_at", "approved_by"])
    if closed and not open_changes(key):
        for module in {change.module for change in closed if change.module}:
            release_module(module=module, origin=origin_of(key), by=by, at=at)
    return closed
