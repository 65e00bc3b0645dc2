"""Models of the course side; import them from here."""

from courses.models.attendance import (
    CANCELLED,
    NOT_RECORDED,
    Attendance,
    AttendanceChange,
    CatchUpTask,
    Source,
    Status,
)
from courses.models.catalogue import Activity, ActivityKind, Course, Module
from courses.models.cohort import (
    Cohort,
    CohortStaff,
    FundingLine,
    HalfDay,
    HalfDayChange,
    HalfDaySession,
)
from courses.models.edition import Edition
from courses.models.enrolment import ActivityCompletion, Enrolment, SectionProgress
from courses.models.fact import Fact
from courses.models.hold import ModuleHold
from courses.models.roomside import RegisterSheet, RegisterTablet

__all__ = [
    "CANCELLED",
    "NOT_RECORDED",
    "Activity",
    "ActivityCompletion",
    "ActivityKind",
    "Attendance",
    "AttendanceChange",
    "CatchUpTask",
    "Cohort",
    "CohortStaff",
    "Course",
    "Edition",
    "Enrolment",
    "Fact",
    "FundingLine",
    "HalfDay",
    "HalfDayChange",
    "HalfDaySession",
    "Module",
    "ModuleHold",
    "RegisterSheet",
    "RegisterTablet",
    "SectionProgress",
    "Source",
    "Status",
]
