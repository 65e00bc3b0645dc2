"""Write the catalogue: course, modules, activities with their stable keys, sources, edition."""

import datetime
from decimal import Decimal

from django.db import transaction

from cms.collecting import Curriculum
from cms.models import Source
from courses.models import Activity, ActivityKind, Course, Edition, Module

CERTIFICATE_PREFIX = "FDF"
FIRST_EDITION = "2016"
FIRST_EDITION_OPENED = datetime.date(2016, 1, 25)


@transaction.atomic
def write_catalogue(*, curriculum: Curriculum) -> Course:
    """Create or correct every row; nothing is ever deleted, because marks point here."""
    data = curriculum.course
    course, _ = Course.objects.update_or_create(
        key=data["key"],
        defaults={
            "title": data["title"],
            "hours": Decimal(data["hours"]),
            "days": data["days"],
            "certificate_prefix": CERTIFICATE_PREFIX,
        },
    )
    modules = {item["code"]: _write_module(course, item) for item in curriculum.modules}
    for item in curriculum.activities:
        if item["module"] is None or item["module"] in modules:
            _write_activity(course, modules.get(item["module"]), item)
    for source in curriculum.sources:
        Source.objects.update_or_create(
            code=source["code"],
            defaults={"title": source["title"], "found_at": source["url_hint"] or ""},
        )
    Edition.objects.get_or_create(
        course=course, label=FIRST_EDITION, defaults={"opened_on": FIRST_EDITION_OPENED}
    )
    return course


def _write_module(course: Course, data: dict) -> Module:
    module, _ = Module.objects.update_or_create(
        course=course,
        code=data["code"],
        defaults={
            "position": int(data["code"][1:]),
            "title": data["title"],
            "hours": Decimal(data["hours"]),
            "days": data["days"],
        },
    )
    lesson = {
        "key": lesson_key(module.code),
        "kind": ActivityKind.LESSON,
        "day": data["days"][0],
        "title": data["title"],
    }
    _write_activity(course, module, lesson)
    return module


def lesson_key(code: str) -> str:
    """M04 → M04-lesson."""
    return f"{code}-lesson"


def _write_activity(course: Course, module: Module | None, data: dict) -> None:
    Activity.objects.update_or_create(
        course=course,
        key=data["key"],
        defaults={
            "module": module,
            "kind": data["kind"],
            "title": data["title"],
            "day": data["day"],
            "position": _position(module, data),
        },
    )


def _position(module: Module | None, data: dict) -> int:
    # Day first, then the module, then the lesson before its quiz and its practical.
    kinds = list(ActivityKind.values)
    number = module.position if module else 0
    return int(data["day"]) * 1000 + number * 20 + kinds.index(str(data["kind"]))
