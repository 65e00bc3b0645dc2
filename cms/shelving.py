"""The list of lessons: modules in order, with how far the reader has come."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cms.editionreading import as_read, editions_read
from cms.models import ModulePage
from cms.permissions import lessons_visible_to
from cms.rendering import LIGHT_FIELDS, lessons_of
from courses.models import Course, Edition, Enrolment, SectionProgress

if TYPE_CHECKING:
    from cms.permissions import Person


TEACHING_DAYS_A_WEEK = 5


@dataclass(frozen=True)
class Entry:
    """One lesson: `finished` of `total` sections; `finished` is None for a colleague."""

    page: ModulePage
    title: str
    total: int
    finished: int | None

    @property
    def week(self) -> int:
        """The week, from 1, in which the middle one of the module's days falls; 0 without days.

        The middle one: M14 opens on day 5 and is taught on days 11 and 12.
        """
        days = sorted(self.page.activity.module.days) if self.page.activity.module else []
        return (days[len(days) // 2] - 1) // TEACHING_DAYS_A_WEEK + 1 if days else 0

    @property
    def state(self) -> str:
        """One of done, progress, waiting; empty for a colleague."""
        if self.finished is None:
            return ""
        if self.total and self.finished >= self.total:
            return "done"
        return "progress" if self.finished else "waiting"


@dataclass
class Shelf:
    """The lessons of one course."""

    course: Course
    entries: list[Entry] = field(default_factory=list)


def shelves_of(*, user: Person, language: str, today: datetime.date) -> list[Shelf]:
    """Every lesson the person may read, once, in the language given where it exists in it.

    A fixed number of queries, whatever the number of lessons.
    """
    pages = _one_language(user, language, editions_read(user, today=today))
    lessons = lessons_of(pages, today)
    read = _finished_keys(user)
    shelves: dict[int, Shelf] = {}
    for page in pages:
        course, lesson = page.activity.course, lessons[page.pk]
        finished = read.get(course.pk)
        shelf = shelves.setdefault(course.pk, Shelf(course))
        shelf.entries.append(
            Entry(
                page=page,
                title=lesson.title,
                total=len(lesson.sections),
                finished=None
                if finished is None
                else len(finished.get(page.activity_id, set()) & set(lesson.keys())),
            )
        )
    return list(shelves.values())


def _one_language(user: Person, language: str, editions: dict[int, Edition]) -> list[ModulePage]:
    live = (
        lessons_visible_to(user)
        .select_related("activity__course", "activity__module", "locale")
        .only(*LIGHT_FIELDS)
    )
    pages = as_read(user, live, editions, ModulePage)
    chosen: dict[int, ModulePage] = {}
    for page in sorted(pages, key=_order):
        if page.activity_id not in chosen or page.locale.language_code == language:
            chosen[page.activity_id] = page
    return list(chosen.values())


def _order(page: ModulePage) -> tuple[str, int]:
    module = page.activity.module
    return page.activity.course.key, module.position if module else 0


def _finished_keys(user: Person) -> dict[int, dict[int, set[str]]]:
    """course id → activity id → finished keys, for the reader's latest enrolment in each course."""
    latest: dict[int, int] = {}
    for enrolment, course in (
        Enrolment.objects.own(user)
        .order_by("-cohort__starts_on")
        .values_list("pk", "cohort__edition__course")
    ):
        latest.setdefault(course, enrolment)
    found: dict[int, dict[int, set[str]]] = {course: {} for course in latest}
    by_enrolment = {enrolment: course for course, enrolment in latest.items()}
    for enrolment, activity, key in SectionProgress.objects.filter(
        enrolment__in=by_enrolment
    ).values_list("enrolment", "activity", "section"):
        found[by_enrolment[enrolment]].setdefault(activity, set()).add(key)
    return found
