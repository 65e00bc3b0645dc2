"""A lesson that is given again (4.3.6): its sheets and its turn are kept, and count no more."""

import datetime

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.bridge import rules_of
from assessments.claiming import seat_in, standing_turn
from assessments.lessonreading import read_lessons
from assessments.locking import lock_open_cohort
from assessments.models import TeachingSheet
from assessments.outcome.lesson import State
from assessments.outcome.microteaching import combine
from assessments.refusals import Refusal
from courses.models import Enrolment

# A lesson whose third mark cannot be had; or one that was broken off, so that a sheet is missing.
REPEATABLE = frozenset({State.REPEAT_NEEDED, State.THIRD_NEEDED})


@transaction.atomic
def annul_lesson(
    *, enrolment: Enrolment, lesson: int, reason: str, by: User, at: datetime.datetime
) -> int:
    """Annul turn and sheets, with the reason; returns how many sheets. Not a re-sit: lesson 1
    stays lesson 1, and is repeated before two new assessors.

    Allowed when a third mark is owed, or while a blind sheet is missing. Raises Refusal:
    REASON_MISSING, PLANNED_BY_ASSESSOR (who sits in the lesson and whose own sheet is not in),
    NOT_TO_ANNUL, FROZEN.
    """
    lock_open_cohort(enrolment.cohort_id)
    if not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    sheets = TeachingSheet.objects.filter(
        enrolment=enrolment, lesson=lesson, annulled_at__isnull=True
    )
    turn = standing_turn(enrolment, lesson)
    own_in = sheets.filter(assessor=by, submitted_at__isnull=False).exists()
    if turn is not None and seat_in(turn, by) is not None and not own_in:
        raise Refusal(refusals.PLANNED_BY_ASSESSOR)
    rules = rules_of(enrolment.cohort)
    lessons, _ = read_lessons([enrolment.pk], rules)
    stood = lessons.get(enrolment.pk, {}).get(lesson)
    if stood is not None and combine(stood, rules=rules).state not in REPEATABLE:
        raise Refusal(refusals.NOT_TO_ANNUL)
    if stood is None and turn is None and not sheets.exists():
        raise Refusal(refusals.NOT_TO_ANNUL)
    count = sheets.update(annulled_at=at, annulled_by=by, annulled_reason=reason.strip()[:300])
    if turn is not None:
        turn.annulled_at = at
        turn.save(update_fields=["annulled_at"])
    return count
