"""Prepare a new cohort from the course's timetable."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts import roles
from accounts.models import User
from assessments.deliberating import store_rules, tie_rules
from cms.collecting import collect_timetable
from courses.models import Cohort
from courses.registering import lay_out_half_days, post_to_cohort
from courses.timetable import Hours


@transaction.atomic
def prepare_cohort(*, cohort: Cohort, by: User, at: datetime.datetime) -> None:
    """Half-days with their sessions, the rules in force, and `by` as its registrar if one."""
    timetable = collect_timetable()
    lay_out_half_days(cohort=cohort, programme=timetable.programme, **_hours(timetable.hours))
    tie_rules(cohort=cohort, rule_set=store_rules(at=at))
    if by.can(roles.MANAGE_COHORT):
        post_to_cohort(cohort=cohort, user=by, role=roles.REGISTRAR)
