"""A page is live in both languages or in none; tests that rest on a lesson wait while it is away.

Only the front page is apart: it is the door of the site, in whichever language it can be opened.
"""

import datetime

from django.db import transaction

from accounts.models import User
from cms.agreeing import LANGUAGES, live_sides
from cms.editionholding import editions_holding
from cms.models import LabelledPage, LoadedPage, ModulePage
from courses.holding import hold_module, release_module


@transaction.atomic
def take_down_together(*, page: LabelledPage, by: User | None, at: datetime.datetime) -> None:
    """After a page was taken down: take down its other language and hold the module of a lesson.

    Cohorts whose locked edition has the page go on reading it, and go on with their tests.
    """
    if isinstance(page, ModulePage) and page.activity.module:
        hold_module(
            module=page.activity.module,
            origin=_origin_of(page),
            reason=page.title,
            by=by,
            at=at,
            spared=list(editions_holding(page.translation_key)),
        )
    for other in live_sides(page.translation_key).values():
        if other.pk != page.pk:
            other.unpublish(set_expired=page.expired, user=by)


def open_when_back(*, page: LoadedPage, by: User | None, at: datetime.datetime) -> None:
    """After a publication: the module of a lesson is let go once both languages are live."""
    if not isinstance(page, ModulePage) or page.activity.module is None:
        return
    if set(live_sides(page.translation_key)) == set(LANGUAGES):
        release_module(module=page.activity.module, origin=_origin_of(page), by=by, at=at)


def _origin_of(page: ModulePage) -> str:
    # The activity and not the page: one that is written anew in place of a deleted one counts.
    return f"down:{page.activity_id}"
