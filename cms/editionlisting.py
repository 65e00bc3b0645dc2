"""The editions as the admin shows them: which texts each has, and what differs from the live."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cms.agreeing import LANGUAGES, live_sides
from cms.drift import marked, moved
from cms.editionholding import PAGES, current_texts
from cms.editioning import lock_by
from cms.editionreading import page_in_memory
from cms.extracting import passages_of, plain
from cms.models import EditionText, KeptAs, agreed_keys
from cms.storing import fill
from courses.models import Edition

if TYPE_CHECKING:
    from cms.comparing import Marks
    from cms.models import CompanionPage, ModulePage

SAME, OTHER, GONE, ABSENT = "same", "other", "gone", "absent"


@dataclass(frozen=True)
class EditionRow:
    """An edition, its cohorts by code, how many texts it has and how many say something else now.

    `lock_by` is the day by which it ought to be locked; None once it is, or without a cohort.
    """

    edition: Edition
    cohorts: list[str]
    texts: int
    differing: int
    lock_by: datetime.date | None

    def is_due(self, today: datetime.date) -> bool:
        """Whether the day to lock it has come."""
        return self.lock_by is not None and self.lock_by <= today


@dataclass
class PageRow:
    """One page by language → how the edition's text stands to the live one (SAME, OTHER, GONE,
    ABSENT)."""

    key: uuid.UUID
    code: str
    kind: str
    title: str
    states: dict[str, str] = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        """Whether the edition reads anything else than what is live."""
        return any(state != SAME for state in self.states.values())


@dataclass(frozen=True)
class TextPair:
    """A passage as the edition has it and as it is live, changes marked."""

    path: str
    section: int
    marks: Marks


def edition_rows() -> list[EditionRow]:
    """Every edition, the latest first: a fixed number of queries."""
    counts: dict[int, list[bool]] = {}
    for pk, is_behind in current_texts().values_list("edition", "is_behind"):
        counts.setdefault(pk, []).append(is_behind)
    rows = []
    for edition in Edition.objects.select_related("course", "locked_by").prefetch_related(
        "cohorts"
    ):
        cohorts = sorted(edition.cohorts.all(), key=lambda one: (one.starts_on, one.code))
        texts = counts.get(edition.pk, [])
        rows.append(
            EditionRow(
                edition,
                [cohort.code for cohort in cohorts],
                len(texts),
                sum(texts),
                lock_by(edition),
            )
        )
    return rows


def page_rows(edition: Edition, *, language: str = "fr") -> list[PageRow]:
    """Each page that the edition has or that is live, module by module; titles in `language`."""
    live: dict[tuple[uuid.UUID, str], ModulePage | CompanionPage] = {}
    for model in PAGES:
        for page in (
            model.objects.live()
            .filter(activity__course=edition.course_id, translation_key__in=agreed_keys())
            .select_related("locale", "activity__module")
            .order_by("activity__position", "path")
        ):
            live[page.translation_key, page.locale.language_code] = page
    rows: dict[uuid.UUID, PageRow] = {}
    places = (
        current_texts()
        .filter(edition=edition)
        .select_related("text", "activity__module")
        .defer("text__content")
    )
    in_order = places.order_by("activity__position", "kind", "language")
    for place in sorted(in_order, key=lambda one: one.language != language):
        module = place.activity.module
        row = rows.setdefault(
            place.translation_key,
            PageRow(
                place.translation_key,
                module.code if module else "",
                place.kind,
                place.text.title,
                dict.fromkeys(LANGUAGES, ABSENT),
            ),
        )
        there = (place.translation_key, place.language) in live
        row.states[place.language] = (OTHER if place.is_behind else SAME) if there else GONE
    for (key, _), page in sorted(live.items(), key=lambda one: one[0][1] != language):
        module = page.activity.module
        rows.setdefault(
            key,
            PageRow(
                key,
                module.code if module else "",
                getattr(page, "kind", ""),
                page.title,
                dict.fromkeys(LANGUAGES, ABSENT),
            ),
        )
    return sorted(rows.values(), key=lambda row: row.code)


def text_pairs(edition: Edition, key: uuid.UUID) -> list[tuple[str, KeptAs | None, list[TextPair]]]:
    """(language, the text that is kept, its passages that differ from the live ones).

    A page that is not live has all its passages taken out, one that the edition does not have all
    put in.
    """
    places = {
        place.language: place
        for place in EditionText.objects.filter(
            edition=edition, translation_key=key, replaced_at__isnull=True
        ).select_related("text", "activity", "edition")
    }
    sides = live_sides(key)
    found = []
    for language in LANGUAGES:
        if language not in places and language not in sides:
            continue
        place = places.get(language)
        kept = (
            passages_of(fill(page_in_memory(PAGES[1 if place.kind else 0], place), place.text))
            if place
            else {}
        )
        live = passages_of(sides[language]) if language in sides else {}
        sections = {path: one.section for path, one in {**kept, **live}.items()}
        pairs = [
            TextPair(one.path, sections[one.path], marked(plain(one.before), plain(one.after)))
            for one in moved(
                {path: one.text for path, one in kept.items()},
                {path: one.text for path, one in live.items()},
            )
        ]
        mark = KeptAs(place.text_id, edition.label, place.text.since) if place else None
        found.append((language, mark, pairs))
    return found
