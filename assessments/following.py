"""The lead's view of micro-teaching: each lesson, what is owed by whom, the marks once both are in.

Nobody who still has to fill in a sheet of a lesson learns here what the others did (4.3.1); a
sealed reserve sheet shows to nobody before 4.3 opens it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import User
from assessments.bridge import rules_of
from assessments.claiming import SEATS, must_stay_blind
from assessments.lessonreading import read_lessons
from assessments.models import TeachingSheet, TeachingTurn
from assessments.outcome.lesson import Combination, State
from assessments.outcome.microteaching import combine
from assessments.outcome.pairing import Finding
from assessments.pairing import BLIND_SEATS, Place, findings_for
from courses.models import Cohort, Enrolment

REVISION = "revision"


@dataclass(frozen=True)
class Owed:
    """What a person owes: `what` is sheet, revision or reserve; `person` None if unassigned."""

    what: str
    seat: int
    person: User | None


@dataclass(frozen=True)
class LateReserve:
    """A reserve sheet that was closed after both blind ones: when these were in, when it came."""

    blind_at: datetime.datetime
    closed_at: datetime.datetime
    from_paper: bool


@dataclass(frozen=True)
class FollowedLesson:
    """One lesson. `hidden`: the viewer still marks it. `combination` only once both are in.

    `findings`: what the rules of pairing say about those who `seated` themselves without a turn.
    """

    enrolment: Enrolment
    number: int
    turn: TeachingTurn | None
    hidden: bool
    owed: list[Owed] = field(default_factory=list)
    combination: Combination | None = None
    late_reserve: LateReserve | None = None
    findings: list[Finding] = field(default_factory=list)
    seated: list[User] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done, as far as the viewer may know."""
        return self.hidden or self.combination is None or self.combination.is_open

    @property
    def revisions(self) -> list[int]:
        """The seats whose revision is asked for and not in."""
        return [owed.seat for owed in self.owed if owed.what == REVISION]

    @property
    def is_repeatable(self) -> bool:
        """Whether the lead may annul it (4.3.6)."""
        if self.hidden:
            return False
        return self.combination is None or self.combination.state in (
            State.REPEAT_NEEDED,
            State.THIRD_NEEDED,
        )


def followed_lessons(cohort: Cohort, *, viewer: User) -> list[FollowedLesson]:
    """Every lesson that was planned or begun, in order of the programme. A fixed number of queries.

    A lesson without a turn that nobody has begun is not listed: then nobody can tell from the list
    whether one sheet of an unplanned lesson is in (it is listed once both are).
    """
    people = {
        one.pk: one
        for one in Enrolment.objects.active().filter(cohort=cohort).select_related("user", "cohort")
    }
    rules = rules_of(cohort)
    lessons, _ = read_lessons(list(people), rules)
    turns = {
        (turn.enrolment_id, turn.lesson): turn
        for turn in TeachingTurn.objects.filter(
            enrolment__in=people, annulled_at__isnull=True
        ).select_related("first", "second", "observer", "theme")
    }
    sheets: dict[Place, list[TeachingSheet]] = defaultdict(list)
    for sheet in TeachingSheet.objects.filter(
        enrolment__in=people, annulled_at__isnull=True, submitted_at__isnull=False
    ).select_related("assessor"):
        sheets[sheet.enrolment_id, sheet.lesson].append(sheet)
    found = []
    unplanned = {
        place: _as_turn(people[place[0]], place[1], sheets[place])
        for place in ((owner, number) for owner, numbers in lessons.items() for number in numbers)
        if place not in turns
    }
    said = findings_for(unplanned.values(), cohort) if unplanned else {}
    for place in sorted({*turns, *((o, n) for o, numbers in lessons.items() for n in numbers)}):
        owner, number = place
        lesson = lessons.get(owner, {}).get(number)
        turn = turns.get(place)
        hidden = must_stay_blind(viewer, turn, sheets[place])
        combination = combine(lesson, rules=rules) if lesson and not hidden else None
        owed = [] if hidden else _owed(turn, sheets[place], combination)
        late = None if hidden else late_reserve(sheets[place])
        found.append(
            FollowedLesson(
                people[owner],
                number,
                turn,
                hidden,
                owed,
                combination,
                late,
                said.get(place, []),
                [sheet.assessor for sheet in sheets[place]] if place in said else [],
            )
        )
    return sorted(found, key=_order)


def _as_turn(enrolment: Enrolment, lesson: int, sheets: Iterable[TeachingSheet]) -> TeachingTurn:
    """The turn that a lesson without one came to, never stored."""
    seats = {sheet.seat: sheet.assessor_id for sheet in sheets if sheet.round == 1}
    return TeachingTurn(
        enrolment=enrolment,
        lesson=lesson,
        first_id=seats.get(1),
        second_id=seats.get(2),
        observer_id=seats.get(3),
    )


def late_reserve(sheets: Iterable[TeachingSheet]) -> LateReserve | None:
    """Whether the reserve sheet of a lesson was closed only once both blind sheets were in.

    It should be filled in during the lesson, before anybody can know that it will decide (4.3.4).
    """
    first = {sheet.seat: sheet for sheet in sheets if sheet.round == 1}
    if not {1, 2, 3} <= first.keys():
        return None
    one, other, reserve = (first[seat].submitted_at for seat in SEATS)
    if one is None or other is None or reserve is None or reserve <= max(one, other):
        return None
    return LateReserve(max(one, other), reserve, bool(first[3].paper_reference))


def _owed(
    turn: TeachingTurn | None, sheets: list[TeachingSheet], combination: Combination | None
) -> list[Owed]:
    in_by = {(sheet.seat, sheet.round): sheet.assessor for sheet in sheets}
    seated = dict.fromkeys(SEATS)
    if turn is not None:
        seated = dict(zip(SEATS, (turn.first, turn.second, turn.observer), strict=True))
    if combination is None:
        return [
            Owed("sheet", seat, seated[seat])
            for seat in SEATS
            if (seat, 1) not in in_by and (seat in BLIND_SEATS or seated[seat] is not None)
        ]
    if combination.state is State.CONCILIATION_NEEDED:
        return [
            Owed(REVISION, seat, in_by.get((seat, 1)))
            for seat in BLIND_SEATS
            if (seat, 2) not in in_by
        ]
    if combination.state is State.THIRD_NEEDED:
        return [Owed("reserve", 3, seated[3])]
    return []


def _order(lesson: FollowedLesson) -> tuple[int, str, str, int, int]:
    starts = lesson.turn.starts_at.isoformat() if lesson.turn and lesson.turn.starts_at else "~"
    room = lesson.turn.room if lesson.turn else ""
    return (lesson.number, starts, room, lesson.enrolment.position, lesson.enrolment.pk)
