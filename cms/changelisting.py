"""The log of corrections, with the editions and cohorts that read the page before and after each.

A cohort on a locked edition reads what reached that edition; any other reads what is live.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from cms.models import SourceChange
from courses.models import Cohort


@dataclass(frozen=True)
class Readers:
    """The cohorts of one edition, by code: over by then, under way, still to come.

    `since` is when the change reached the edition; None where it keeps the earlier text: then every
    cohort is among `before`.
    """

    label: str
    since: datetime.datetime | None
    before: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """A change, and who read what of it, the latest edition first."""

    change: SourceChange
    readers: list[Readers]


def log_entries(*, module: str = "", limit: int = 100) -> list[Entry]:
    """The latest changes, of one module or of all: three queries."""
    changes = SourceChange.objects.select_related(
        "module", "changed_by", "approved_by"
    ).prefetch_related("reaches__edition")
    if module:
        changes = changes.filter(module__code=module)
    cohorts = list(
        Cohort.objects.select_related("edition").order_by(
            "-edition__opened_on", "-edition__pk", "code"
        )
    )
    return [Entry(change, _readers(change, cohorts)) for change in changes[:limit]]


def _readers(change: SourceChange, cohorts: Iterable[Cohort]) -> list[Readers]:
    course = change.module.course_id if change.module else None
    reached = {reach.edition_id: reach.reached_at for reach in change.reaches.all()}
    found: dict[int, Readers] = {}
    for cohort in cohorts:
        edition = cohort.edition
        if edition.course_id != course:
            continue
        # An edition that was not locked by then, or came later, has what was live.
        since = reached.get(edition.pk, change.changed_at)
        readers = found.setdefault(edition.pk, Readers(edition.label, since))
        _among(readers, cohort, since).append(cohort.code)
    for reach in change.reaches.all():
        # An edition that no cohort has chosen yet is named all the same.
        found.setdefault(reach.edition_id, Readers(reach.edition.label, reach.reached_at))
    return list(found.values())


def _among(readers: Readers, cohort: Cohort, since: datetime.datetime | None) -> list[str]:
    if since is None or cohort.ends_on < since.date():
        return readers.before
    return readers.after if cohort.starts_on > since.date() else readers.both
