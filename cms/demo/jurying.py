"""The juries of the demo: composed from the data file; the historic one has decided, and an appeal
came after it."""

import datetime
from collections.abc import Mapping

from accounts.models import User
from assessments.appealing import answer_appeal, lodge_appeal
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


def hear_appeals(built: BuiltCohort, team: Mapping[str, User], *, by: User) -> None:
    """The appeals of the data file, each recorded and answered at noon of its day."""

    def noon(day: datetime.date) -> datetime.datetime:
        return datetime.datetime.combine(day, datetime.time(12), tzinfo=built.cohort.tz)

    for row in built.data.get("appeals", ()):
        appeal = lodge_appeal(
            enrolment=built.enrolments[row["trainee"]],
            ground=row["ground"],
            text=row["text"],
            lodged_on=row["lodged_on"],
            by=by,
            at=noon(row["lodged_on"]),
        )
        answer_appeal(
            appeal=appeal,
            decision=row["decision"],
            answer=row["answer"],
            by=team[row["by"]],
            at=noon(row["answered_on"]),
        )
