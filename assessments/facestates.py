"""The states of one face of a question as one literal table. Pure.

The verbs of `assessments.checking`, docs/question-bank.md and the full-matrix test are derived from
TRANSITIONS. Each face goes its own way; a version is published once both are approved, and the
faces of a published version stay as they are.
"""

DRAFT = "draft"
CHECKED = "checked"
APPROVED = "approved"
STATES = (DRAFT, CHECKED, APPROVED)

CHECK = "check"  # somebody who reads the language has read it against the other face
APPROVE = "approve"  # it may be shown to trainees
EDIT = "edit"  # its words were changed
SEND_BACK = "send-back"  # whoever read it wants it changed
EVENTS = (CHECK, APPROVE, EDIT, SEND_BACK)

TRANSITIONS: dict[tuple[str, str], str] = {
    (DRAFT, CHECK): CHECKED,
    (CHECKED, APPROVE): APPROVED,
    (DRAFT, EDIT): DRAFT,
    (CHECKED, EDIT): DRAFT,
    (APPROVED, EDIT): DRAFT,
    (CHECKED, SEND_BACK): DRAFT,
    (APPROVED, SEND_BACK): DRAFT,
}


def after(state: str, event: str) -> str | None:
    """The state that follows; None where the event is refused."""
    return TRANSITIONS.get((state, event))
