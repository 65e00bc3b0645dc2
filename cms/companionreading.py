"""Reading a companion of a module: find it for a reader, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from cms.agreeing import stale_since
from cms.editionreading import pages_in_edition, texts_of, written_out
from cms.models import CompanionKind, CompanionPage, ModulePage, Source
from cms.permissions import pages_visible_to
from courses.models import Activity, Edition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.permissions import Person


@dataclass(frozen=True)
class CitedSource:
    """A source by its code; title and place are empty where the catalogue does not know it."""

    code: str
    title: str
    found_at: str


def open_companion(
    *,
    user: Person,
    course_key: str,
    slug: str,
    kind: str,
    language: str,
    edition: Edition | None = None,
) -> CompanionPage | None:
    """The companion in the reader's language, else in the one it exists in; None for an outsider.

    `slug` is the lesson's; `edition` the locked one that the person reads. `stale_since` of the
    page says since when it has to follow a change of meaning, or is None.
    """
    lessons = ModulePage.objects.live().filter(slug=slug, activity__course__key=course_key)
    beside = lessons.values("activity")
    if edition is not None:
        # A lesson that is gone has left its companions in the edition.
        gone = texts_of(edition).filter(kind="", slug=slug).values("activity")
        beside = Activity.objects.filter(Q(pk__in=beside) | Q(pk__in=gone)).values("pk")
    pages: Iterable[CompanionPage] = (
        pages_visible_to(user, CompanionPage)
        .filter(kind=kind, activity__in=beside)
        .select_related("activity__course", "activity__module", "locale")
        .annotate(stale_since=stale_since(edition))
    )
    if edition is not None:
        places = texts_of(edition).filter(kind=kind, activity__in=beside)
        pages = pages_in_edition(user=user, pages=pages, places=places, model=CompanionPage)
    found = min(pages, key=lambda page: page.locale.language_code != language, default=None)
    return written_out(found) if found else None


def companions_beside(
    *, user: Person, activity: Activity, language: str, edition: Edition | None = None
) -> list[CompanionPage]:
    """What stands beside a lesson for this reader: one page a kind, in the order of kinds.

    Only titles, kinds and sources of the pages are loaded.
    """
    found: dict[str, CompanionPage] = {}
    pages: Iterable[CompanionPage] = (
        pages_visible_to(user, CompanionPage)
        .filter(activity=activity)
        .select_related("locale")
        .only(
            "title",
            "kind",
            "sources",
            "sensitivity",
            "translation_key",
            "locale__language_code",
        )
    )
    if edition is not None:
        places = texts_of(edition).filter(activity=activity).exclude(kind="")
        pages = pages_in_edition(user=user, pages=pages, places=places, model=CompanionPage)
    for page in pages:
        if page.kind not in found or page.locale.language_code == language:
            found[page.kind] = page
    return [written_out(found[kind]) for kind in CompanionKind.values if kind in found]


def sources_of(codes: str) -> list[CitedSource]:
    """Sources by their codes with blanks between, in that order."""
    known = {source.code: source for source in Source.objects.filter(code__in=codes.split())}
    return [
        CitedSource(code, known[code].title, known[code].found_at)
        if code in known
        else CitedSource(code, "", "")
        for code in codes.split()
    ]
