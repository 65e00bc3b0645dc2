"""Verbs of editions: lock one, keep its texts in step with what is published, take a page into it.

The race: each locks the rows of the edition's texts, so that a publication and a lock at the same
moment come one after the other.
"""

import datetime
import uuid

from django.db import transaction

from accounts.models import User
from cms.agreeing import origin_of
from cms.editionholding import (
    current_texts,
    editions_holding,
    editions_under_way,
    held_paths,
    live_pages,
)
from cms.editionstepping import place_text, step_text
from cms.models import EditionReach, LabelledPage, SourceChange
from cms.storing import KEPT_FIELDS, content_of, store_text
from courses import refusals
from courses.holding import hold_for_edition
from courses.models import Edition
from courses.refusals import Refused

# domain/1: the content is frozen ten days before the first half-day.
LOCK_DAYS_BEFORE = 10


@transaction.atomic
def lock_edition(*, edition: Edition, by: User | None, at: datetime.datetime) -> int:
    """Record every live lesson and companion of the course: what the edition's cohorts read.

    Returns the number of texts. Raises Refused: EDITION_LOCKED, EDITION_EMPTY.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.is_locked:
        raise Refused(refusals.EDITION_LOCKED)
    pages = list(live_pages(edition.course))
    if not pages:
        raise Refused(refusals.EDITION_EMPTY)
    for page in pages:
        text = store_text(page, content_of(page), since=page.last_published_at or at)
        place_text(edition, page, text, by=by, at=at, reason="", is_behind=False)
    edition.locked_at, edition.locked_by = at, by
    edition.save(update_fields=["locked_at", "locked_by"])
    return len(pages)


def lock_by(edition: Edition) -> datetime.date | None:
    """The day by which an edition has to be locked; None once it is, or without a cohort."""
    first = min((cohort.starts_on for cohort in edition.cohorts.all()), default=None)
    if edition.is_locked or first is None:
        return None
    return first - datetime.timedelta(days=LOCK_DAYS_BEFORE)


def lock_due_editions(*, at: datetime.datetime) -> list[Edition]:
    """Lock, by nobody, every open edition whose day has come and that has something to lock."""
    locked = []
    for edition in Edition.objects.filter(locked_at__isnull=True).prefetch_related("cohorts"):
        due = lock_by(edition)
        if due is not None and due <= at.date() and list(live_pages(edition.course)):
            lock_edition(edition=edition, by=None, at=at)
            locked.append(edition)
    return locked


@transaction.atomic
def keep_in_step(*, page: LabelledPage, by: User | None, at: datetime.datetime) -> None:
    """A page was published: what is not kept back reaches every edition under way.

    An edition that is over keeps the text its cohorts ended with. Does nothing for pages of other
    kinds or that no locked edition has.
    """
    if type(page) not in KEPT_FIELDS or not page.live:
        return
    key, language = page.translation_key, page.locale.language_code
    if not current_texts().filter(translation_key=key).exists():
        return
    # As it is stored, and not as it was handed over: see `content_of`.
    page = type(page).objects.select_related("locale", "activity").get(pk=page.pk)
    reached = {edition.pk for edition in editions_under_way(key, at.date())}
    for edition in editions_holding(key):
        step_text(edition, page, language, moves=edition.pk in reached, by=by, at=at, reason="")


@transaction.atomic
def take_into_edition(
    *, edition: Edition, key: uuid.UUID, reason: str, by: User | None, at: datetime.datetime
) -> int:
    """The edition has, from now on, the page as it is live, in both languages, whatever was kept
    back; also a page that came after the lock.

    Returns the number of texts that changed. Raises Refused: EDITION_UNLOCKED, REASON_MISSING.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if not edition.is_locked:
        raise Refused(refusals.EDITION_UNLOCKED)
    if not reason.strip():
        raise Refused(refusals.REASON_MISSING)
    EditionReach.objects.filter(
        edition=edition, change__translation_key=key, reached_at__isnull=True
    ).update(reached_at=at)
    hold_for_edition(origin=origin_of(key), edition=edition)
    pages = [page for page in live_pages(edition.course) if page.translation_key == key]
    return sum(
        step_text(
            edition,
            page,
            page.locale.language_code,
            moves=True,
            by=by,
            at=at,
            reason=reason.strip(),
        )
        for page in pages
    )


def note_reach(*, change: SourceChange, at: datetime.datetime, only_next: bool) -> list[Edition]:
    """Write down which locked editions a change reaches, before its page is published.

    Returns the editions under way that it does not reach.
    """
    key = change.translation_key
    under_way = editions_under_way(key, at.date())
    spared = []
    for edition in editions_holding(key):
        held = held_paths(edition=edition, key=key, language=change.language)
        kept_back = only_next or {entry["path"] for entry in change.passages} <= held
        if edition in under_way and kept_back:
            spared.append(edition)
        EditionReach.objects.create(
            change=change,
            edition=edition,
            reached_at=at if edition in under_way and not kept_back else None,
        )
    return spared
