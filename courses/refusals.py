"""Why a verb of the course side refused. Pure: codes, no sentences; forms and pages word them."""


class Refused(Exception):
    """A verb did nothing. `code` is stable and is worded in `courses/wording.py`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


FROZEN = "cohort-frozen"
CANCELLED_HALF_DAY = "half-day-cancelled"
REASON_MISSING = "reason-missing"
ALREADY_ENROLLED = "already-enrolled"
OTHER_COHORT = "other-cohort"
NOT_BEGUN = "half-day-not-begun"
UNKNOWN_STATUS = "status-unknown"
MADE_UP_BY_TASK = "made-up-by-task"
SHEET_MISSING = "sheet-reference-missing"
NOTHING_TO_UNDO = "nothing-to-undo"
NOT_CANCELLED = "half-day-not-cancelled"
NOT_JUSTIFIED = "absence-not-justified"
TASK_MISSING = "task-missing"
TASK_GIVEN = "task-given"
TASKS_USED_UP = "tasks-used-up"
TASK_LATE = "task-late"
TASK_VALIDATED = "task-validated"
NOT_HANDED_IN = "task-not-handed-in"
TABLET_CODE = "tablet-code"
TABLET_ENDED = "tablet-ended"
NO_PLACE = "no-such-place"
OTHER_STATUS = "other-status-recorded"
HALF_DAY_OVER = "half-day-over"
LABEL_MISSING = "edition-label-missing"
LABEL_TAKEN = "edition-label-taken"
EDITION_OPEN = "edition-open"  # the next one is opened when the last one is locked
EDITION_LOCKED = "edition-locked"
EDITION_EMPTY = "edition-empty"
EDITION_UNLOCKED = "edition-unlocked"
