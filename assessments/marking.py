"""Verbs of marks given by people. Every change is a new row; nothing is overwritten."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.claiming import claim_seat, seat_in, standing_turn
from assessments.conciliating import is_conciliation_open
from assessments.models import Absence, Mark, Rubric, TeachingSheet
from assessments.refusals import Refusal
from assessments.resitting import check_resit
from courses.locking import lock_open_cohort
from courses.models import Activity, ActivityKind, Enrolment
from courses.progressing import complete_activity
from courses.refusals import Refused as CohortRefused

HALF = Decimal("0.5")


def _open_cohort(enrolment: Enrolment) -> None:
    try:
        lock_open_cohort(enrolment.cohort_id)
    except CohortRefused as refused:
        raise Refusal(refused.code) from None


@transaction.atomic
def record_mark(
    *,
    enrolment: Enrolment,
    activity: Activity,
    value: Decimal | None,
    out_of: Decimal,
    by: User | None,
    at: datetime.datetime,
    sitting: int = 1,
    absence: str = Absence.NONE,
    half_points: bool = False,
    reason: str = "",
    paper_reference: str = "",
) -> Mark:
    """Enter a mark or an absence; an equal entry is returned as it stands.

    Raises Refusal: OUT_OF_RANGE (not 0 to `out_of`, or neither mark nor absence), NOT_HALF_POINTS
    (practicals, R5), REASON_MISSING when a standing mark is changed without one, NO_RESIT (a second
    sitting of the exam that R12 does not allow), FROZEN.
    """
    _open_cohort(enrolment)
    if (value is None) == (absence == Absence.NONE):
        raise Refusal(refusals.OUT_OF_RANGE)
    if value is not None and not 0 <= value <= out_of:
        raise Refusal(refusals.OUT_OF_RANGE)
    if half_points and value is not None and value % HALF:
        raise Refusal(refusals.NOT_HALF_POINTS)
    standing = (
        Mark.objects.select_for_update()
        .filter(enrolment=enrolment, activity=activity, sitting=sitting, superseded=False)
        .first()
    )
    if standing is not None:
        if (standing.value, standing.absence) == (value, absence):
            return standing
        if not reason.strip():
            raise Refusal(refusals.REASON_MISSING)
        standing.superseded = True
        standing.save(update_fields=["superseded"])
    elif sitting > 1 and activity.kind == ActivityKind.EXAM:
        check_resit(enrolment, ActivityKind.EXAM)
    mark = Mark.objects.create(
        enrolment=enrolment,
        activity=activity,
        sitting=sitting,
        value=value,
        out_of=out_of,
        absence=absence,
        entered_at=at,
        entered_by=by,
        reason=reason.strip(),
        paper_reference=paper_reference,
    )
    if value is not None:
        complete_activity(enrolment=enrolment, activity=activity, at=at)
    return mark


@transaction.atomic
def submit_sheet(
    *,
    enrolment: Enrolment,
    seat: int,
    assessor: User,
    rubric: Rubric,
    levels: Sequence[int],
    by: User,
    at: datetime.datetime,
    lesson: int = 1,
    round: int = 1,
    seconds: int | None = None,
    strengths: str = "",
    improvements: str = "",
    knock_out_facts: str = "",
    revision_reason: str = "",
    paper_reference: str = "",
) -> TeachingSheet:
    """Close one assessor's sheet. It is complete and final: a second submission is refused.

    `levels` are 0 to 4 for C1 to C8 in order. A knock-out level needs the facts in writing, a
    second round its reason. `by` is somebody else than the assessor only for a sheet typed in from
    paper. Raises Refusal: LEVELS_MISSING, FACTS_MISSING, REASON_MISSING, PAPER_REFERENCE_MISSING,
    ENTERED_BY_ASSESSOR, NOT_CALLED_FOR, those of `claim_seat`, FROZEN.
    """
    _open_cohort(enrolment)
    _check_sheet(rubric, levels, knock_out_facts)
    if round > 1 and not revision_reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    if by != assessor:
        _check_paper(enrolment, lesson, by, paper_reference)
    sheet = claim_seat(
        enrolment=enrolment, lesson=lesson, seat=seat, assessor=assessor, round=round
    ) or TeachingSheet(
        enrolment=enrolment, lesson=lesson, seat=seat, round=round, assessor=assessor
    )
    if round > 1 and not is_conciliation_open(enrolment, lesson, seat=seat):
        raise Refusal(refusals.NOT_CALLED_FOR)
    sheet.rubric = rubric
    sheet.levels = list(levels)
    sheet.seconds = seconds
    sheet.strengths, sheet.improvements = strengths, improvements
    sheet.knock_out_facts = knock_out_facts.strip()
    sheet.revision_reason = revision_reason.strip()
    sheet.submitted_at, sheet.entered_by = at, by
    sheet.paper_reference = paper_reference.strip()
    sheet.save()
    return sheet


def _check_sheet(rubric: Rubric, levels: Sequence[int], facts: str) -> None:
    criteria = list(rubric.criteria.order_by("position"))
    if len(levels) != len(criteria) or any(level not in range(5) for level in levels):
        raise Refusal(refusals.LEVELS_MISSING)
    knocked_out = any(
        criterion.knock_out and level == 0
        for criterion, level in zip(criteria, levels, strict=True)
    )
    if knocked_out and not facts.strip():
        raise Refusal(refusals.FACTS_MISSING)


def _check_paper(enrolment: Enrolment, lesson: int, by: User, reference: str) -> None:
    """Whoever types a paper sheet in reads it: never somebody with a sheet of the same lesson."""
    if not reference.strip():
        raise Refusal(refusals.PAPER_REFERENCE_MISSING)
    turn = standing_turn(enrolment, lesson)
    seated = turn is not None and seat_in(turn, by) is not None
    own = TeachingSheet.objects.filter(enrolment=enrolment, lesson=lesson, assessor=by)
    if seated or own.exists() or enrolment.user_id == by.pk:
        raise Refusal(refusals.ENTERED_BY_ASSESSOR)
