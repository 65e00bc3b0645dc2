"""The demo's micro-teaching: a calibrated team, and the running cohort's turns and trios."""

import datetime
from collections.abc import Mapping, Sequence

from accounts.models import User
from assessments.calibrating import submit_calibration
from assessments.grouping import make_groups
from assessments.models import CalibrationSheet, SampleLesson
from assessments.seating import propose_turns, slots_on
from courses.models import Activity, Cohort, Enrolment

TEACHING_DAY = 13
SEED = "relais-demo"
# The lead assessed the re-sits of the historic cohort.
ASSESSORS = ("facilitator-1", "facilitator-2", "observer", "lead")
# One room holds as many turns as its two half-days; the others are still to be planned.
PLANNED = 11


def calibrate_team(team: Mapping[str, User], *, at: datetime.datetime) -> None:
    """Whoever assesses does the exercise first, once however often the demo is built anew."""
    done = set(CalibrationSheet.objects.values_list("person", "sample"))
    for number, key in enumerate(ASSESSORS):
        for sample in SampleLesson.objects.all():
            if (team[key].pk, sample.pk) in done:
                continue
            levels = list(sample.reference)
            # A level off here and there: nobody marks exactly like the reference.
            levels[number] = levels[number] - 1 if levels[number] else 1
            submit_calibration(sample=sample, person=team[key], levels=levels, at=at)


def plan_teaching(
    cohort: Cohort,
    enrolments: Sequence[Enrolment],
    team: Mapping[str, User],
    *,
    at: datetime.datetime,
) -> None:
    """Turns before three assessors; the lead, who plans them, stays out of the seats."""
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
