"""Reading a lesson: find it for a reader, and mark what has been read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from cms.agreeing import stale_since
from cms.editionreading import (
    edition_read,
    pages_in_edition,
    reads_live,
    texts_of,
    written_out,
)
from cms.models import ModulePage
from cms.permissions import lessons_followed, lessons_visible_to, reading_enrolment
from cms.rendering import LIGHT_FIELDS, Lesson, lessons_of
from courses.models import Edition, Enrolment
from courses.progressing import complete_activity, finish_section, finished_sections

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cms.permissions import Person


@dataclass(frozen=True)
class Reading:
    """A lesson before a reader: `other` is its other language, `enrolment` None for a colleague."""

    page: ModulePage
    lesson: Lesson
    other: Lesson | None
    enrolment: Enrolment | None
    finished: frozenset[str]
    # Since when this language has to follow a change of meaning in the other one.
    stale_since: datetime.datetime | None = None
    # The locked edition it is read in; None for the live pages.
    edition: Edition | None = None

    @property
    def is_finished(self) -> bool:
        """Whether every section has been marked."""
        return bool(self.lesson.sections) and set(self.lesson.keys()) <= self.finished


def open_lesson(
    *,
    user: Person,
    course_key: str,
    slug: str,
    language: str,
    today: datetime.date,
    on: datetime.date | None = None,
) -> Reading | None:
    """The lesson in the reader's language, else in the one it exists in; None for an outsider.

    `on` = the day whose truth the reader asks for, if not today's.
    """
    enrolment = reading_enrolment(user, course_key) if user.is_authenticated else None
    edition = _edition(user, course_key, enrolment, today)
    # Trainees read most: their enrolment alone opens the lesson, without asking for posts.
    pages = _live(lessons_followed(enrolment), course_key, slug, edition) if enrolment else []
    pages = pages or _live(lessons_visible_to(user), course_key, slug, edition)
    pages = _faces(user, pages, slug, language, edition)
    if not pages:
        return None
    page = pages[0]
    lessons = lessons_of(pages, on or today, keep=on is None)
    finished = (
        finished_sections(enrolment=enrolment, activity=page.activity) if enrolment else set()
    )
    other = next((lessons[p.pk] for p in pages[1:]), None)
    since = getattr(page, "stale_since", None)
    return Reading(page, lessons[page.pk], other, enrolment, frozenset(finished), since, edition)


def _edition(
    user: Person, course_key: str, enrolment: Enrolment | None, today: datetime.date
) -> Edition | None:
    if enrolment is None or reads_live(user):
        return edition_read(user, course_key=course_key, today=today)
    edition = enrolment.cohort.edition
    return edition if edition.is_locked else None


def lesson_page(
    *, user: Person, course_key: str, slug: str, language: str, edition: Edition | None
) -> ModulePage | None:
    """The page of a lesson alone, in the reader's language if it can be; None for an outsider."""
    live = _live(lessons_visible_to(user), course_key, slug, edition)
    page = next(iter(_faces(user, live, slug, language, edition)), None)
    return written_out(page) if page else None


def lesson_after(
    *, user: Person, page: ModulePage, edition: Edition | None = None
) -> ModulePage | None:
    """The next lesson of the course that the person may read, in the page's language."""
    following = (
        lessons_visible_to(user)
        .filter(
            locale_id=page.locale_id,
            activity__course_id=page.activity.course_id,
            activity__position__gt=page.activity.position,
        )
        .select_related("activity__course", "activity__module", "locale")
        .order_by("activity__position")
    )
    if edition is None:
        return following.first()
    places = texts_of(edition).filter(
        kind="",
        language=page.locale.language_code,
        activity__position__gt=page.activity.position,
    )
    pages = pages_in_edition(user=user, pages=following, places=places, model=ModulePage)
    return min(pages, key=lambda one: one.activity.position, default=None)


def _live(
    visible: QuerySet[ModulePage], course_key: str, slug: str, edition: Edition | None
) -> list[ModulePage]:
    return list(
        visible.filter(activity__course__key=course_key, slug=slug)
        .select_related("activity__course", "activity__module", "locale")
        .only(*LIGHT_FIELDS)
        .annotate(stale_since=stale_since(edition))
    )


def _faces(
    user: Person,
    pages: list[ModulePage],
    slug: str,
    language: str,
    edition: Edition | None,
) -> list[ModulePage]:
    """The lesson in each language in which it stands, as the edition has it, the reader's first."""
    if edition is not None:
        places = texts_of(edition).filter(kind="")
        # By today's address; a page that is gone, by the one it had.
        found = (
            places.filter(translation_key=pages[0].translation_key)
            if pages
            else places.filter(slug=slug)
        )
        pages = pages_in_edition(user=user, pages=pages, places=found, model=ModulePage)
    return sorted(pages, key=lambda page: page.locale.language_code != language)


@transaction.atomic
def finish_reading(*, reading: Reading, number: int, at: datetime.datetime) -> None:
    """Mark section `number` (from 1); the last open one completes the activity.

    Nothing is recorded for a colleague, nor in a cohort whose results are frozen.
    """
    enrolment, activity = reading.enrolment, reading.page.activity
    if enrolment is None or enrolment.cohort.is_frozen:
        return
    section = reading.lesson.sections[number - 1].key
    finish_section(enrolment=enrolment, activity=activity, section=section, at=at)
    if set(reading.lesson.keys()) <= reading.finished | {section}:
        complete_activity(enrolment=enrolment, activity=activity, at=at)
