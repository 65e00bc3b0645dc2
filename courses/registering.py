"""Verbs: open a cohort with its half-days, enrol and withdraw trainees, post the team."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction

from accounts.models import User
from courses.locking import lock_open_cohort
from courses.models import (
    Cohort,
    CohortStaff,
    Enrolment,
    HalfDay,
    HalfDaySession,
    Module,
)
from courses.refusals import ALREADY_ENROLLED, Refused
from courses.timetable import Hours, plan_half_days

# day → part → sessions, as in the timetable's data file.
Programme = Mapping[tuple[int, str], Sequence[Mapping]]


@transaction.atomic
def lay_out_half_days(
    *,
    cohort: Cohort,
    programme: Programme,
    normal: Hours | None = None,
    friday: Hours | None = None,
) -> list[HalfDay]:
    """Create the cohort's half-days and their sessions from its first day, in venue time.

    `programme` maps (day, part) to sessions with `module` (code or None), `activity`, `title`
    ({fr, en}) and `minutes`. Does nothing to a cohort that already has half-days. The last day
    of the cohort becomes the date of its last half-day.
    """
    if cohort.half_days.exists():
        return list(cohort.half_days.all())
    planned = plan_half_days(
        cohort.starts_on,
        days=cohort.edition.course.days,
        zone=cohort.tz,
        normal=normal,
        friday=friday,
    )
    half_days = HalfDay.objects.bulk_create(
        HalfDay(
            cohort=cohort,
            number=plan.number,
            day=plan.day,
            part=plan.part,
            date=plan.date,
            opens_at=plan.opens_at,
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
        )
        for plan in planned
    )
    modules = {m.code: m for m in Module.objects.filter(course=cohort.edition.course)}
    HalfDaySession.objects.bulk_create(
        HalfDaySession(
            half_day=half_day,
            position=position,
            module=modules[session["module"]] if session.get("module") else None,
            kind=session["activity"],
            title=session["title"],
            minutes=session["minutes"],
        )
        for half_day in half_days
        for position, session in enumerate(programme.get((half_day.day, half_day.part), ()), 1)
    )
    cohort.ends_on = half_days[-1].date
    cohort.save(update_fields=["ends_on"])
    return half_days


def set_register_rules(
    *, cohort: Cohort, late_after: int, half_after: int, catch_up_max: int, catch_up_days: int
) -> None:
    """Tell the register the figures of R2 in the rule set that the cohort is tied to.

    Minutes, tasks, working days. What is recorded already keeps its status. Call it where the
    cohort is locked.
    """
    Cohort.objects.filter(pk=cohort.pk).update(
        late_after_minutes=late_after,
        half_after_minutes=half_after,
        catch_up_max=catch_up_max,
        catch_up_working_days=catch_up_days,
    )


@transaction.atomic
def enrol(
    *, cohort: Cohort, user: User, position: int, by: User | None, at: datetime.datetime
) -> Enrolment:
    """Enrol a person. Raises Refused(ALREADY_ENROLLED), or Refused(FROZEN)."""
    lock_open_cohort(cohort.pk)
    try:
        with transaction.atomic():
            return Enrolment.objects.create(
                cohort=cohort,
                user=user,
                position=position,
                enrolled_at=at,
                enrolled_by=by,
            )
    except IntegrityError:
        raise Refused(ALREADY_ENROLLED) from None


@transaction.atomic
def withdraw(*, enrolment: Enrolment, reason: str, at: datetime.datetime) -> None:
    """Take a trainee out of the cohort; everything recorded stays."""
    lock_open_cohort(enrolment.cohort_id)
    Enrolment.objects.filter(pk=enrolment.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_reason=reason
    )


def post_to_cohort(
    *, cohort: Cohort, user: User, role: str, until: datetime.date | None = None
) -> CohortStaff:
    """Give a person a post on a cohort; giving it twice changes only the end date."""
    post, _ = CohortStaff.objects.update_or_create(
        cohort=cohort, user=user, role=role, defaults={"until": until}
    )
    return post
