"""One assessor's sheet on the screen: draft, timer, submission, the one revision."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments import refusals
from assessments.autosaving import save_draft
from assessments.bridge import rules_of
from assessments.claiming import seat_in, standing_turn
from assessments.conciliating import agree_until, laid_side_by_side
from assessments.forms.teaching import (
    LEVELS,
    SEATS,
    TeachingSheetForm,
    clock,
    initial_of,
    read_draft,
)
from assessments.marking import submit_sheet
from assessments.models import Criterion, Rubric, TeachingSheet, TeachingTurn
from assessments.outcome import timing
from assessments.permissions import sheets_visible_to
from assessments.refusals import Refusal
from assessments.timekeeping import OBSERVER, start_clock, stop_clock
from assessments.views.fetching import page_language
from assessments.wording import saved_sentence, sentence_for
from courses.models import Cohort, Enrolment


@dataclass(frozen=True)
class Desk:
    """What lies before one assessor: the own sheets of one lesson, the own draft, the own seat.

    `pair` are the two first sheets, only while this person is asked to confer.
    """

    user: User
    cohort: Cohort
    enrolment: Enrolment
    lesson: int
    turn: TeachingTurn | None
    seat: int | None
    own: list[TeachingSheet]
    draft: TeachingSheet | None
    rubric: Rubric
    criteria: list[Criterion]
    pair: tuple[TeachingSheet, TeachingSheet] | None

    @property
    def is_closed(self) -> bool:
        """Nothing to write: the sheet is in and no revision is asked for, or all is frozen."""
        return self.cohort.is_frozen or (bool(self.own) and self.pair is None)

    @property
    def first(self) -> TeachingSheet | None:
        """The blind sheet, once in."""
        return self.own[0] if self.own else None

    @property
    def round(self) -> int:
        """1 the blind sheet, 2 its revision."""
        return 2 if self.own else 1

    @property
    def address(self) -> str:
        """The address of this sheet."""
        where = reverse("teaching-sheet", args=(self.cohort.code, self.enrolment.pk))
        return f"{where}?lesson={self.lesson}"


def open_desk(user: User, cohort: Cohort, enrolment: Enrolment, lesson: int) -> Desk:
    """The person's own things for one lesson; 404 for whoever has no seat in a planned one."""
    turn = standing_turn(enrolment, lesson)
    seat = seat_in(turn, user) if turn else None
    sheets = list(
        sheets_visible_to(user)
        .filter(enrolment=enrolment, lesson=lesson, annulled_at__isnull=True)
        .select_related("rubric")
        .order_by("round")
    )
    if turn is not None and seat is None and not sheets:
        raise Http404
    # Where the first lesson was planned, a re-sit is planned too before it is marked (R12).
    if turn is None and lesson > 1 and not sheets and standing_turn(enrolment, 1) is not None:
        raise Http404
    rubric = sheets[0].rubric if sheets else Rubric.objects.order_by("-version").first()
    if rubric is None:
        raise Http404
    return Desk(
        user=user,
        cohort=cohort,
        enrolment=enrolment,
        lesson=lesson,
        turn=turn,
        seat=seat,
        own=[sheet for sheet in sheets if sheet.submitted_at is not None],
        draft=next((sheet for sheet in sheets if sheet.submitted_at is None), None),
        rubric=rubric,
        criteria=list(rubric.criteria.order_by("position")),
        pair=laid_side_by_side(user, enrolment, lesson),
    )


def answer_sheet(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form: a draft is saved whatever it lacks, a submission must be complete."""
    if request.method == "POST" and ("draft" in request.POST or "clock" in request.POST):
        return _save(request, desk)
    source = desk.draft or desk.first
    initial = initial_of(source, desk.criteria) if source else {}
    if desk.draft is None and desk.first is not None:
        initial["revision_reason"] = ""
    if not initial.get("duration") and desk.turn is not None:
        initial["duration"] = clock(desk.turn.seconds)
    keeping = "keep" in request.POST
    form = TeachingSheetForm(
        _sent(request, desk) if request.method == "POST" else None,
        keeping=keeping,
        criteria=desk.criteria,
        language=page_language(),
        revised=desk.first,
        seat=desk.seat,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid() and _submitted(desk, form):
        messages.success(request, _("The sheet is on the server and closed."))
        return redirect(desk.address)
    return render(request, "assessments/teaching_form.html", _context(desk, form))


def _sent(request: HttpRequest, desk: Desk) -> QueryDict:
    """What was sent; « I keep my marks » stands for the words of the first sheet as they are.

    The levels that were chosen stay in the form: they are not lost where the reason is missing.
    """
    if "keep" not in request.POST or desk.first is None:
        return request.POST
    sent = request.POST.copy()
    for name, value in initial_of(desk.first, desk.criteria).items():
        if name in ("duration", "strengths", "improvements", "knock_out_facts"):
            sent[name] = str(value)
    return sent


def _submitted(desk: Desk, form: TeachingSheetForm) -> bool:
    try:
        submit_sheet(
            enrolment=desk.enrolment,
            seat=form.place(),
            assessor=desk.user,
            rubric=desk.rubric,
            levels=form.levels(),
            by=desk.user,
            at=timezone.now(),
            lesson=desk.lesson,
            round=desk.round,
            **form.words(),
        )
    except Refusal as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    return True


def _save(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Save the draft (and start or stop the room's timer), for the script or for a button."""
    at = timezone.now()
    seat, values, seen = read_draft(request.POST, desk.criteria)
    seat = desk.first.seat if desk.first else desk.seat or seat
    turn = desk.turn
    try:
        if seat is None:
            return _said(request, desk, _("Choose your place first: then this can be saved."), 400)
        draft = save_draft(
            enrolment=desk.enrolment,
            lesson=desk.lesson,
            seat=seat,
            round=desk.round,
            assessor=desk.user,
            rubric=desk.rubric,
            by=desk.user,
            at=at,
            seen=seen,
            **values,
        )
        if turn is not None and request.POST.get("clock") == "start":
            turn = start_clock(turn=turn, by=desk.user, at=at)
        elif turn is not None and request.POST.get("clock") == "stop":
            turn = stop_clock(turn=turn, by=desk.user, at=at)
    except Refusal as refusal:
        more = {}
        if refusal.code == refusals.DRAFT_CHANGED and desk.draft is not None:
            more = {"stored": stored_values(desk.draft, desk.criteria), **_seen(desk.draft)}
        return _said(request, desk, sentence_for(refusal), 409, code=refusal.code, **more)
    words = saved_sentence(at, desk.cohort.tz)
    return _said(request, desk, words, 200, **_seen(draft), **_clock(turn, at))


def stored_values(sheet: TeachingSheet, criteria: list[Criterion]) -> dict[str, str]:
    """The own draft as the form names its fields: a device finds out whether it wrote that."""
    levels = zip(criteria, sheet.levels, strict=True)
    chosen = {f"level_{c.code}": "" if level is None else str(level) for c, level in levels}
    return {**chosen, "strengths": sheet.strengths, "improvements": sheet.improvements}


def _seen(draft: TeachingSheet) -> dict[str, str]:
    return {"seen": draft.saved_at.isoformat() if draft.saved_at else ""}


def _clock(turn: TeachingTurn | None, at: datetime.datetime) -> dict[str, Any]:
    if turn is None or turn.clock_started_at is None:
        return {}
    elapsed = round((at - turn.clock_started_at).total_seconds())
    return {"elapsed": elapsed if turn.seconds is None else None, "seconds": turn.seconds}


def _said(request: HttpRequest, desk: Desk, words: str, status: int, **more: Any) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"saved": status == 200, "message": words, **more}, status=status)
    (messages.success if status == 200 else messages.error)(request, words)
    return redirect(desk.address)


def _context(desk: Desk, form: TeachingSheetForm) -> dict[str, Any]:
    language = page_language()
    turn = desk.turn
    at = timezone.now()
    seat = desk.first.seat if desk.first else desk.seat
    return {
        "cohort": desk.cohort,
        "enrolment": desk.enrolment,
        "lesson": desk.lesson,
        "turn": turn,
        "seat": dict(SEATS).get(seat) if seat else None,
        "form": form,
        "revised": desk.first,
        "draft": desk.draft,
        "seen": _seen(desk.draft)["seen"] if desk.draft else "",
        "other": "en" if language == "fr" else "fr",
        "rows": _rows(form, language),
        "holds_clock": turn is not None and desk.seat == OBSERVER and desk.first is None,
        "clock": _clock(turn, at),
        "measured": clock(turn.seconds) if turn else "",
        "proposed": timing.proposed_level(turn.seconds) if turn and turn.seconds else None,
        "gaps": ",".join(f"{limit}:{level}" for limit, level in timing.GAPS),
        "planned": timing.PLANNED_SECONDS,
        "pair": _pair(desk, desk.pair) if desk.pair else None,
    }


def _rows(form: TeachingSheetForm, language: str) -> list[dict[str, Any]]:
    other = "en" if language == "fr" else "fr"
    return [
        {
            "criterion": criterion,
            "field": field,
            "reason": reason,
            "timed": criterion.code == timing.CRITERION,
            "other_name": criterion.name.data[other],
            "other_words": list(zip(LEVELS, criterion.descriptors[other], strict=True)),
        }
        for criterion, field, reason in form.criterion_rows()
    ]


def _pair(desk: Desk, pair: tuple[TeachingSheet, TeachingSheet]) -> dict[str, Any]:
    """Both first sheets level by level, for the exchange of views."""
    own, other = pair
    rules = rules_of(desk.cohort)
    rows = [
        {
            "criterion": c,
            "own": mine,
            "other": theirs,
            "far": abs(mine - theirs) >= rules.criterion_gap,
        }
        for c, mine, theirs in zip(desk.criteria, own.levels, other.levels, strict=True)
    ]
    until = agree_until(pair, rules=rules)
    return {
        "seat": own.seat,
        "rows": rows,
        "other": other.assessor,
        "totals": [
            sum(level * c.weight for c, level in zip(desk.criteria, sheet.levels, strict=True))
            for sheet in (own, other)
        ],
        "until": until.astimezone(desk.cohort.tz) if until else None,
    }
