"""The log of corrections, with the cohorts that read the page before and after each."""

from dataclasses import dataclass

from cms.models import SourceChange
from courses.models import Cohort


@dataclass(frozen=True)
class Entry:
    """A change; codes of cohorts that were over by then, under way, or still to come."""

    change: SourceChange
    before: list[str]
    both: list[str]
    after: list[str]


def log_entries(*, module: str = "", limit: int = 100) -> list[Entry]:
    """The latest changes, of one module or of all: two queries."""
    changes = SourceChange.objects.select_related("module", "changed_by", "approved_by")
    if module:
        changes = changes.filter(module__code=module)
    cohorts = list(
        Cohort.objects.order_by("code").values_list(
            "code", "edition__course_id", "starts_on", "ends_on"
        )
    )
    entries = []
    for change in changes[:limit]:
        day = change.changed_at.date()
        course = change.module.course_id if change.module else None
        mine = [row for row in cohorts if row[1] == course]
        entries.append(
            Entry(
                change,
                before=[code for code, _, _, ends in mine if ends < day],
                both=list(change.cohorts),
                after=[code for code, _, starts, _ in mine if starts > day],
            )
        )
    return entries
