"""Every question kind that can be taken, by its stored key. Pure."""

from assessments.kinds import choice
from assessments.kinds.base import QuestionKind

KINDS: dict[str, QuestionKind] = {
    kind.key: kind for kind in (choice.SINGLE, choice.MULTIPLE, choice.TRUE_FALSE)
}


def kind_of(key: str) -> QuestionKind:
    """The kind stored under this key; KeyError for one that cannot be taken yet."""
    return KINDS[key]
