"""Verb: open the next edition of a course, the one that editors work on from then."""

import datetime

from django.db import transaction

from accounts.models import User
from courses import refusals
from courses.models import Course, Edition
from courses.refusals import Refused


@transaction.atomic
def open_edition(*, course: Course, label: str, by: User | None, at: datetime.datetime) -> Edition:
    """An edition without a lock: its cohorts read the live pages until it is locked.

    Race: the course's row is locked, so that of two labels alike the second is refused.
    Raises Refused: LABEL_MISSING, LABEL_TAKEN, EDITION_OPEN while another one is not locked.
    """
    Course.objects.select_for_update().get(pk=course.pk)
    words = label.strip()
    if not words:
        raise Refused(refusals.LABEL_MISSING)
    editions = Edition.objects.filter(course=course)
    if editions.filter(label=words).exists():
        raise Refused(refusals.LABEL_TAKEN)
    if editions.filter(locked_at__isnull=True).exists():
        raise Refused(refusals.EDITION_OPEN)
    return Edition.objects.create(course=course, label=words, opened_on=at.date(), opened_by=by)
