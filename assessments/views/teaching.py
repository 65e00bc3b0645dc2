"""Micro-teaching sheets: each assessor sees the own ones only, whatever the others did."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from assessments.bridge import read_records
from assessments.claiming import seat_in
from assessments.conciliating import conciliations_open_to
from assessments.forms.teaching import clock
from assessments.models import TeachingSheet, TeachingTurn
from assessments.permissions import (
    can_follow_lessons,
    sheets_visible_to,
    teaching_marked_by,
)
from assessments.resitting import resit_barred
from assessments.views.fetching import page_language, permitted_cohort, signed_in, trainees_of
from assessments.views.sheet import Desk, answer_sheet, open_desk
from courses.models import ActivityKind, Cohort, Enrolment

LESSONS = (1, 2)


@dataclass(frozen=True)
class OwnLesson:
    """One lesson in the list: the person's seat, and how far the own sheet is."""

    number: int
    turn: TeachingTurn | None
    seat: int | None
    state: str


@dataclass(frozen=True)
class OwnLine:
    """One trainee in the list, with the lessons that the person may mark."""

    enrolment: Enrolment
    lessons: list[OwnLesson]


@login_required
@require_safe
def teaching_sheets(request: HttpRequest, code: str) -> HttpResponse:
    """The lessons that are the person's to mark; for each the state of the own sheet, no other."""
    user = signed_in(request)
    cohort = permitted_cohort(teaching_marked_by(user), code)
    asked = conciliations_open_to(user, cohort)
    lines = [line for line in _lines(user, cohort, asked) if line.lessons]
    context = {
        "cohort": cohort,
        "lines": sorted(lines, key=_programme),
        "asked": len(asked),
        "leads": can_follow_lessons(user, cohort),
    }
    return render(request, "assessments/teaching_sheets.html", context)


def _lines(user: User, cohort: Cohort, asked: set[tuple[int, int]]) -> list[OwnLine]:
    sheets = sheets_visible_to(user).filter(enrolment__cohort=cohort, annulled_at__isnull=True)
    own: dict[tuple[int, int], bool] = {}
    for owner, lesson, submitted in sheets.values_list("enrolment_id", "lesson", "submitted_at"):
        own[owner, lesson] = own.get((owner, lesson), False) or submitted is not None
    turns = {
        (turn.enrolment_id, turn.lesson): turn
        for turn in TeachingTurn.objects.filter(
            enrolment__cohort=cohort, annulled_at__isnull=True
        ).select_related("theme")
    }
    records, kind = read_records(cohort), ActivityKind.MICRO_TEACHING
    again = {one.pk for one in records.enrolments if resit_barred(records, one, kind) is None}
    lines = []
    for trainee in trainees_of(cohort):
        if trainee.user_id == user.pk:
            continue
        lessons = []
        for number in LESSONS:
            place = (trainee.pk, number)
            turn = turns.get(place)
            seat = seat_in(turn, user) if turn else None
            if turn is not None and seat is None and place not in own:
                continue
            # Where the first lesson was planned, a re-sit is planned too before it is marked.
            planned_first = number > 1 and (trainee.pk, 1) in turns
            if turn is None and planned_first and place not in own:
                continue
            # An unplanned re-sit shows where R12 allows it, and to nobody whose sheet is not in.
            drafted = own.get((trainee.pk, 1)) is False
            allowed = trainee.pk in again and not drafted
            if number > 1 and turn is None and place not in own and not allowed:
                continue
            state = "asked" if place in asked else _state(own.get(place))
            lessons.append(OwnLesson(number, turn, seat, state))
        lines.append(OwnLine(trainee, lessons))
    return lines


def _state(submitted: bool | None) -> str:
    if submitted is None:
        return "blank"
    return "submitted" if submitted else "draft"


def _programme(line: OwnLine) -> tuple[str, int]:
    starts = [one.turn.starts_at for one in line.lessons if one.turn and one.turn.starts_at]
    return (min(starts).isoformat() if starts else "~", line.enrolment.position)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def teaching_sheet(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """Fill in one sheet, saved as it grows; afterwards read it; revise it once where asked."""
    user = signed_in(request)
    cohort = permitted_cohort(teaching_marked_by(user), code)
    enrolment = get_object_or_404(
        # Nobody fills in a sheet about themselves: the list leaves them out, and so does this.
        Enrolment.objects.active().exclude(user=user).select_related("user", "cohort"),
        cohort=cohort,
        pk=enrolment_id,
    )
    lesson = 2 if request.GET.get("lesson") == "2" else 1
    desk = open_desk(user, cohort, enrolment, lesson)
    if desk.is_closed:
        return _read(request, desk, status=409 if request.method == "POST" else 200)
    return answer_sheet(request, desk)


def _read(request: HttpRequest, desk: Desk, *, status: int) -> HttpResponse:
    context = {
        "cohort": desk.cohort,
        "enrolment": desk.enrolment,
        "lesson": desk.lesson,
        "versions": [version_of(desk, sheet) for sheet in desk.own],
    }
    return render(request, "assessments/teaching_read.html", context, status=status)


def version_of(desk: Desk, sheet: TeachingSheet) -> dict[str, object]:
    """One of the person's own sheets, in words and numbers."""
    language = page_language()
    pairs = list(zip(desk.criteria, sheet.levels, strict=True))
    return {
        "sheet": sheet,
        "clock": clock(sheet.seconds),
        "reasons": [
            (criterion, sheet.revision_reasons[criterion.code])
            for criterion in desk.criteria
            if criterion.code in sheet.revision_reasons
        ],
        "total": sum(level * criterion.weight for criterion, level in pairs),
        "rows": [
            (criterion, level, criterion.descriptors[language][level]) for criterion, level in pairs
        ],
    }
