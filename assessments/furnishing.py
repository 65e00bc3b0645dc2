"""Stores what people mark with, from data files: sample lessons and checklists."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from assessments.models import Checklist, ChecklistLine, Rubric, SampleLesson
from courses.models import Activity, Course


class ChecklistChanged(Exception):
    """A stored version of a checklist is never edited: the file needs a new version number."""


@transaction.atomic
def load_samples(*, rubric: Rubric, data: Iterable[Mapping[str, Any]]) -> list[SampleLesson]:
    """Store the sample lessons under their keys; loading again renews words and reference.

    Goes that were made keep their own levels; their distance is to the reference as it stands now.
    """
    return [
        SampleLesson.objects.update_or_create(
            key=entry["key"],
            defaults={
                "rubric": rubric,
                "position": entry["position"],
                "title": entry["title"],
                "transcript": entry["transcript"],
                "seconds": entry["seconds"],
                "reference": entry["reference"],
                "reasons": entry["reasons"],
            },
        )[0]
        for entry in data
    ]


@transaction.atomic
def load_checklists(*, course: Course, data: Iterable[Mapping[str, Any]]) -> list[Checklist]:
    """Store each practical's checklist, once a version. Raises ChecklistChanged when the file says
    otherwise than a stored version: sheets were filled in with that one."""
    stored = []
    activities = {activity.key: activity for activity in Activity.objects.filter(course=course)}
    for entry in data:
        activity = activities.get(entry["activity"])
        if activity is None:
            continue
        checklist, created = Checklist.objects.get_or_create(
            activity=activity, version=entry["version"]
        )
        if created:
            ChecklistLine.objects.bulk_create(
                ChecklistLine(
                    checklist=checklist,
                    position=position,
                    text=line["text"],
                    out_of=Decimal(line["out_of"]),
                )
                for position, line in enumerate(entry["lines"], start=1)
            )
        elif _stored(checklist) != _given(entry):
            raise ChecklistChanged(str(checklist))
        stored.append(checklist)
    return stored


def _stored(checklist: Checklist) -> list[tuple[dict[str, str], Decimal]]:
    return [(line.text.data, line.out_of) for line in checklist.lines.order_by("position")]


def _given(entry: Mapping[str, Any]) -> list[tuple[dict[str, str], Decimal]]:
    return [(line["text"], Decimal(line["out_of"])) for line in entry["lines"]]
