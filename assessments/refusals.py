"""Why a verb of the assessments refused. Pure: codes; `wording.py` has the sentences."""


class Refusal(Exception):
    """A verb did nothing. `code` is stable; `details` may name what stands in the way."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


NOT_OPEN_YET = "quiz-not-open-yet"
CLOSED = "quiz-closed"
NO_ATTEMPT_LEFT = "no-attempt-left"
TOO_SOON = "second-attempt-too-soon"
POOL_EMPTY = "pool-too-small"
STARTED_TOO_LATE = "started-too-late"
FORM_BEGUN = "form-begun"
CONTENT_HELD = "content-held"  # details: `modules`, codes; `since`
NO_FORM = "no-test-form"  # forms A and B of the test are not assembled
CANCELLED = "sitting-cancelled"
WINDOW_BACKWARDS = "window-backwards"  # it would close before it opens
RELEASED = "results-released"
OVER = "attempt-over"
TIME_IS_UP = "time-is-up"
NO_SUCH_ITEM = "no-such-item"
FROZEN = "cohort-frozen"
BLOCKED = "freeze-blocked"
OUT_OF_RANGE = "mark-out-of-range"
NOT_HALF_POINTS = "mark-not-half-points"
REASON_MISSING = "reason-missing"
SHEET_CLOSED = "sheet-closed"
LEVELS_MISSING = "levels-missing"
FACTS_MISSING = "knock-out-facts-missing"
SAME_ASSESSOR = "same-assessor-twice"  # one person holds one seat of a lesson
# The bank.
PUBLISHED = "version-published"  # a published version is never edited
WRONG_STATE = "face-wrong-state"
NUMBERS_DIFFER = "numbers-differ"  # details: `differences`
NOT_READY = "not-ready-to-publish"  # details: `missing`
BOTH_FACES_MISSING = "both-faces-missing"
KIND_FIXED = "kind-fixed"  # a question that has versions keeps its kind
RETIRED = "question-retired"
NOTHING_WRITTEN = "what-was-done-missing"
ALREADY_RESOLVED = "flag-already-resolved"
ALREADY_FLAGGED = "face-already-flagged"
KEY_TAKEN = "question-key-taken"
NO_DRAFT = "no-draft-version"
NO_FACE = "face-missing"
NOT_CHECKED = "face-not-checked"
WORDING_OR_MEANING = "wording-or-meaning"  # one face alone changed, and nobody said how
WRITTEN_MEANWHILE = "question-written-meanwhile"  # since the page was opened
FACE_KEPT = "face-kept"  # a face that was flagged is evidence and cannot be emptied
READ_ALREADY = "answer-read-already"
DECIDED = "decided-already"
LEAD_DECIDES = "lead-decides"  # two readers differ: the third one is a lead
NOT_RIGHT = "wording-not-right"
SEAT_TAKEN = "seat-taken"  # somebody else's, whether the sheet is a draft or in: not said which
NOT_YOUR_SEAT = "not-your-seat"  # the turn names somebody else
NOT_CALLED_FOR = "revision-not-called-for"
DRAFT_CHANGED = "draft-changed-elsewhere"
ONE_RESIT = "one-resit"
NO_RESIT = "no-resit"  # details: `barred`, where the reader may know why
PLAN_CLOSED = "plan-closed"
PLAN_CHANGED = "plan-changed"
NO_PLAN = "no-plan-handed-in"
REMARK_MISSING = "remark-missing"
DRAFT_STANDS = "draft-stands"  # details: `person`, whose draft has other levels
PAPER_REFERENCE_MISSING = "paper-reference-missing"
ENTERED_BY_ASSESSOR = "entered-by-an-assessor"
PAIRING = "pairing-broken"  # details: findings
RESIT_NEEDS_NEW = "resit-needs-new-assessor"
SEAT_IN_USE = "seat-in-use"
PLANNED_BY_ASSESSOR = "planned-by-an-assessor"
TOO_LATE_TO_SIT = "too-late-to-sit"
NOT_TO_ANNUL = "not-to-annul"
CLOCK_RUNNING = "clock-state"
# Regrades, corrections, irregularities, appeals.
NO_CORRECTED_VERSION = "corrected-version-missing"
NOTHING_LEFT = "nothing-left-to-mark"  # every question of an attempt would be left out
NOT_FROZEN = "cohort-not-frozen"
NOT_HEARD = "trainee-not-heard"
ZEROED_ALREADY = "counts-zero-already"
NO_RESULTS_YET = "no-results-yet"
LODGED_AHEAD = "lodged-ahead"
OUT_OF_TIME = "appeal-out-of-time"
MARKED_THIS_TRAINEE = "marked-this-trainee"  # details: `acts`
RULES_TIED = "rules-tied-already"
POINTS_MISSING = "points-missing"  # details: enrolment
NOT_ALL_IN = "sheets-not-all-in"
NOTHING_NEW = "rules-nothing-new"
BAD_RECORD = "record-impossible"  # details: problem, field
NOTHING_AMENDED = "nothing-amended"
CHANGED_MEANWHILE = "result-changed-meanwhile"
# The jury.
NO_JURY = "no-jury"
JURY_INCOMPLETE = "jury-incomplete"  # details: `faults`, codes of outcome.jury
MEMBER_ALREADY = "jury-member-already"
NAME_MISSING = "jury-name-missing"
OWN_TRAINEE = "jury-member-is-trainee"
NOT_IN_ITS_POWER = "jury-not-in-its-power"
PROPOSAL_CHANGED = "jury-proposal-changed"
UNDECIDED = "jury-undecided"
# Files with answers that could not reach the server.
FILE_TOO_LARGE = "answer-file-too-large"
NOT_AN_ANSWER_FILE = "no-answer-file"
FILE_KEY_UNKNOWN = "answer-file-key-unknown"
FILE_DAMAGED = "answer-file-damaged"
FILE_NOT_SEALED = "answer-file-not-sealed"
FILE_ELSEWHERE = "answer-file-elsewhere"
FILE_EMPTY = "answer-file-empty"
ATTEMPT_CANCELLED = "attempt-cancelled"
