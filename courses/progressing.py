"""Verbs of progress: finish a section, complete an activity. Repeating one changes nothing."""

import datetime

from django.db import transaction

from courses.models import Activity, ActivityCompletion, Enrolment, SectionProgress
from courses.signals import activity_completed


def finish_section(
    *, enrolment: Enrolment, activity: Activity, section: str, at: datetime.datetime
) -> None:
    """Mark one section of a lesson as finished; the first time counts."""
    SectionProgress.objects.get_or_create(
        enrolment=enrolment,
        activity=activity,
        section=section,
        defaults={"finished_at": at},
    )


def finished_sections(*, enrolment: Enrolment, activity: Activity) -> set[str]:
    """Keys of the sections this trainee has finished."""
    return set(
        SectionProgress.objects.filter(enrolment=enrolment, activity=activity).values_list(
            "section", flat=True
        )
    )


def complete_activity(*, enrolment: Enrolment, activity: Activity, at: datetime.datetime) -> None:
    """Mark an activity as completed and announce it, once."""
    _, created = ActivityCompletion.objects.get_or_create(
        enrolment=enrolment, activity=activity, defaults={"completed_at": at}
    )
    if created:
        transaction.on_commit(
            lambda: activity_completed.send(Activity, enrolment=enrolment, activity=activity)
        )
