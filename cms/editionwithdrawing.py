"""Verb: take a page out of locked editions, because it is wrong or nobody should read it.

A page that is only unpublished or deleted stays in them: a cohort keeps what it started with.
"""

import datetime
import uuid
from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from cms.editionholding import current_texts
from courses import refusals
from courses.models import Edition
from courses.refusals import Refused


@transaction.atomic
def take_out_of_editions(
    *,
    editions: Collection[Edition],
    key: uuid.UUID,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> int:
    """Nobody who reads one of these editions finds the page any more, in either language.

    What its readers had stays on record, with the reason. Returns the number of texts taken out.
    Raises Refused: EDITION_UNLOCKED, REASON_MISSING. Race: the editions' rows are locked, as when a
    page is taken in.
    """
    ids = [edition.pk for edition in editions]
    locked = list(Edition.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if not all(edition.is_locked for edition in locked):
        raise Refused(refusals.EDITION_UNLOCKED)
    if not reason.strip():
        raise Refused(refusals.REASON_MISSING)
    places = current_texts().filter(edition__in=locked, translation_key=key)
    return places.update(replaced_at=at, ending=reason.strip(), ended_by=by)
