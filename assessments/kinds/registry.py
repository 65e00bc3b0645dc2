"""Every question kind, by its stored key. Pure. A new kind is a folder and one line here."""

from assessments.kinds.base import QuestionKind
from assessments.kinds.document.kind import KIND as DOCUMENT
from assessments.kinds.matching.kind import KIND as MATCHING
from assessments.kinds.multiple.kind import KIND as MULTIPLE
from assessments.kinds.numeric.kind import KIND as NUMERIC
from assessments.kinds.ordering.kind import KIND as ORDERING
from assessments.kinds.short_text.kind import KIND as SHORT_TEXT
from assessments.kinds.single.kind import KIND as SINGLE
from assessments.kinds.true_false.kind import KIND as TRUE_FALSE

KINDS: dict[str, QuestionKind] = {
    kind.key: kind
    for kind in (SINGLE, MULTIPLE, TRUE_FALSE, MATCHING, ORDERING, SHORT_TEXT, NUMERIC, DOCUMENT)
}


def kind_of(key: str) -> QuestionKind:
    """The kind stored under this key; KeyError for one that does not exist."""
    return KINDS[key]


def labels(language: str) -> list[tuple[str, str]]:
    """(key, name) of every kind in one language, as choices of a form."""
    return [(kind.key, kind.label[language]) for kind in KINDS.values()]
