"""Declares who of the team is of a trainee's own chain of command (domain 4, pairing rules)."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from assessments.locking import lock_open_cohort
from assessments.models import CommandTie
from courses.models import Enrolment


@transaction.atomic
def declare_ties(
    *, enrolment: Enrolment, people: Iterable[User], by: User, at: datetime.datetime
) -> None:
    """Make these people, and nobody else, the declared superiors of the trainee.

    A seat that somebody holds already is not touched: the page of the turns names the breach.
    Raises Refusal FROZEN.
    """
    lock_open_cohort(enrolment.cohort_id)
    wanted = {person.pk for person in people}
    standing = CommandTie.objects.filter(enrolment=enrolment)
    standing.exclude(person__in=wanted).delete()
    known = set(standing.values_list("person_id", flat=True))
    CommandTie.objects.bulk_create(
        CommandTie(person_id=key, enrolment=enrolment, declared_at=at, declared_by=by)
        for key in sorted(wanted - known)
    )
