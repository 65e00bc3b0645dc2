"""Lessons from their sheets: what the rules may see of them, and when (domain/4, 4.3).

What is read here is blind: one sheet of two is no lesson, and a sealed reserve sheet is no sheet.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assessments.models import TeachingSheet, TeachingTurn
from assessments.outcome.lesson import Lesson, Sheet, State
from assessments.outcome.microteaching import (
    combine,
    conciliation_called_for,
    knock_out_confirmed,
)
from assessments.outcome.ruleset import RuleSet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser


def read_lessons(
    ids: list[int], rules: RuleSet, *, viewer: "Person | None" = None
) -> tuple[dict[int, dict[int, Lesson]], dict[int, set[int]]]:
    """Lessons whose two blind sheets are in, and lessons that are awaited. Two queries.

    Both by enrolment id and number. A lesson with one sheet is no lesson yet: nobody who reads
    records, marks or outcomes can tell it from one without a sheet. What nobody planned is awaited
    from the first draft on, so that a submission changes nothing that the other assessor sees.
    Where a `viewer` holds a seat and has not closed the own sheet, the lesson is awaited too: the
    reserve observer learns from no page what the other two came to.
    """
    sheets: dict[tuple[int, int], dict[tuple[int, int], Sheet]] = defaultdict(dict)
    begun: set[tuple[int, int]] = set()
    closed: set[tuple[int, int]] = set()
    for row in TeachingSheet.objects.filter(enrolment__in=ids, annulled_at__isnull=True):
        begun.add((row.enrolment_id, row.lesson))
        if row.submitted_at is not None:
            sheets[row.enrolment_id, row.lesson][row.seat, row.round] = tuple(row.levels)
            if viewer is not None and row.assessor_id == viewer.pk:
                closed.add((row.enrolment_id, row.lesson))
    turns = {
        (turn.enrolment_id, turn.lesson): turn
        for turn in TeachingTurn.objects.filter(enrolment__in=ids, annulled_at__isnull=True)
    }
    blind = {place for place, turn in turns.items() if viewer and turn.seats(viewer)} - closed
    found: dict[int, dict[int, Lesson]] = defaultdict(dict)
    awaited: dict[int, set[int]] = defaultdict(set)
    for (owner, number), seats in sheets.items():
        if {(1, 1), (2, 1)} <= seats.keys() and (owner, number) not in blind:
            turn = turns.get((owner, number))
            nobody = turn is not None and turn.observer_id is None
            found[owner][number] = _lesson(seats, rules, nobody_observed=nobody)
    for owner, number in {*begun, *turns}:
        if number not in found.get(owner, {}):
            awaited[owner].add(number)
    return found, awaited


def _lesson(
    seats: Mapping[tuple[int, int], Sheet], rules: RuleSet, *, nobody_observed: bool
) -> Lesson:
    """One lesson; the sealed reserve sheet is passed on only once 4.3 opens it.

    It opens for a knock-out by one assessor alone, or when both have closed their second round
    (revised or confirmed) and are still too far apart.
    """
    first, second = seats[1, 1], seats[2, 1]
    revised_first, revised_second = seats.get((1, 2)), seats.get((2, 2))
    reserve = seats.get((3, 1))
    absent = nobody_observed and reserve is None
    called_for = conciliation_called_for(first, second, rules=rules)
    held = revised_first is not None and revised_second is not None
    if called_for and not held:
        standing = revised_first or first, revised_second or second
        if knock_out_confirmed(*standing, reserve, rules=rules):
            return Lesson(first, second, revised_first, revised_second, reserve)
        return Lesson(first, second, reserve_absent=absent)
    sealed = Lesson(first, second, revised_first, revised_second, reserve_absent=absent)
    if combine(sealed, rules=rules).state is not State.THIRD_NEEDED:
        return sealed
    return Lesson(first, second, revised_first, revised_second, reserve, reserve_absent=absent)
