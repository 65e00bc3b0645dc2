"""Verbs: a sheet is printed under a reference, which leads back to its own lines."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from courses import refusals
from courses.locking import lock_open_cohort
from courses.models import Cohort, Enrolment, HalfDay, RegisterSheet
from courses.refusals import Refused

LETTERS = {RegisterSheet.Kind.DAY: "J", RegisterSheet.Kind.WEEK: "S"}


@transaction.atomic
def print_sheet(
    *, cohort: Cohort, kind: str, number: int, by: User | None, at: datetime.datetime
) -> RegisterSheet:
    """Note a sheet of one day or one week with the trainees as they stand, in protocol order.

    Its reference counts the printings: NIA24-J08-2 is the second sheet of day 8. Refused: FROZEN,
    NOT_BEGUN (the course has no such day), OTHER_COHORT (nobody is enrolled).
    """
    lock_open_cohort(cohort.pk)
    copy = RegisterSheet.objects.filter(cohort=cohort, kind=kind, number=number).count() + 1
    letter = LETTERS[RegisterSheet.Kind(kind)]
    sheet = RegisterSheet(
        cohort=cohort,
        reference=f"{cohort.code}-{letter}{number:02}-{copy}",
        kind=kind,
        number=number,
        enrolments=list(
            Enrolment.objects.active()
            .filter(cohort=cohort)
            .order_by("position", "pk")
            .values_list("pk", flat=True)
        ),
        printed_at=at,
        printed_by=by,
    )
    if not half_days_on(sheet):
        raise Refused(refusals.NOT_BEGUN)
    if not sheet.enrolments:
        raise Refused(refusals.OTHER_COHORT)
    sheet.save()
    return sheet


def half_days_on(sheet: RegisterSheet) -> list[HalfDay]:
    """The half-days of the sheet in order."""
    return list(sheet.cohort.half_days.filter(day__in=list(sheet.days)).order_by("number"))


def trainees_on(sheet: RegisterSheet) -> list[Enrolment]:
    """The trainees as printed, those who withdrew since included."""
    people: dict[int, Enrolment] = Enrolment.objects.select_related("user").in_bulk(
        sheet.enrolments
    )
    order: Sequence[int] = sheet.enrolments
    return [people[pk] for pk in order if pk in people]
