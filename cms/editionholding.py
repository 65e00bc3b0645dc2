"""Which editions hold a page, and which of its passages they keep as they were."""

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from cms.models import CompanionPage, EditionReach, EditionText, ModulePage, SourceChange
from courses.models import Course, Edition

PAGES: tuple[type[ModulePage] | type[CompanionPage], ...] = (ModulePage, CompanionPage)


def live_pages(course: Course) -> Iterable[ModulePage | CompanionPage]:
    """What an edition of the course consists of today: its live lessons and companions."""
    for model in PAGES:
        yield from (
            model.objects.live()
            .filter(activity__course=course)
            .select_related("locale", "activity")
        )


def current_texts() -> QuerySet[EditionText]:
    """The texts that editions have now."""
    return EditionText.objects.filter(replaced_at__isnull=True)


def editions_holding(key: uuid.UUID) -> QuerySet[Edition]:
    """The locked editions that have a text of this page."""
    return Edition.objects.filter(
        pk__in=current_texts().filter(translation_key=key).values("edition")
    )


def editions_under_way(key: uuid.UUID, on: datetime.date) -> list[Edition]:
    """Those among them that a correction reaches: a cohort is not over yet, or none has begun."""
    going_on = Q(cohorts__ends_on__gte=on) | Q(cohorts__isnull=True)
    return list(editions_holding(key).filter(going_on).distinct().order_by("opened_on", "pk"))


def held_paths(*, edition: Edition, key: uuid.UUID, language: str) -> set[str]:
    """Passages that an edition keeps as they were, because their change was for the next one only.

    A change of meaning is kept back in both languages, one of wording in its own.
    """
    mine = Q(language=language) | Q(kind=SourceChange.Kind.MEANING)
    changes = SourceChange.objects.filter(
        mine,
        translation_key=key,
        pk__in=EditionReach.objects.filter(edition=edition, reached_at__isnull=True).values(
            "change"
        ),
    )
    return {entry["path"] for change in changes for entry in change.passages}
