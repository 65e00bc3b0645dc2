"""Reading a companion of a module: find it for a reader, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.models import CompanionKind, CompanionPage, ModulePage, Source
from cms.permissions import pages_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cms.permissions import Person
    from courses.models import Activity


@dataclass(frozen=True)
class CitedSource:
    """A source by its code; title and place are empty where the catalogue does not know it."""

    code: str
    title: str
    found_at: str


def open_companion(
    *, user: Person, course_key: str, slug: str, kind: str, language: str
) -> CompanionPage | None:
    """The companion in the reader's language, else in the one it exists in; None for an outsider.

    `slug` is the lesson's.
    """
    lessons = ModulePage.objects.live().filter(slug=slug, activity__course__key=course_key)
    pages = (
        pages_visible_to(user, CompanionPage)
        .filter(kind=kind, activity__in=lessons.values("activity"))
        .select_related("activity__course", "activity__module", "locale")
    )
    return min(pages, key=lambda page: page.locale.language_code != language, default=None)


def companions_beside(*, user: Person, activity: Activity, language: str) -> list[CompanionPage]:
    """What stands beside a lesson for this reader: one page a kind, in the order of kinds."""
    found: dict[str, CompanionPage] = {}
    pages: QuerySet[CompanionPage] = pages_visible_to(user, CompanionPage).filter(activity=activity)
    for page in pages.select_related("locale").only(
        "title", "kind", "sources", "locale__language_code"
    ):
        if page.kind not in found or page.locale.language_code == language:
            found[page.kind] = page
    return [found[kind] for kind in CompanionKind.values if kind in found]


def sources_of(codes: str) -> list[CitedSource]:
    """Sources by their codes with blanks between, in that order."""
    known = {source.code: source for source in Source.objects.filter(code__in=codes.split())}
    return [
        CitedSource(code, known[code].title, known[code].found_at)
        if code in known
        else CitedSource(code, "", "")
        for code in codes.split()
    ]
