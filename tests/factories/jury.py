"""A jury that has sat: what every test that freezes needs first."""

import datetime
from collections.abc import Mapping

from assessments.deliberating import freeze_cohort
from assessments.jurysitting import add_member, decide_case, open_jury
from assessments.models import Freeze, Jury
from assessments.outcome.jury import Ruling
from courses.models import Cohort, Enrolment
from tests.factories.courses import AFTER

MEMBERS = ("PRÉSIDENTE Fictive", "MEMBRE Premier", "MEMBRE Second")


def compose_jury(cohort: Cohort, *, at: datetime.datetime = AFTER) -> Jury:
    """Three outsiders, the first of them presiding; nothing decided."""
    jury = open_jury(cohort=cohort, by=None, at=at)
    for number, name in enumerate(MEMBERS):
        add_member(jury=jury, name=name, chair=number == 0, by=None, at=at)
    return jury


def hold_jury(
    cohort: Cohort,
    *,
    at: datetime.datetime = AFTER,
    rulings: Mapping[int, tuple[Ruling, str]] | None = None,
) -> Jury:
    """A jury that confirms every proposal, save `rulings`: by enrolment a ruling and a reason."""
    jury = compose_jury(cohort, at=at)
    for enrolment in Enrolment.objects.active().filter(cohort=cohort).order_by("position"):
        ruling, reason = (rulings or {}).get(enrolment.pk, (Ruling.CONFIRM, ""))
        decide_case(jury=jury, enrolment=enrolment, ruling=ruling, reason=reason, by=None, at=at)
    return jury


def freeze_confirmed(cohort: Cohort, *, at: datetime.datetime = AFTER) -> Freeze:
    """The freeze of a cohort whose jury confirmed everything."""
    hold_jury(cohort, at=at)
    return freeze_cohort(cohort=cohort, by=None, at=at)
