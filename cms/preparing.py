"""Prepare a new cohort from the course's timetable."""

import datetime

from django.db import transaction

from accounts import roles
from accounts.models import User
from assessments.deliberating import store_rules, tie_rules
from cms.collecting import collect_course, collect_programme
from courses.models import Cohort
from courses.registering import lay_out_half_days, post_to_cohort


@transaction.atomic
def prepare_cohort(*, cohort: Cohort, by: User, at: datetime.datetime) -> None:
    """Half-days with their sessions, the rules in force, and `by` as its registrar where the person
    is one."""
    # The timetable is that of one course; another one's half-days start without sessions.
    course_key = cohort.edition.course.key
    programme = collect_programme() if course_key == collect_course()["key"] else {}
    lay_out_half_days(cohort=cohort, programme=programme)
    tie_rules(cohort=cohort, rule_set=store_rules(at=at))
    if by.can(roles.MANAGE_COHORT):
        post_to_cohort(cohort=cohort, user=by, role=roles.REGISTRAR)
