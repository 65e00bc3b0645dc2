"""Drafts of micro-teaching sheets: what an assessor has ticked so far, on the server."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.claiming import claim_seat
from assessments.conciliating import is_conciliation_open
from assessments.locking import lock_open_cohort
from assessments.models import Rubric, TeachingSheet
from assessments.refusals import Refusal
from courses.models import Enrolment


@transaction.atomic
def save_draft(
    *,
    enrolment: Enrolment,
    seat: int,
    assessor: User,
    rubric: Rubric,
    levels: Sequence[int | None],
    by: User,
    at: datetime.datetime,
    lesson: int = 1,
    round: int = 1,
    seen: datetime.datetime | None = None,
    **words: Any,
) -> TeachingSheet:
    """Store the sheet as it stands; levels not chosen yet are None. Nothing counts before it is in.

    `seen` is when the draft was last saved as far as this device knows: a device that slept
    through changes made on another one does not undo them (Refusal DRAFT_CHANGED). `words` are the
    remaining fields of the sheet. Further refusals: NOT_CALLED_FOR (a revision that nothing asks
    for), those of `claim_seat`, FROZEN.
    """
    lock_open_cohort(enrolment.cohort_id)
    draft = claim_seat(
        enrolment=enrolment, lesson=lesson, seat=seat, assessor=assessor, round=round
    )
    if round > 1 and not is_conciliation_open(enrolment, lesson, seat=seat):
        raise Refusal(refusals.NOT_CALLED_FOR)
    if draft is not None and draft.saved_at != seen:
        raise Refusal(refusals.DRAFT_CHANGED)
    if draft is None:
        draft = TeachingSheet(
            enrolment=enrolment,
            lesson=lesson,
            seat=seat,
            round=round,
            assessor=assessor,
            rubric=rubric,
        )
    draft.levels, draft.saved_at, draft.entered_by = list(levels), at, by
    for name, value in words.items():
        setattr(draft, name, value)
    draft.save()
    return draft
