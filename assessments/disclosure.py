"""What a reader may see of an attempt: one table of policy × phase × role. Pure.

The pages ask `shown`; docs/disclosure.md and the full-matrix test are derived from TABLE. What a
row does not name is not shown. For a trainee the phase is that of the own attempt, for all others
that of the whole cohort's sitting: somebody who still sits could be told.
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
DURING = "during"  # the attempt is in progress; of a sitting: one is, or one can be started
SUBMITTED = "submitted"  # it has ended, results are not released
RELEASED = "released"  # the lead has released the results of the sitting
CANCELLED = "cancelled"  # the sitting or the attempt was cancelled
PHASES = (BEFORE, DURING, SUBMITTED, RELEASED, CANCELLED)

TRAINEE = "trainee"  # the one whose attempt it is
MARKER = "marker"  # who reads the cohort's short answers that no key matched, without names
TEAM = "team"  # who sees the cohort's item results: what all answered, without names
APPEAL = "appeal"  # lead or registrar, of a trainee whose appeal is recorded: by name
OTHER = "other"  # everybody else, other trainees first of all
ROLES = (TRAINEE, MARKER, TEAM, APPEAL, OTHER)

_NOTHING: frozenset[str] = frozenset()
_ALL = frozenset(THINGS)
_TAKING = frozenset({QUESTION, OWN_ANSWERS})
_READING = frozenset({QUESTION, OWN_ANSWERS, KEY})

TABLE: dict[tuple[str, str, str], frozenset[str]] = {
    (PRACTICE, DURING, TRAINEE): _TAKING,
    (PRACTICE, SUBMITTED, TRAINEE): _ALL,
    (PRACTICE, RELEASED, TRAINEE): _ALL,
    (TEST, DURING, TRAINEE): _TAKING,
    (TEST, RELEASED, TRAINEE): frozenset({MARK}),
    (EXAM, DURING, TRAINEE): _TAKING,
    (EXAM, RELEASED, TRAINEE): frozenset({MARK}),
    # A quiz for practice stays open for days; its attempts that ended are read meanwhile.
    (PRACTICE, DURING, MARKER): _READING,
    (PRACTICE, SUBMITTED, MARKER): _READING,
    (PRACTICE, RELEASED, MARKER): _READING,
    (TEST, SUBMITTED, MARKER): _READING,
    (TEST, RELEASED, MARKER): _READING,
    (EXAM, SUBMITTED, MARKER): _READING,
    (EXAM, RELEASED, MARKER): _READING,
    (PRACTICE, DURING, TEAM): _READING,
    (PRACTICE, SUBMITTED, TEAM): _READING,
    (PRACTICE, RELEASED, TEAM): _READING,
    (TEST, SUBMITTED, TEAM): _READING,
    (TEST, RELEASED, TEAM): _READING,
    (EXAM, SUBMITTED, TEAM): _READING,
    (EXAM, RELEASED, TEAM): _READING,
    # An appeal follows a result, so there is nothing to read before it is known; the attempts of a
    # quiz for practice that stays open are read as the team reads them.
    (PRACTICE, DURING, APPEAL): _ALL,
    (PRACTICE, SUBMITTED, APPEAL): _ALL,
    (PRACTICE, RELEASED, APPEAL): _ALL,
    (TEST, RELEASED, APPEAL): _ALL,
    (EXAM, RELEASED, APPEAL): _ALL,
}


def shown(*, policy: str, phase: str, role: str) -> frozenset[str]:
    """What this role sees at this phase; nothing where the table is silent."""
    return TABLE.get((policy, phase, role), _NOTHING)
