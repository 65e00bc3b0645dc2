"""Which cohorts met which version of a question."""

from assessments.models import AttemptItem, Question


def cohorts_by_version(question: Question) -> dict[int, list[str]]:
    """Version id → codes of the cohorts in whose attempts it stood, in their order. One query."""
    found: dict[int, list[str]] = {}
    rows = (
        AttemptItem.objects.filter(version__question=question)
        .order_by("attempt__enrolment__cohort__code")
        .values_list("version_id", "attempt__enrolment__cohort__code")
        .distinct()
    )
    for version, code in rows:
        found.setdefault(version, []).append(code)
    return found
