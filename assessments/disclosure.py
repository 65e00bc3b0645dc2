"""What a reader may see of an attempt: one table of policy × phase × role. Pure.

The pages ask `shown`; docs/disclosure.md and the full-matrix test are derived from TABLE. What a
row does not name is not shown.
"""

QUESTION = "question"
OWN_ANSWERS = "own-answers"
KEY = "key"
FEEDBACK = "feedback"
MARK = "mark"
THINGS = (QUESTION, OWN_ANSWERS, KEY, FEEDBACK, MARK)

PRACTICE = "practice"
TEST = "test"
EXAM = "exam"
POLICIES = (PRACTICE, TEST, EXAM)

BEFORE = "before"  # no attempt was started
DURING = "during"  # the attempt is in progress
SUBMITTED = "submitted"  # it has ended, results are not released
RELEASED = "released"  # the lead has released the results of the sitting
CANCELLED = "cancelled"  # the sitting or the attempt was cancelled
PHASES = (BEFORE, DURING, SUBMITTED, RELEASED, CANCELLED)

TRAINEE = "trainee"  # the one whose attempt it is
MARKER = "marker"  # facilitators and the lead of the cohort
OTHER = "other"  # everybody else, other trainees first of all
ROLES = (TRAINEE, MARKER, OTHER)

_NOTHING: frozenset[str] = frozenset()
_ALL = frozenset(THINGS)
_TAKING = frozenset({QUESTION, OWN_ANSWERS})

TABLE: dict[tuple[str, str, str], frozenset[str]] = {
    (PRACTICE, DURING, TRAINEE): _TAKING,
    (PRACTICE, SUBMITTED, TRAINEE): _ALL,
    (PRACTICE, RELEASED, TRAINEE): _ALL,
    (TEST, DURING, TRAINEE): _TAKING,
    (TEST, RELEASED, TRAINEE): frozenset({MARK}),
    (EXAM, DURING, TRAINEE): _TAKING,
    (EXAM, RELEASED, TRAINEE): frozenset({MARK}),
    (PRACTICE, SUBMITTED, MARKER): _ALL,
    (PRACTICE, RELEASED, MARKER): _ALL,
    (TEST, SUBMITTED, MARKER): _ALL,
    (TEST, RELEASED, MARKER): _ALL,
    (EXAM, SUBMITTED, MARKER): _ALL,
    (EXAM, RELEASED, MARKER): _ALL,
}


def shown(*, policy: str, phase: str, role: str) -> frozenset[str]:
    """What this role sees at this phase; nothing where the table is silent."""
    return TABLE.get((policy, phase, role), _NOTHING)
