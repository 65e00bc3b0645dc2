"""Verbs of the groups in which practicals are done: drawn by a button, changed by hand."""

import datetime

from django.db import transaction

from accounts.models import User
from assessments.locking import lock_open_cohort
from assessments.models import PracticalGroup, PracticalSeat
from assessments.outcome.trios import draw_trios
from courses.models import Activity, Cohort, Enrolment


@transaction.atomic
def make_groups(
    *, cohort: Cohort, activity: Activity, seed: str, by: User | None, at: datetime.datetime
) -> int:
    """Trios for whoever has no group in this practical; standing groups stay. Returns how many
    groups were made. Raises Refusal FROZEN."""
    lock_open_cohort(cohort.pk)
    seated = PracticalSeat.objects.filter(activity=activity, enrolment__cohort=cohort)
    waiting = (
        Enrolment.objects.active()
        .filter(cohort=cohort)
        .exclude(pk__in=seated.values("enrolment"))
        .select_related("user")
        .order_by("position", "pk")
    )
    trios = draw_trios([(one.pk, one.user.country) for one in waiting], seed=seed)
    last = _last_number(cohort, activity)
    for number, trio in enumerate(trios, start=last + 1):
        group = PracticalGroup.objects.create(cohort=cohort, activity=activity, number=number)
        PracticalSeat.objects.bulk_create(
            PracticalSeat(group=group, enrolment_id=key, activity=activity) for key in trio
        )
    return len(trios)


@transaction.atomic
def move_trainee(
    *, enrolment: Enrolment, activity: Activity, number: int, by: User, at: datetime.datetime
) -> PracticalSeat:
    """Put a trainee into a group, a new one where the number is free. Sheets go along: they are
    the trainee's, not the group's. Raises Refusal FROZEN."""
    lock_open_cohort(enrolment.cohort.pk)
    group, _ = PracticalGroup.objects.get_or_create(
        cohort=enrolment.cohort, activity=activity, number=number
    )
    seat, _ = PracticalSeat.objects.update_or_create(
        enrolment=enrolment, activity=activity, defaults={"group": group}
    )
    PracticalGroup.objects.filter(
        cohort=enrolment.cohort, activity=activity, seats__isnull=True
    ).delete()
    return seat


def _last_number(cohort: Cohort, activity: Activity) -> int:
    groups = PracticalGroup.objects.filter(cohort=cohort, activity=activity)
    last = groups.order_by("-number").first()
    return last.number if last else 0
