"""Why a verb of the register refused. Pure: codes; `wording.py` has the sentences."""

from typing import NamedTuple


class Refusal(Exception):
    """A verb did nothing. `code` is stable; `problems` lists what stands in the way, if several."""

    def __init__(self, code: str, problems: "tuple[Problem, ...]" = ()) -> None:
        super().__init__(code)
        self.code = code
        self.problems = problems


class Problem(NamedTuple):
    """One thing that cannot be printed: whose certificate, which field, which character."""

    name: str
    field: str
    character: str = ""
    codepoint: str = ""


NOT_FROZEN = "cohort-not-frozen"
NO_ISSUING_BODY = "issuing-body-missing"
NO_SIGNATORY = "signatory-missing"
TOO_MANY_SIGNATORIES = "too-many-signatories"
UNPRINTABLE = "characters-not-printable"
OVERFLOW = "text-too-long-for-the-sheet"
BAD_SETTING = "cohort-setting-not-printable"
RUN_OPEN = "print-run-under-way"
NO_FREE_NUMBER = "no-free-number"
NOTHING_TO_PRINT = "nothing-to-print"
DAMAGED = "stored-file-damaged"
KEYS = "keys-not-readable"
NO_CREDENTIAL = "no-credential"
REASON_MISSING = "reason-missing"
ONE_LANGUAGE = "public-reason-in-one-language"
WRONG_STATE = "state-does-not-allow"
SAME_NAME = "name-unchanged"
BAD_NAME = "name-not-printable"
UNPROVEN = "names-not-proven"
NO_DOCUMENT = "decision-gives-no-document"
DECISION_CHANGED = "decision-changed-meanwhile"
DOCUMENT_RIGHT = "document-as-decided"
DOCUMENT_OTHER = "document-not-as-decided"
NAME_CHANGED = "name-changed-meanwhile"
NAME_ISSUED = "certificate-already-issued"
REMARK_MISSING = "remark-missing"
REMARK_TOO_LONG = "remark-too-long"
SIGNED_LATER = "day-of-signature-impossible"
NOT_ON_SHEET = "not-on-this-list"
PAPER_RANGE = "numbers-not-a-range"
PAPER_OVERLAP = "numbers-already-in-stock"
PAPER_UNKNOWN = "sheet-not-in-stock"
PAPER_TAKEN = "sheet-not-free"
PAPER_SHORT = "stock-too-small"
