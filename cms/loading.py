"""Load the curriculum: catalogue, pages in French, their English, editors' permissions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.cataloguing import lesson_key, write_catalogue
from cms.collecting import Curriculum, Data, digest_of
from cms.companioncomposing import companion_fields, companion_part
from cms.composing import course_fields, home_fields, module_fields
from cms.drifting import agree_as_loaded
from cms.granting import grant_editing
from cms.models import (
    CompanionKind,
    CompanionPage,
    CoursePage,
    HomePage,
    LoadedPage,
    ModulePage,
)
from cms.planting import SOURCE_LANGUAGE, TARGET_LANGUAGE, plant_locales, plant_page, plant_site
from cms.translating import translate_page

HOME_SLUG = "relais"


@dataclass(frozen=True)
class Plan:
    """One page to be: its model and slug, its data and what makes fields of them by language."""

    model: type[LoadedPage]
    slug: str
    data: Data
    fields_in: Callable[[str], dict[str, Any]]
    links: dict[str, Any] = field(default_factory=dict)


@dataclass
class Loaded:
    """What a loading did: titles of the pages it wrote, and of those it left as they were."""

    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_curriculum(*, curriculum: Curriculum) -> Loaded:
    """Bring catalogue and pages to what the data files say. A second run changes nothing.

    Changed data makes a new revision in both languages and publishes it, except where somebody has
    edited the page in Wagtail. Raises `cms.translating.UnpairedTexts` and loads nothing when a
    text exists in one language only.
    """
    loaded = Loaded()
    _, target = plant_locales()
    course = write_catalogue(curriculum=curriculum)
    lessons = {activity.key: activity for activity in course.activities.all()}

    front = Plan(HomePage, HOME_SLUG, curriculum.home, partial(home_fields, curriculum.home))
    home = _plant(front, Page.objects.get(depth=1), target, loaded)
    plant_site(home=home)
    data = curriculum.course
    about = Plan(CoursePage, course.key, data, partial(course_fields, data), {"course": course})
    course_page = _plant(about, home, target, loaded)
    for module in curriculum.modules:
        lesson = Plan(
            ModulePage,
            module["code"].lower(),
            module,
            partial(module_fields, module, course_key=course.key),
            {"activity": lessons[lesson_key(module["code"])]},
        )
        module_page = _plant(lesson, course_page, target, loaded)
        for companion in _companions(curriculum, module, lesson.links):
            _plant(companion, module_page, target, loaded)
    grant_editing()
    return loaded


def _companions(curriculum: Curriculum, module: Data, links: dict[str, Any]) -> Iterator[Plan]:
    key = curriculum.course["key"]
    for data in curriculum.companions:
        if data["module"] != module["code"]:
            continue
        for kind in CompanionKind:
            fields = partial(companion_fields, data, kind=kind, lesson=module, course_key=key)
            part = companion_part(data, kind=kind, lesson=module)
            yield Plan(CompanionPage, kind.value, part, fields, links)


def _plant(plan: Plan, parent: Page, target: Locale, loaded: Loaded) -> LoadedPage:
    page, written = plant_page(
        parent=parent,
        model=plan.model,
        slug=plan.slug,
        fields={**plan.fields_in(SOURCE_LANGUAGE), **plan.links},
        digest=digest_of(plan.data),
    )
    if written:
        translated = translate_page(
            page=page, fields=plan.fields_in(TARGET_LANGUAGE), target=target
        )
        agree_as_loaded(page=page, at=translated.last_published_at or timezone.now())
    (loaded.written if written else loaded.kept).append(page.title)
    return page
