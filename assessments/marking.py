"""Verbs of marks given by people. Every change is a new row; nothing is overwritten."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.models import Absence, ActionPlan, Mark, Rubric, TeachingSheet
from assessments.refusals import Refusal
from courses.locking import lock_open_cohort
from courses.models import Activity, Enrolment
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
    (practicals, R5), REASON_MISSING when a standing mark is changed without one, FROZEN.
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
    second round its reason. Raises Refusal: LEVELS_MISSING, FACTS_MISSING, REASON_MISSING,
    SHEET_CLOSED, SAME_ASSESSOR, FROZEN.
    """
    _open_cohort(enrolment)
    criteria = list(rubric.criteria.order_by("position"))
    if len(levels) != len(criteria) or any(level not in range(5) for level in levels):
        raise Refusal(refusals.LEVELS_MISSING)
    knocked_out = any(
        criterion.knock_out and level == 0
        for criterion, level in zip(criteria, levels, strict=True)
    )
    if knocked_out and not knock_out_facts.strip():
        raise Refusal(refusals.FACTS_MISSING)
    if round > 1 and not revision_reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    sheets = TeachingSheet.objects.filter(enrolment=enrolment, lesson=lesson)
    if sheets.filter(assessor=assessor).exclude(seat=seat).exists():
        raise Refusal(refusals.SAME_ASSESSOR)
    if sheets.filter(seat=seat).exclude(assessor=assessor).exists():
        raise Refusal(refusals.SHEET_CLOSED)
    sheet, created = sheets.get_or_create(
        seat=seat,
        round=round,
        defaults={
            "enrolment": enrolment,
            "lesson": lesson,
            "rubric": rubric,
            "assessor": assessor,
            "levels": list(levels),
            "seconds": seconds,
            "strengths": strengths,
            "improvements": improvements,
            "knock_out_facts": knock_out_facts.strip(),
            "revision_reason": revision_reason.strip(),
            "submitted_at": at,
            "entered_by": by,
            "paper_reference": paper_reference,
        },
    )
    if not created:
        raise Refusal(refusals.SHEET_CLOSED)
    return sheet


@transaction.atomic
def hand_in_action_plan(
    *, enrolment: Enrolment, answers: dict[str, str], at: datetime.datetime
) -> ActionPlan:
    """Store the trainee's action plan; handing it in again replaces the words until validation."""
    _open_cohort(enrolment)
    plan, _ = ActionPlan.objects.get_or_create(enrolment=enrolment)
    if plan.validated_at:
        raise Refusal(refusals.SHEET_CLOSED)
    plan.answers, plan.handed_in_at = answers, at
    plan.save(update_fields=["answers", "handed_in_at"])
    return plan


@transaction.atomic
def validate_action_plan(
    *, enrolment: Enrolment, by: User | None, at: datetime.datetime
) -> ActionPlan:
    """Validate the plan (R8). Validating twice keeps the first date and author."""
    _open_cohort(enrolment)
    plan, _ = ActionPlan.objects.get_or_create(enrolment=enrolment)
    if plan.validated_at is None:
        plan.validated_at, plan.validated_by = at, by
        plan.save(update_fields=["validated_at", "validated_by"])
    return plan
