"""Verbs: enrol a newcomer, and correct the name that will be printed, both before the freeze."""

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Max

from accounts import roles
from accounts.models import User
from courses.locking import lock_open_cohort
from courses.models import Cohort, Enrolment
from courses.registering import enrol


@transaction.atomic
def admit_newcomer(
    *, cohort: Cohort, details: Mapping[str, str], by: User, at: datetime.datetime
) -> Enrolment:
    """Create a person from the fields of `accounts.User` in `details` and enrol them last.

    Raises ValidationError where a field is refused, Refused(FROZEN) once the cohort is frozen.
    The person signs in with a card, which is issued on its own page.
    """
    lock_open_cohort(cohort.pk)
    user = User.objects.create_user(**details)
    user.groups.add(Group.objects.get_or_create(name=roles.TRAINEE)[0])
    last = cohort.enrolments.aggregate(last=Max("position"))["last"] or 0
    return enrol(cohort=cohort, user=user, position=last + 1, by=by, at=at)


@transaction.atomic
def correct_name(*, enrolment: Enrolment, details: Mapping[str, str]) -> None:
    """Change how a trainee's name is printed and sorted. Refused(FROZEN) once frozen.

    Afterwards a name is corrected on the certificate itself, with its own history (R18).
    """
    lock_open_cohort(enrolment.cohort_id)
    user = enrolment.user
    if user.sort_key == user.printed_name and "sort_key" not in details:
        user.sort_key = details["printed_name"]
    for name, value in details.items():
        setattr(user, name, value)
    user.full_clean(exclude=["password"])
    user.save(update_fields=["sort_key", *details])
