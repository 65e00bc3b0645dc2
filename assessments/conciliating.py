"""When an assessor is asked to look again (domain 4.3, step 3)."""

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from accounts.models import User
from assessments.bridge import rules_of
from assessments.models import TeachingSheet
from assessments.outcome.lesson import Lesson, Sheet, State
from assessments.outcome.microteaching import combine, knock_out_confirmed
from assessments.outcome.ruleset import RuleSet
from courses.models import Cohort, Enrolment

if TYPE_CHECKING:
    from django.db.models import QuerySet

BLIND_SEATS = (1, 2)
Place = tuple[int, int]


def conciliations_open_to(user: User, cohort: Cohort) -> set[Place]:
    """(enrolment id, lesson) of the lessons whose own sheet the person may revise once.

    Both blind sheets must be in and far apart, and this person's one revision not made. Three
    queries. Nothing of the other sheet leaves this function.
    """
    closed = _closed().filter(enrolment__cohort=cohort)
    own = closed.filter(assessor=user, seat__in=BLIND_SEATS)
    rounds: dict[Place, set[int]] = {}
    for enrolment, lesson, number in own.values_list("enrolment_id", "lesson", "round"):
        rounds.setdefault((enrolment, lesson), set()).add(number)
    waiting = {place for place, numbers in rounds.items() if numbers == {1}}
    blind = closed.filter(enrolment__in={enrolment for enrolment, _ in waiting})
    return _called_for(blind, waiting, rules_of(cohort))


def is_conciliation_open(enrolment: Enrolment, lesson: int, *, seat: int) -> bool:
    """Whether this seat's one revision of this lesson is asked for and not yet in."""
    sheets = _closed().filter(enrolment=enrolment, lesson=lesson)
    if seat not in BLIND_SEATS or sheets.filter(seat=seat, round=2).exists():
        return False
    return bool(_called_for(sheets, {(enrolment.pk, lesson)}, rules_of(enrolment.cohort)))


def laid_side_by_side(
    user: User, enrolment: Enrolment, lesson: int
) -> tuple[TeachingSheet, TeachingSheet] | None:
    """Own blind sheet and the other one, for the exchange of views; None unless it is called for.

    Only first sheets: what the other one made of the exchange stays with the other one.
    """
    if (enrolment.pk, lesson) not in conciliations_open_to(user, enrolment.cohort):
        return None
    sheets = _closed().filter(enrolment=enrolment, lesson=lesson, round=1, seat__in=BLIND_SEATS)
    own, other = sorted(sheets.select_related("assessor"), key=lambda s: s.assessor_id != user.pk)
    return own, other


def agree_until(pair: Iterable[TeachingSheet], *, rules: RuleSet) -> datetime.datetime | None:
    """When the ten minutes are over: they run from the second sheet. Nothing locks afterwards."""
    moments = [sheet.submitted_at for sheet in pair if sheet.submitted_at is not None]
    if not moments:
        return None
    return max(moments) + datetime.timedelta(minutes=rules.conciliation_minutes)


def _closed() -> "QuerySet[TeachingSheet]":
    return TeachingSheet.objects.filter(submitted_at__isnull=False, annulled_at__isnull=True)


def _called_for(
    sheets: "QuerySet[TeachingSheet]", places: set[Place], rules: RuleSet
) -> set[Place]:
    """Those of the places whose two first sheets are in and far apart.

    A knock-out that the third sheet confirms is settled (4.3.5): nobody is asked to look again.
    """
    found: dict[Place, dict[tuple[int, int], Sheet]] = {}
    for enrolment, lesson, seat, number, levels in sheets.values_list(
        "enrolment_id", "lesson", "seat", "round", "levels"
    ):
        found.setdefault((enrolment, lesson), {})[seat, number] = tuple(levels)
    return {place for place in places if _far_apart(found.get(place, {}), rules)}


def _far_apart(seats: Mapping[tuple[int, int], Sheet], rules: RuleSet) -> bool:
    if not {(seat, 1) for seat in BLIND_SEATS} <= seats.keys():
        return False
    first, second = seats[1, 1], seats[2, 1]
    standing = seats.get((1, 2), first), seats.get((2, 2), second)
    if knock_out_confirmed(*standing, seats.get((3, 1)), rules=rules):
        return False
    return combine(Lesson(first, second), rules=rules).state is State.CONCILIATION_NEEDED
