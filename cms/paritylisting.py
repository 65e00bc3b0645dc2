"""The parity board: what each module lacks in each language. The translators' work queue."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wagtail.models import WorkflowState
from wagtail_localize.models import StringTranslation

from assessments.bankqueuing import owed
from assessments.permissions import questions_read_by
from cms.agreeing import LANGUAGES, closes_tests, module_of, other_language
from cms.models import (
    AgreedWords,
    CompanionPage,
    CoursePage,
    HomePage,
    LoadedPage,
    ModulePage,
    SourceChange,
)
from courses.models import ModuleHold

if TYPE_CHECKING:
    from cms.permissions import Person

MISSING, STALE, MACHINE, REVIEW, APPROVED = "missing", "stale", "machine", "review", "approved"
STATES = (MISSING, STALE, MACHINE, REVIEW, APPROVED)


@dataclass(frozen=True)
class Side:
    """One language of a page: `page` is None where it is missing."""

    language: str
    state: str
    page: LoadedPage | None


@dataclass(frozen=True)
class Row:
    """One page in both languages, and how many faces of its module's questions are owed."""

    code: str
    title: str
    sides: list[Side]
    held: bool = False
    items: dict[str, int] = field(default_factory=dict)


def parity_rows(user: Person, *, language: str = "fr") -> list[Row]:
    """Every page, front page first, modules by code; titles in `language` where there is one.

    The number of queries is fixed.
    """
    pages: dict[uuid.UUID, dict[str, LoadedPage]] = defaultdict(dict)
    for model in (HomePage, CoursePage, ModulePage, CompanionPage):
        found = model.objects.select_related("locale")
        if model in (ModulePage, CompanionPage):
            found = found.select_related("activity__module")
        for page in found.order_by("path"):
            pages[page.translation_key][page.locale.language_code] = page
    agreed = set(AgreedWords.objects.values_list("translation_key", flat=True))
    stale = {
        (key, other_language(language))
        for key, language in SourceChange.objects.filter(
            kind=SourceChange.Kind.MEANING, approved_at__isnull=True
        ).values_list("translation_key", "language")
    }
    machine = set(
        StringTranslation.objects.filter(
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
        ).values_list("context__object_id", "locale__language_code")
    )
    reviewed = set(
        WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).values_list(
            "object_id", flat=True
        )
    )
    owing = Counter((one.question.module_id, one.language) for one in owed(questions_read_by(user)))
    held = set(
        ModuleHold.objects.filter(released_at__isnull=True).values_list("module_id", flat=True)
    )
    rows = []
    for key, sides in pages.items():
        first = next(iter(sides.values()))
        module = module_of(first)

        def state(language: str, page: LoadedPage | None, key: uuid.UUID = key) -> str:
            if page is None or not page.live:
                return MISSING
            if (key, language) in stale:
                return STALE
            if (key, language) in machine:
                return MACHINE
            if key not in agreed or page.has_unpublished_changes or str(page.pk) in reviewed:
                return REVIEW
            return APPROVED

        rows.append(
            Row(
                code=module.code if module else "",
                title=(sides.get(language) or first).title,
                sides=[
                    Side(language, state(language, sides.get(language)), sides.get(language))
                    for language in LANGUAGES
                ],
                held=module is not None and closes_tests(first) and module.pk in held,
                items={language: owing[module.pk, language] for language in LANGUAGES}
                if module
                else {},
            )
        )
    return sorted(rows, key=lambda row: row.code)
