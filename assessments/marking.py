"""Verbs of marks given by people. Every change is a new row; nothing is overwritten."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.claiming import claim_seat, seat_in, standing_turn
from assessments.conciliating import is_conciliation_open
from assessments.locking import lock_open_cohort
from assessments.models import Absence, Mark, Rubric, TeachingSheet
from assessments.refusals import Refusal
from assessments.resitting import check_resit
from courses.models import Activity, ActivityKind, Enrolment
from courses.progressing import complete_activity

HALF = Decimal("0.5")
REPLACED_BY_PAPER = "replaced by the paper"


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
    lock_open_cohort(enrolment.cohort_id)
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
    revision_reasons: Mapping[str, str] | None = None,
    paper_reference: str = "",
    other_levels: bool = False,
) -> TeachingSheet:
    """Close one assessor's sheet. It is complete and final: a second submission is refused.

    `levels` are 0 to 4 for C1 to C8 in order. A knock-out level needs the facts in writing. In a
    second round each changed criterion needs its reason in `revision_reasons` (4.3.3), and a sheet
    that changes nothing its `revision_reason`.

    `by` is somebody else than the assessor only for a sheet typed in from paper. It takes the place
    of a draft that the assessor has on a device, which is kept, annulled; where that one has other
    levels only with `other_levels`, because the assessor has to be asked.

    Raises Refusal: LEVELS_MISSING, FACTS_MISSING, REASON_MISSING (details: `criteria`, the codes
    that lack one), PAPER_REFERENCE_MISSING, ENTERED_BY_ASSESSOR, DRAFT_STANDS, NOT_CALLED_FOR,
    those of `claim_seat`, FROZEN.
    """
    lock_open_cohort(enrolment.cohort_id)
    _check_sheet(rubric, levels, knock_out_facts)
    if by != assessor:
        _check_paper(enrolment, lesson, by, paper_reference)
    draft = claim_seat(
        enrolment=enrolment, lesson=lesson, seat=seat, assessor=assessor, round=round
    )
    if round > 1 and not is_conciliation_open(enrolment, lesson, seat=seat):
        raise Refusal(refusals.NOT_CALLED_FOR)
    reasons: dict[str, str] = {}
    if round > 1:
        reasons = _reasons(enrolment, lesson, seat, rubric, levels, revision_reasons or {})
        if not reasons and not revision_reason.strip():
            raise Refusal(refusals.REASON_MISSING)
    if draft is not None and by != assessor:
        _set_aside(draft, levels, asked=other_levels, reference=paper_reference, by=by, at=at)
        draft = None
    sheet = draft or TeachingSheet(
        enrolment=enrolment, lesson=lesson, seat=seat, round=round, assessor=assessor
    )
    sheet.rubric = rubric
    sheet.levels = list(levels)
    sheet.seconds = seconds
    sheet.strengths, sheet.improvements = strengths, improvements
    sheet.knock_out_facts = knock_out_facts.strip()
    sheet.revision_reasons = reasons
    sheet.revision_reason = "" if reasons else revision_reason.strip()
    sheet.submitted_at, sheet.entered_by = at, by
    sheet.paper_reference = paper_reference.strip()
    sheet.save()
    return sheet


def _reasons(
    enrolment: Enrolment,
    lesson: int,
    seat: int,
    rubric: Rubric,
    levels: Sequence[int],
    given: Mapping[str, str],
) -> dict[str, str]:
    """Code → reason of each criterion that differs from the seat's first sheet."""
    first = TeachingSheet.objects.get(
        enrolment=enrolment, lesson=lesson, seat=seat, round=1, annulled_at__isnull=True
    )
    codes = rubric.criteria.order_by("position").values_list("code", flat=True)
    changed = [
        code
        for code, before, after in zip(codes, first.levels, levels, strict=True)
        if before != after
    ]
    reasons = {code: given.get(code, "").strip() for code in changed}
    missing = [code for code, reason in reasons.items() if not reason]
    if missing:
        raise Refusal(refusals.REASON_MISSING, criteria=missing)
    return reasons


def _set_aside(
    draft: TeachingSheet,
    levels: Sequence[int],
    *,
    asked: bool,
    reference: str,
    by: User,
    at: datetime.datetime,
) -> None:
    """A draft on a device gives way to the paper: kept as it was, and never unasked if it says
    another thing."""
    pairs = zip(draft.levels, levels, strict=True)
    if not asked and any(drafted not in (None, level) for drafted, level in pairs):
        raise Refusal(refusals.DRAFT_STANDS, person=draft.assessor.printed_name)
    draft.annulled_at, draft.annulled_by = at, by
    draft.annulled_reason = f"{REPLACED_BY_PAPER} {reference.strip()}"
    draft.save(update_fields=["annulled_at", "annulled_by", "annulled_reason"])


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
