"""The clocks of an appeal, in working days of the venue (R19). Pure."""

from courses.workingdays import add_working_days

APPEAL_WITHIN = 5
ANSWER_WITHIN = 10

__all__ = ["ANSWER_WITHIN", "APPEAL_WITHIN", "add_working_days"]
