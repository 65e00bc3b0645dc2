"""Verbs of the practicals' checklists: what an observer saw, line by line, and the mark.

One observer: the sheet's total is the mark. Two: the mark waits until both sheets are in, and the
facilitator in charge confirms one of the two totals (docs/marking.md).
"""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.locking import lock_open_cohort
from assessments.marking import HALF, record_mark
from assessments.models import Checklist, Mark, PracticalSheet
from assessments.refusals import Refusal
from courses.models import Enrolment

Points = Sequence[Decimal | None]


@transaction.atomic
def save_points(
    *,
    checklist: Checklist,
    assessor: User,
    points: Mapping[Enrolment, Points],
    at: datetime.datetime,
    seen: datetime.datetime | None = None,
) -> list[PracticalSheet]:
    """Keep drafts of several trainees' sheets at once; closed ones are left alone.

    `seen` is when this device last knew them saved. Raises Refusal: DRAFT_CHANGED, OUT_OF_RANGE,
    NOT_HALF_POINTS, SHEET_CLOSED when all of them were closed meanwhile, FROZEN.
    """
    _lock(points)
    own = _own(checklist, assessor, points)
    newest = max((sheet.saved_at for sheet in own.values()), default=None)
    if own and newest != seen:
        raise Refusal(refusals.DRAFT_CHANGED)
    stored = _store(checklist, assessor, points, own, at)
    if not stored:
        raise Refusal(refusals.SHEET_CLOSED)
    return stored


@transaction.atomic
def submit_points(
    *,
    checklist: Checklist,
    assessor: User,
    points: Mapping[Enrolment, Points],
    at: datetime.datetime,
) -> list[PracticalSheet]:
    """Close the sheets and enter the marks that need no decision.

    A trainee without any point was not there: nothing is stored (the absence is entered in the
    table of marks). Raises Refusal: POINTS_MISSING (details: enrolment) when only some lines are
    filled, OUT_OF_RANGE, NOT_HALF_POINTS, SHEET_CLOSED when nothing was left to close, FROZEN.
    """
    _lock(points)
    there = {who: line for who, line in points.items() if any(one is not None for one in line)}
    for enrolment, line in there.items():
        if any(one is None for one in line):
            raise Refusal(refusals.POINTS_MISSING, enrolment=enrolment)
    own = _own(checklist, assessor, there)
    sheets = _store(checklist, assessor, there, own, at)
    if not sheets:
        raise Refusal(refusals.SHEET_CLOSED)
    for sheet in sheets:
        sheet.submitted_at = at
        sheet.save(update_fields=["submitted_at"])
        if not _needs_decision(sheet):
            _enter(sheet, by=assessor, at=at)
    return sheets


@transaction.atomic
def confirm_total(
    *, sheet: PracticalSheet, by: User, at: datetime.datetime, reason: str = ""
) -> Mark:
    """Enter the total of one of the sheets as the mark. Raises Refusal: NOT_ALL_IN while a sheet
    of this trainee is still a draft; REASON_MISSING where a standing mark changes; FROZEN."""
    _lock({sheet.enrolment: []})
    same = PracticalSheet.objects.filter(enrolment=sheet.enrolment, checklist=sheet.checklist)
    if same.filter(submitted_at__isnull=True).exists():
        raise Refusal(refusals.NOT_ALL_IN)
    return _enter(sheet, by=by, at=at, reason=reason)


def total_of(points: Sequence[str | None]) -> Decimal:
    """The sum of the points that are given."""
    return sum((Decimal(one) for one in points if one is not None), Decimal(0))


def _enter(sheet: PracticalSheet, *, by: User, at: datetime.datetime, reason: str = "") -> Mark:
    lines = sheet.checklist.lines.all()
    return record_mark(
        enrolment=sheet.enrolment,
        activity=sheet.checklist.activity,
        value=total_of(sheet.points),
        out_of=sum((line.out_of for line in lines), Decimal(0)),
        by=by,
        at=at,
        half_points=True,
        reason=reason,
        paper_reference=sheet.paper_reference,
    )


def _needs_decision(sheet: PracticalSheet) -> bool:
    """Another observer has a sheet, or a different mark stands already."""
    same = PracticalSheet.objects.filter(enrolment=sheet.enrolment, checklist=sheet.checklist)
    if same.exclude(pk=sheet.pk).exists():
        return True
    standing = Mark.objects.filter(
        enrolment=sheet.enrolment, activity=sheet.checklist.activity, superseded=False
    ).first()
    return standing is not None and standing.value != total_of(sheet.points)


def _store(
    checklist: Checklist,
    assessor: User,
    points: Mapping[Enrolment, Points],
    own: Mapping[int, PracticalSheet],
    at: datetime.datetime,
) -> list[PracticalSheet]:
    limits = [line.out_of for line in checklist.lines.order_by("position")]
    stored = []
    for enrolment, line in points.items():
        sheet = own.get(enrolment.pk) or PracticalSheet(
            enrolment=enrolment, checklist=checklist, assessor=assessor
        )
        if sheet.submitted_at is not None or enrolment.user_id == assessor.pk:
            continue
        _check(line, limits)
        sheet.points = [None if one is None else str(one) for one in line]
        sheet.saved_at = at
        sheet.save()
        stored.append(sheet)
    return stored


def _check(line: Points, limits: Sequence[Decimal]) -> None:
    if len(line) != len(limits):
        raise Refusal(refusals.OUT_OF_RANGE)
    for value, limit in zip(line, limits, strict=True):
        if value is None:
            continue
        if not 0 <= value <= limit:
            raise Refusal(refusals.OUT_OF_RANGE)
        if value % HALF:
            raise Refusal(refusals.NOT_HALF_POINTS)


def _own(
    checklist: Checklist, assessor: User, points: Mapping[Enrolment, Points]
) -> dict[int, PracticalSheet]:
    sheets = PracticalSheet.objects.filter(
        checklist=checklist, assessor=assessor, enrolment__in=list(points)
    )
    return {sheet.enrolment_id: sheet for sheet in sheets.select_related("enrolment__cohort")}


def _lock(points: Mapping[Enrolment, Points]) -> None:
    for cohort in {enrolment.cohort_id for enrolment in points}:
        lock_open_cohort(cohort)
