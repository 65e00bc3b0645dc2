"""The juries of the demo: composed from the data file; the historic one has decided."""

import datetime
from collections.abc import Mapping

from accounts.models import User
from assessments.jurysitting import add_member, decide_case, open_jury
from assessments.models import Jury
from assessments.outcome.jury import Ruling
from cms.demo.cohorts import BuiltCohort


def compose_jury(
    built: BuiltCohort, team: Mapping[str, User], *, by: User, at: datetime.datetime
) -> Jury:
    """The members that the data file names; the first one presides."""
    jury = open_jury(cohort=built.cohort, by=by, at=at)
    for number, person in enumerate(built.data["jury"]):
        add_member(jury=jury, user=team[person], chair=number == 0, by=by, at=at)
    return jury


def hold_jury(
    built: BuiltCohort, team: Mapping[str, User], *, by: User, at: datetime.datetime
) -> None:
    """A jury that confirms every proposal."""
    jury = compose_jury(built, team, by=by, at=at)
    for enrolment in built.enrolments.values():
        decide_case(jury=jury, enrolment=enrolment, ruling=Ruling.CONFIRM, by=by, at=at)
