"""Whose sheet is whose: the turn that stands, and the seat that it gives to a person."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import F

from accounts.models import User
from assessments import refusals
from assessments.models import TeachingSheet, TeachingTurn
from assessments.pairing import findings_for
from assessments.refusals import Refusal
from assessments.resitting import check_resit
from courses.models import ActivityKind, Enrolment

if TYPE_CHECKING:
    from django.db.models import QuerySet

SEATS = (1, 2, 3)
RESERVE_SEAT = 3


def standing_turn(enrolment: Enrolment, lesson: int) -> TeachingTurn | None:
    """The turn of a lesson that was not annulled; None where the lesson was not planned."""
    return (
        TeachingTurn.objects.filter(enrolment=enrolment, lesson=lesson, annulled_at__isnull=True)
        .select_related("theme", "first", "second", "observer")
        .first()
    )


def holders(turn: TeachingTurn) -> dict[int, int | None]:
    """Seat → id of the person who holds it."""
    return {1: turn.first_id, 2: turn.second_id, 3: turn.observer_id}


def seat_in(turn: TeachingTurn, user: User) -> int | None:
    """The seat the turn gives to the person."""
    return next((seat for seat, holder in holders(turn).items() if holder == user.pk), None)


def must_stay_blind(
    viewer: User, turn: TeachingTurn | None, sheets: Iterable[TeachingSheet]
) -> bool:
    """Whether the viewer holds a seat of the lesson and has not closed the own first sheet."""
    if turn is None:
        return False
    return turn.seats(viewer) and not any(sheet.assessor_id == viewer.pk for sheet in sheets)


def claim_seat(
    *, enrolment: Enrolment, lesson: int, seat: int, assessor: User, round: int
) -> TeachingSheet | None:
    """The assessor's own draft of this sheet, or None for a new one. Call with the cohort locked.

    Raises Refusal: NOT_YOUR_SEAT (the turn names somebody else), RESIT_NEEDS_NEW, SAME_ASSESSOR
    (holds another seat), ENTERED_BY_ASSESSOR (typed in somebody else's sheet of this lesson, and
    so has read it), SEAT_TAKEN (somebody else's, drafted or in), SHEET_CLOSED (the own one is
    in), NO_RESIT (R12; without the reason, which tells of marks). One assessor of a re-sit at least
    is new (R12): where no turn names them it is the second, whoever came first, so that a refusal
    says nothing about the other seat.
    """
    turn = standing_turn(enrolment, lesson)
    if turn is not None and seat_in(turn, assessor) != seat:
        raise Refusal(refusals.NOT_YOUR_SEAT)
    if turn is None and lesson == 2 and seat == 2 and _marked_first(enrolment, assessor):
        raise Refusal(refusals.RESIT_NEEDS_NEW)
    sheets = TeachingSheet.objects.filter(
        enrolment=enrolment, lesson=lesson, annulled_at__isnull=True
    )
    if sheets.filter(assessor=assessor).exclude(seat=seat).exists():
        raise Refusal(refusals.SAME_ASSESSOR)
    if assessor.pk in typists_of(sheets):
        raise Refusal(refusals.ENTERED_BY_ASSESSOR)
    if sheets.filter(seat=seat).exclude(assessor=assessor).exists():
        raise Refusal(refusals.SEAT_TAKEN)
    if turn is None and not sheets.filter(assessor=assessor).exists():
        _check_unplanned_pairing(enrolment, lesson, seat, assessor, sheets)
    # A re-sit that was planned or begun goes on, whatever became of register and rules since.
    if lesson > 1 and turn is None and not sheets.exists():
        _check_unplanned_resit(enrolment)
    own = sheets.filter(seat=seat, round=round).first()
    if own is not None and own.submitted_at is not None:
        raise Refusal(refusals.SHEET_CLOSED)
    return own


def typists_of(sheets: "QuerySet[TeachingSheet]") -> set[int]:
    """Ids of those who typed one of these sheets in for somebody else, from paper."""
    typed = sheets.filter(entered_by__isnull=False).exclude(entered_by=F("assessor"))
    return {int(pk) for pk in typed.values_list("entered_by", flat=True) if pk}


def _check_unplanned_pairing(
    enrolment: Enrolment,
    lesson: int,
    seat: int,
    assessor: User,
    sheets: "QuerySet[TeachingSheet]",
) -> None:
    """The rules of a planned turn for a seat that no turn gave (domain 4), at its first claim.

    Only what concerns whoever claims it, or the pair that would come about: what others are who
    sit already is neither held against this person nor told. A person sits from the first draft
    on, so that a refusal about the pair does not tell whether the other sheet is in.
    """
    taken = dict(sheets.values_list("seat", "assessor"))
    first, second, observer = ({**taken, seat: assessor.pk}.get(one) for one in SEATS)
    would_be = TeachingTurn(
        enrolment=enrolment, lesson=lesson, first_id=first, second_id=second, observer_id=observer
    )
    concerned = {assessor.pk} if seat == RESERVE_SEAT else {assessor.pk, None}
    found = [
        finding
        for finding in findings_for([would_be], enrolment.cohort)[enrolment.pk, lesson]
        if finding.is_breach and finding.person in concerned
    ]
    if found:
        raise Refusal(refusals.PAIRING, findings=found, people={assessor.pk: assessor})


def _check_unplanned_resit(enrolment: Enrolment) -> None:
    try:
        check_resit(enrolment, ActivityKind.MICRO_TEACHING)
    except Refusal:
        raise Refusal(refusals.NO_RESIT) from None


def _marked_first(enrolment: Enrolment, assessor: User) -> bool:
    """Whether the person holds a sheet of the first lesson, an annulled one included."""
    return TeachingSheet.objects.filter(enrolment=enrolment, lesson=1, assessor=assessor).exists()
