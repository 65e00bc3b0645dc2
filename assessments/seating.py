"""Verbs of the turns: who teaches when, where, on what, and who sits in which seat."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.bridge import read_records
from assessments.claiming import (
    SEATS,
    holders,
    must_stay_blind,
    seat_in,
    standing_turn,
    typists_of,
)
from assessments.locking import lock_open_cohort
from assessments.models import TeachingSheet, TeachingTurn
from assessments.outcome.pairing import Finding, History, Seating, findings
from assessments.outcome.programme import draw_themes, draw_turns
from assessments.outcome.resits import Bar, Barred
from assessments.pairing import (
    assessors_from,
    histories_of,
    seating_of,
    teachers_from,
    team_of,
)
from assessments.refusals import Refusal
from assessments.resitting import check_resit, resit_barred
from courses.models import ActivityKind, Cohort, Enrolment, HalfDay, Module

if TYPE_CHECKING:
    from django.db.models import QuerySet

REPLACED = "seat given to another person"


@transaction.atomic
def propose_turns(
    *,
    cohort: Cohort,
    slots: Sequence[datetime.datetime],
    rooms: Sequence[str],
    seed: str,
    by: User | None,
    at: datetime.datetime,
    lesson: int = 1,
    only: Sequence[Enrolment] | None = None,
) -> list[TeachingTurn]:
    """Turns for everybody who has none, as far as time and team allow; `by` is kept out of seats
    where it can be helped, because whoever plans a lesson should not mark it.

    A lesson that somebody has begun to mark without a turn goes on without one, and a second lesson
    is for those to whom R12 leaves one. `slots` are the starts, the same in every room. Raises
    Refusal FROZEN.
    """
    lock_open_cohort(cohort.pk)
    people = _without_turn(cohort, lesson, only)
    team = [user for user in team_of(cohort) if by is None or user.pk != by.pk]
    if len(team) < len(SEATS):
        team = team_of(cohort)
    known = assessors_from(team, cohort)
    teachers = teachers_from(people)
    histories = histories_of(people, lesson)
    owners = {teacher.key: owner for owner, teacher in teachers.items()}
    drawn = draw_turns(
        list(teachers.values()),
        list(known.values()),
        slots=len(slots),
        rooms=len(rooms),
        seed=seed,
        histories={teachers[owner].key: history for owner, history in histories.items()},
    )
    themes = _themes(cohort, [owners[turn.teacher] for turn in drawn], seed)
    return [
        TeachingTurn.objects.create(
            enrolment_id=owners[turn.teacher],
            lesson=lesson,
            room=rooms[turn.room],
            starts_at=slots[turn.slot],
            theme=themes.get(owners[turn.teacher]),
            first_id=turn.seating.first.key if turn.seating.first else None,
            second_id=turn.seating.second.key if turn.seating.second else None,
            observer_id=turn.seating.observer.key if turn.seating.observer else None,
        )
        for turn in drawn
    ]


def slots_on(cohort: Cohort, date: datetime.date, minutes: int) -> list[datetime.datetime]:
    """Starts of turns that fit into the half-days of that date; from 8 to 12 without any."""
    step = datetime.timedelta(minutes=minutes)
    spans = [
        (half.starts_at, half.ends_at)
        for half in HalfDay.objects.filter(
            cohort=cohort, date=date, cancelled_at__isnull=True
        ).order_by("number")
    ]
    if not spans:
        start = datetime.datetime.combine(date, datetime.time(8), tzinfo=cohort.tz)
        spans = [(start, start + datetime.timedelta(hours=4))]
    slots = []
    for start, end in spans:
        while start + step <= end:
            slots.append(start)
            start += step
    return slots


@transaction.atomic
def plan_turn(
    *,
    enrolment: Enrolment,
    lesson: int,
    room: str,
    starts_at: datetime.datetime | None,
    theme: Module | None,
    first: User | None,
    second: User | None,
    observer: User | None,
    by: User,
    at: datetime.datetime,
) -> tuple[TeachingTurn, list[Finding]]:
    """Make or change a turn. Returns it with the doubts that the lead should know of.

    Raises Refusal: PAIRING (details: findings), SEAT_IN_USE (its sheet is in), SEAT_TAKEN (the
    lesson was begun without a turn by somebody who gets no seat), PLANNED_BY_ASSESSOR and
    TOO_LATE_TO_SIT (whoever marks the lesson learns nothing by planning it), ENTERED_BY_ASSESSOR
    (who typed a sheet of the lesson in has read it and gets no seat), NO_RESIT (R12 leaves this
    trainee no second lesson), FROZEN. A draft of somebody who loses the seat is annulled, not lost.
    """
    lock_open_cohort(enrolment.cohort.pk)
    turn = TeachingTurn.objects.filter(
        enrolment=enrolment, lesson=lesson, annulled_at__isnull=True
    ).first() or TeachingTurn(enrolment=enrolment, lesson=lesson)
    if not turn.pk:
        check_lesson(enrolment=enrolment, lesson=lesson, by=by)
    before = holders(turn)
    own_seat = seat_in(turn, by) if turn.pk else None
    turn.room, turn.starts_at, turn.theme = room, starts_at, theme
    turn.first, turn.second, turn.observer = first, second, observer
    changed = {seat for seat in SEATS if before[seat] != holders(turn)[seat]}
    sheets = TeachingSheet.objects.filter(
        enrolment=enrolment, lesson=lesson, annulled_at__isnull=True
    )
    _check_planner(turn, by, own_seat, changed, sheets)
    if {holders(turn)[seat] for seat in changed} & typists_of(sheets):
        raise Refusal(refusals.ENTERED_BY_ASSESSOR)
    found = _check_pairing(turn, enrolment, lesson)
    for sheet in sheets.filter(seat__in=SEATS):
        if holders(turn)[sheet.seat] == sheet.assessor_id:
            continue
        if sheet.submitted_at is not None:
            raise Refusal(refusals.SEAT_IN_USE if before[sheet.seat] else refusals.SEAT_TAKEN)
        sheet.annulled_at, sheet.annulled_by, sheet.annulled_reason = at, by, REPLACED
        sheet.save(update_fields=["annulled_at", "annulled_by", "annulled_reason"])
    turn.save()
    return turn, found


def check_lesson(*, enrolment: Enrolment, lesson: int, by: User) -> None:
    """R12 before a second lesson is planned; one that was begun without a turn goes on.

    Whoever still marks the first lesson is told nothing of it: for them it has no result yet.
    Raises Refusal NO_RESIT.
    """
    if lesson == 1:
        return
    begun = TeachingSheet.objects.filter(
        enrolment=enrolment, lesson=lesson, annulled_at__isnull=True
    )
    if begun.exists():
        return
    closed = TeachingSheet.objects.filter(
        enrolment=enrolment, lesson=1, annulled_at__isnull=True, submitted_at__isnull=False
    )
    if must_stay_blind(by, standing_turn(enrolment, 1), closed):
        raise Refusal(refusals.NO_RESIT, barred=Barred(Bar.NO_FIRST))
    check_resit(enrolment, ActivityKind.MICRO_TEACHING)


def _check_planner(
    turn: TeachingTurn,
    by: User,
    own_seat: int | None,
    changed: set[int],
    sheets: "QuerySet[TeachingSheet]",
) -> None:
    """Whoever sits in a lesson cannot find out by trial which sheets are in (4.3.1)."""
    own_in = sheets.filter(assessor=by, round=1, submitted_at__isnull=False).exists()
    seat = seat_in(turn, by)
    if seat is not None and own_seat is not None and not own_in and changed:
        raise Refusal(refusals.PLANNED_BY_ASSESSOR)
    begun = sheets.filter(submitted_at__isnull=False).exclude(assessor=by).exists()
    if seat is not None and seat != own_seat and not own_in and begun:
        raise Refusal(refusals.TOO_LATE_TO_SIT)


def _check_pairing(turn: TeachingTurn, enrolment: Enrolment, lesson: int) -> list[Finding]:
    seated = [person for person in (turn.first, turn.second, turn.observer) if person is not None]
    people = assessors_from(seated, enrolment.cohort)
    history = histories_of([enrolment], lesson).get(enrolment.pk, History())
    teacher = teachers_from([enrolment])[enrolment.pk]
    seating: Seating = seating_of(turn, people, history)
    found = findings(teacher, seating)
    if any(finding.is_breach for finding in found):
        raise Refusal(refusals.PAIRING, findings=found)
    return found


def _without_turn(cohort: Cohort, lesson: int, only: Sequence[Enrolment] | None) -> list[Enrolment]:
    planned = TeachingTurn.objects.filter(
        enrolment__cohort=cohort, lesson=lesson, annulled_at__isnull=True
    )
    begun = TeachingSheet.objects.filter(
        enrolment__cohort=cohort, lesson=lesson, annulled_at__isnull=True
    )
    waiting = (
        Enrolment.objects.active()
        .filter(cohort=cohort)
        .exclude(pk__in=planned.values("enrolment"))
        .exclude(pk__in=begun.values("enrolment"))
        .select_related("user")
        .order_by("position", "pk")
    )
    if only is not None:
        waiting = waiting.filter(pk__in=[one.pk for one in only])
    if lesson == 1:
        return list(waiting)
    records = read_records(cohort)
    kind = ActivityKind.MICRO_TEACHING
    return [one for one in waiting if resit_barred(records, one, kind) is None]


def _themes(cohort: Cohort, owners: Sequence[int], seed: str) -> dict[int, Module]:
    """Themes come from the first thirteen modules (domain 1.5 and 4)."""
    modules = {
        module.code: module
        for module in Module.objects.filter(
            course_id=cohort.edition.course_id, code__in=[f"M{n:02}" for n in range(1, 14)]
        )
    }
    drawn = draw_themes(owners, sorted(modules), seed=seed)
    return {owner: modules[code] for owner, code in drawn.items()}
