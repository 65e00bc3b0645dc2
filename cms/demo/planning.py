"""The running demo cohort's micro-teaching: a calibrated team, the turns of day 13, trios."""

import datetime
from collections.abc import Mapping, Sequence

from accounts.models import User
from assessments.calibrating import submit_calibration
from assessments.grouping import make_groups
from assessments.models import SampleLesson
from assessments.seating import propose_turns, slots_on
from courses.models import Activity, Cohort, Enrolment

TEACHING_DAY = 13
SEED = "relais-demo"
ASSESSORS = ("facilitator-1", "facilitator-2", "observer")
# One room holds as many turns as its two half-days; the others are still to be planned.
PLANNED = 11


def plan_teaching(
    cohort: Cohort,
    enrolments: Sequence[Enrolment],
    team: Mapping[str, User],
    *,
    at: datetime.datetime,
) -> None:
    """Three assessors do the exercise; the lead, who has not, stays out of the seats."""
    for number, key in enumerate(ASSESSORS):
        for sample in SampleLesson.objects.all():
            levels = list(sample.reference)
            # A level off here and there: nobody marks exactly like the reference.
            levels[number] = levels[number] - 1 if levels[number] else 1
            submit_calibration(sample=sample, person=team[key], levels=levels, at=at)
    date = cohort.half_days.filter(day=TEACHING_DAY).order_by("number")[0].date
    propose_turns(
        cohort=cohort,
        slots=slots_on(cohort, date, 30),
        rooms=["Salle 1"],
        seed=SEED,
        by=team["lead"],
        at=at,
        only=enrolments[:PLANNED],
    )
    for activity in Activity.objects.filter(course=cohort.edition.course, key__in=("P3", "P4")):
        make_groups(cohort=cohort, activity=activity, seed=SEED, by=team["lead"], at=at)
