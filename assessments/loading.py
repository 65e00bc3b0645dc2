"""Verbs that set a course up from data files: its micro-teaching rubric and its quizzes."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from assessments.models import BlueprintLine, Criterion, Pool, QuestionVersion, Quiz, Rubric
from courses.models import Activity, ActivityKind, Course, Fact

# Domain 2.3: ten items, fifteen minutes; R4: two attempts, twelve hours apart.
QUIZ_ITEMS = 10
QUIZ_MINUTES = 15
# What a blueprint of the data file may say of its quiz.
QUIZ_RULES = (
    "pool",
    "policy",
    "forms",
    "minutes",
    "attempts_allowed",
    "reopen_after_hours",
    "ends_with_window",
    "late_start_minutes",
)


class RubricChanged(Exception):
    """A stored version of a rubric is never edited: the file needs a new version number."""


@transaction.atomic
def load_rubric(*, data: Mapping[str, Any]) -> Rubric:
    """Store a rubric with its criteria, once. Raises RubricChanged when the file says otherwise
    than the stored version: sheets were filled in with that one."""
    rubric, created = Rubric.objects.get_or_create(
        identifier=data["identifier"], version=data["version"]
    )
    if created:
        Criterion.objects.bulk_create(
            Criterion(
                rubric=rubric,
                position=position,
                code=entry["code"],
                name=entry["name"],
                weight=entry["weight"],
                knock_out=entry["knock_out"],
                descriptors=entry["descriptors"],
            )
            for position, entry in enumerate(data["criteria"], start=1)
        )
        return rubric
    stored = [
        (c.code, c.weight, c.knock_out, c.name.data, c.descriptors)
        for c in rubric.criteria.order_by("position")
    ]
    given = [
        (e["code"], e["weight"], e["knock_out"], e["name"], e["descriptors"])
        for e in data["criteria"]
    ]
    if stored != given:
        raise RubricChanged(str(rubric))
    return rubric


@transaction.atomic
def lay_out_quizzes(*, course: Course, at: datetime.datetime) -> list[Quiz]:
    """A quiz for each quiz activity whose module has items that can be taken.

    Ten items, or as many as the module has whose validity has no end and no beginning: so an item
    that expires, or was not true yet when a cohort met, never leaves a quiz short. Running it
    again after items came or went adjusts the number and leaves everything else alone.
    """
    lasting = _count_by_module(course, at, always=True)
    available = {**_count_by_module(course, at, always=False), **lasting}
    quizzes = []
    for activity in Activity.objects.filter(
        course=course, kind=ActivityKind.QUIZ, module__in=available
    ).select_related("module"):
        if activity.module is None:
            continue
        quiz, _ = Quiz.objects.get_or_create(activity=activity, defaults={"minutes": QUIZ_MINUTES})
        count = min(QUIZ_ITEMS, available[activity.module.pk])
        BlueprintLine.objects.update_or_create(
            quiz=quiz, position=1, defaults={"module": activity.module, "count": count}
        )
        quizzes.append(quiz)
    return quizzes


@transaction.atomic
def lay_out_tests(*, course: Course, blueprints: Iterable[Mapping[str, Any]]) -> list[Quiz]:
    """Exam, pre-test and post-test with their blueprints; existing ones take the file's rules.

    An activity or a module that the course does not have is left out.
    """
    modules = {module.code: module for module in course.modules.all()}
    quizzes = []
    for row in blueprints:
        activity = Activity.objects.filter(course=course, key=row["activity"]).first()
        if activity is None:
            continue
        rules = {name: row[name] for name in QUIZ_RULES if name in row}
        quiz, _ = Quiz.objects.update_or_create(activity=activity, defaults=rules)
        known = [(code, count) for code, count in row["lines"].items() if code in modules]
        for position, (code, count) in enumerate(known, start=1):
            BlueprintLine.objects.update_or_create(
                quiz=quiz, position=position, defaults={"module": modules[code], "count": count}
            )
        quiz.blueprint.filter(position__gt=len(known)).delete()
        quizzes.append(quiz)
    return quizzes


def _count_by_module(course: Course, at: datetime.datetime, *, always: bool) -> dict[int, int]:
    live = QuestionVersion.objects.live(on=at.date()).filter(
        question__module__course=course, question__pool=Pool.QUIZ
    )
    if always:
        dated = Fact.objects.dated().values("pk")
        live = live.filter(valid_from__isnull=True, valid_until__isnull=True).exclude(
            question__facts__in=dated
        )
    return Counter(live.values_list("question__module_id", flat=True))
