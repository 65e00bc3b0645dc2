"""Which document an outcome gives a right to. Pure: R10 and R11, docs/scoring.md."""

KIND_OF_OUTCOME: dict[str, str | None] = {
    "CRD": "distinction",
    "CRM": "merit",
    "CR": "completion",
    "ATT": "participation",
    "REL": "attendance",
    "AJO": None,
}


def kind_for(outcome: str) -> str | None:
    """The kind of document for the code of a decided outcome; None while it is deferred (AJO).

    Raises KeyError for a code that is not in the table: a new outcome needs a decision here.
    """
    return KIND_OF_OUTCOME[outcome]
