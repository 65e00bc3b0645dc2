"""Load the curriculum: catalogue, pages in French, their English, editors' permissions."""

from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Page

from cms.cataloguing import lesson_key, write_catalogue
from cms.collecting import Curriculum, digest_of
from cms.composing import course_fields, home_fields, module_fields
from cms.granting import grant_editing
from cms.models import CoursePage, HomePage, ModulePage
from cms.planting import SOURCE_LANGUAGE, TARGET_LANGUAGE, plant_locales, plant_page, plant_site
from cms.translating import translate_page
from courses.models import Activity

HOME_SLUG = "relais"


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
    root = Page.objects.get(depth=1)

    def plant(parent, model, slug, data, fields_in, **links):  # type: ignore[no-untyped-def]
        fields = {**fields_in(SOURCE_LANGUAGE), **links}
        page, written = plant_page(
            parent=parent, model=model, slug=slug, fields=fields, digest=digest_of(data)
        )
        if written:
            translate_page(page=page, fields=fields_in(TARGET_LANGUAGE), target=target)
        (loaded.written if written else loaded.kept).append(page.title)
        return page

    data = curriculum.home
    home = plant(root, HomePage, HOME_SLUG, data, lambda lang: home_fields(data, lang))
    plant_site(home=home)
    course_data = curriculum.course
    course_page = plant(
        home,
        CoursePage,
        course.key,
        course_data,
        lambda lang: course_fields(course_data, lang),
        course=course,
    )
    lessons = Activity.objects.in_bulk(
        [lesson_key(module["code"]) for module in curriculum.modules], field_name="key"
    ) if False else {a.key: a for a in course.activities.all()}
    for module in curriculum.modules:
        plant(
            course_page,
            ModulePage,
            module["code"].lower(),
            module,
            lambda lang, module=module: module_fields(module, lang, course.key),
            activity=lessons[lesson_key(module["code"])],
        )
    grant_editing()
    return loaded
