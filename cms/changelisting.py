"""The log of corrections, with the editions and cohorts that read the page before and after each.

A cohort on a locked edition reads what reached that edition; any other reads what is live. A page
that an editor took into a locked edition, or out of it, is in the log too.
"""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import User
from cms.models import EditionText, SourceChange
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


@dataclass(frozen=True)
class EditionStep:
    """An editor took a page into a locked edition, or out of it; `readers` by how they stood then.

    Where one was taken in, `had_text` says whether the edition had an earlier text of it.
    """

    at: datetime.datetime
    by: User | None
    is_in: bool
    had_text: bool
    module: str
    title: str
    reason: str
    readers: Readers


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


def edition_steps(*, module: str = "", limit: int = 100) -> list[EditionStep]:
    """What editors took into locked editions and out of them, the latest first: four queries."""
    places = (
        EditionText.objects.select_related(
            "edition", "text", "activity__module", "taken_by", "ended_by"
        )
        .defer("text__content")
        .prefetch_related("edition__cohorts")
        .order_by("-pk")
    )
    if module:
        places = places.filter(activity__module__code=module)
    found: dict[tuple[int, uuid.UUID, datetime.datetime, bool], EditionStep] = {}
    for place in places.exclude(reason="")[: 2 * limit]:
        key = (place.edition_id, place.translation_key, place.taken_at, True)
        found.setdefault(key, _step(place, is_in=True))
    for place in places.exclude(ending="")[: 2 * limit]:
        if place.replaced_at:
            key = (place.edition_id, place.translation_key, place.replaced_at, False)
            found.setdefault(key, _step(place, is_in=False))
    earlier = set(
        EditionText.objects.filter(
            replaced_at__in=[step.at for step in found.values() if step.is_in], ending=""
        ).values_list("edition", "translation_key", "replaced_at")
    )
    steps = [dataclasses.replace(step, had_text=key[:3] in earlier) for key, step in found.items()]
    return sorted(steps, key=lambda step: step.at, reverse=True)[:limit]


def _step(place: EditionText, *, is_in: bool) -> EditionStep:
    at = place.taken_at if is_in else place.replaced_at or place.taken_at
    readers = Readers(place.edition.label, at)
    for cohort in sorted(place.edition.cohorts.all(), key=lambda one: one.code):
        _among(readers, cohort, at).append(cohort.code)
    code = place.activity.module.code if place.activity.module else ""
    by, reason = (place.taken_by, place.reason) if is_in else (place.ended_by, place.ending)
    return EditionStep(at, by, is_in, False, code, place.text.title, reason, readers)


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
