"""The states of an attempt as one literal table. Pure.

The guard, docs/states.md and the full-matrix test are derived from TRANSITIONS.
"""

IN_PROGRESS = "in-progress"
SUBMITTED = "submitted"
TIMED_OUT = "timed-out"
CANCELLED = "cancelled"

STATES = (IN_PROGRESS, SUBMITTED, TIMED_OUT, CANCELLED)

SAVE = "save"
SUBMIT = "submit"
TIME_OUT = "time-out"
CANCEL = "cancel"

EVENTS = (SAVE, SUBMIT, TIME_OUT, CANCEL)

TRANSITIONS: dict[tuple[str, str], str] = {
    (IN_PROGRESS, SAVE): IN_PROGRESS,
    (IN_PROGRESS, SUBMIT): SUBMITTED,
    (IN_PROGRESS, TIME_OUT): TIMED_OUT,
    (IN_PROGRESS, CANCEL): CANCELLED,
}

# Attempts that carry a mark.
MARKED = frozenset({SUBMITTED, TIMED_OUT})


class Refused(Exception):
    """The event is not possible in this state; `state` and `event` say which."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"{event} is not possible in state {state}")
        self.state = state
        self.event = event


def after(state: str, event: str) -> str:
    """The state that follows, or Refused."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise Refused(state, event) from None
