"""Verbs of editions: lock one, keep its texts in step with what is published, take a page into it.

The race: each locks the rows of the edition's texts, so that a publication and a lock at the same
moment come one after the other.
"""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from cms.agreeing import origin_of
from cms.heldback import with_held
from cms.models import (
    CompanionPage,
    EditionReach,
    EditionText,
    KeptText,
    LabelledPage,
    ModulePage,
    SourceChange,
)
from cms.storing import KEPT_FIELDS, content_of, digest_of_text, store_text
from courses import refusals
from courses.holding import hold_for_edition
from courses.models import Course, Edition
from courses.refusals import Refused

# domain/1: the content is frozen ten days before the first half-day.
LOCK_DAYS_BEFORE = 10
PAGES: tuple[type[ModulePage] | type[CompanionPage], ...] = (ModulePage, CompanionPage)


@transaction.atomic
def lock_edition(*, edition: Edition, by: User | None, at: datetime.datetime) -> int:
    """Record every live lesson and companion of the course: what the edition's cohorts read.

    Returns the number of texts. Raises Refused: EDITION_LOCKED, EDITION_EMPTY.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.is_locked:
        raise Refused(refusals.EDITION_LOCKED)
    pages = list(_live_pages(edition.course))
    if not pages:
        raise Refused(refusals.EDITION_EMPTY)
    for page in pages:
        text = store_text(page, content_of(page), since=page.last_published_at or at)
        _place(edition, page, text, by=by, at=at, reason="", is_behind=False)
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
        if due is not None and due <= at.date() and list(_live_pages(edition.course)):
            lock_edition(edition=edition, by=None, at=at)
            locked.append(edition)
    return locked


def current_texts() -> QuerySet[EditionText]:
    """The texts that editions have now."""
    return EditionText.objects.filter(replaced_at__isnull=True)


def editions_holding(key: uuid.UUID) -> QuerySet[Edition]:
    """The locked editions that have a text of this page."""
    return Edition.objects.filter(
        pk__in=current_texts().filter(translation_key=key).values("edition")
    )


def editions_under_way(key: uuid.UUID, on: datetime.date) -> list[Edition]:
    """Those among them that a correction reaches: a cohort is not over yet, or none has begun."""
    going_on = Q(cohorts__ends_on__gte=on) | Q(cohorts__isnull=True)
    return list(editions_holding(key).filter(going_on).distinct().order_by("opened_on", "pk"))


def held_paths(*, edition: Edition, key: uuid.UUID, language: str) -> set[str]:
    """Passages that an edition keeps as they were, because their change was for the next one only.

    A change of meaning is kept back in both languages, one of wording in its own.
    """
    mine = Q(language=language) | Q(kind=SourceChange.Kind.MEANING)
    changes = SourceChange.objects.filter(
        mine,
        translation_key=key,
        pk__in=EditionReach.objects.filter(edition=edition, reached_at__isnull=True).values(
            "change"
        ),
    )
    return {entry["path"] for change in changes for entry in change.passages}


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
        _step(edition, page, language, moves=edition.pk in reached, by=by, at=at, reason="")


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
    pages = [page for page in _live_pages(edition.course) if page.translation_key == key]
    return sum(
        _step(
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


def _step(
    edition: Edition,
    page: LabelledPage,
    language: str,
    *,
    moves: bool,
    by: User | None,
    at: datetime.datetime,
    reason: str,
) -> bool:
    key, live = page.translation_key, content_of(page)
    place = (
        current_texts()
        .select_for_update(of=("self",))
        .select_related("text")
        .filter(edition=edition, translation_key=key, language=language)
        .first()
    )
    if not moves:
        if place:
            _mark(place, page, place.text.digest != digest_of_text(page, live))
        return False
    held = held_paths(edition=edition, key=key, language=language)
    if place is None and held:
        return False
    wanted: dict[str, Any] = with_held(place.text.content, live, held) if place else live
    is_behind = wanted != live
    if place and place.text.digest == digest_of_text(page, wanted):
        _mark(place, page, is_behind)
        return False
    since = at if is_behind else page.last_published_at or at
    text = store_text(page, wanted, since=since)
    if place:
        place.replaced_at = at
        place.save(update_fields=["replaced_at"])
    _place(edition, page, text, by=by, at=at, reason=reason, is_behind=is_behind)
    return True


def _mark(place: EditionText, page: LabelledPage, is_behind: bool) -> None:
    """The same text, whether it is that of today, and under which address it is found today."""
    if (place.is_behind, place.slug) != (is_behind, page.slug):
        place.is_behind, place.slug = is_behind, page.slug
        place.save(update_fields=["is_behind", "slug"])


def _place(
    edition: Edition,
    page: LabelledPage,
    text: KeptText,
    *,
    by: User | None,
    at: datetime.datetime,
    reason: str,
    is_behind: bool,
) -> EditionText:
    return EditionText.objects.create(
        edition=edition,
        translation_key=page.translation_key,
        language=page.locale.language_code,
        text=text,
        activity_id=page.activity_id,
        kind=page.kind if isinstance(page, CompanionPage) else "",
        page=page.pk,
        slug=page.slug,
        sensitivity=page.sensitivity,
        is_behind=is_behind,
        reason=reason,
        taken_at=at,
        taken_by=by,
    )


def _live_pages(course: Course) -> Iterable[ModulePage | CompanionPage]:
    for model in PAGES:
        yield from (
            model.objects.live()
            .filter(activity__course=course)
            .select_related("locale", "activity")
        )
