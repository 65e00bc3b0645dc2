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
