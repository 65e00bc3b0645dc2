"""One text of an edition moves, or is marked as being behind the live one. Rows are only ended."""

import datetime
from typing import Any

from accounts.models import User
from cms.editionholding import current_texts, held_paths
from cms.heldback import with_held
from cms.models import CompanionPage, EditionText, KeptText, LabelledPage
from cms.storing import content_of, digest_of_text, store_text
from courses.models import Edition


def step_text(
    edition: Edition,
    page: LabelledPage,
    language: str,
    *,
    moves: bool,
    by: User | None,
    at: datetime.datetime,
    reason: str,
) -> bool:
    """Bring the edition's text of a live page in step, but for passages that are kept back.

    `moves` False: nothing reaches this edition, which is only marked as behind. Whether it moved.
    """
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
    place_text(edition, page, text, by=by, at=at, reason=reason, is_behind=is_behind)
    return True


def _mark(place: EditionText, page: LabelledPage, is_behind: bool) -> None:
    """The same text, whether it is that of today, and under which address it is found today."""
    if (place.is_behind, place.slug) != (is_behind, page.slug):
        place.is_behind, place.slug = is_behind, page.slug
        place.save(update_fields=["is_behind", "slug"])


def place_text(
    edition: Edition,
    page: LabelledPage,
    text: KeptText,
    *,
    by: User | None,
    at: datetime.datetime,
    reason: str,
    is_behind: bool,
) -> EditionText:
    """Record that the edition has this text of the page from now on."""
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
