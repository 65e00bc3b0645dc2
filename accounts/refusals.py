"""Why a verb of the people's side refused. Pure: codes, no sentences; `wording.py` has those."""

from datetime import timedelta


class Refused(Exception):
    """A verb did nothing. `code` is stable; `wait` is what is left to wait, where that is why."""

    def __init__(self, code: str, wait: timedelta | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.wait = wait


# One answer for an unknown code, a wrong PIN, a withdrawn card and a closed account.
MISMATCH = "card-mismatch"
WAIT = "card-wait"
HAS_CARD = "card-in-force"
WITHDRAWN = "card-withdrawn"
STAFF = "card-for-staff"
