"""Micro-teaching on paper: the blank sheet to print, and typing it in again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from assessments import refusals
from assessments.claiming import SEATS, standing_turn
from assessments.conciliating import BLIND_SEATS, is_conciliation_open
from assessments.forms.papers import PaperSheetForm
from assessments.forms.teaching import LEVELS
from assessments.marking import submit_sheet
from assessments.models import Rubric, TeachingTurn
from assessments.pairing import team_of
from assessments.papers import paper_reference
from assessments.permissions import can_enter_papers, can_mark_teaching, papers_entered_by
from assessments.refusals import Refusal
from assessments.views.fetching import page_language, permitted_cohort, signed_in, trainees_of
from assessments.wording import sentence_for
from courses.models import Cohort, Enrolment


@login_required
@require_safe
def blank_sheet(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """One blank sheet to print, both languages, with its reference: `?seat=1|2|3`, `?lesson=2`,
    `?round=2` for a revision, which the reserve (seat 3) never makes (domain 4.3)."""
    user = signed_in(request)
    cohort = get_object_or_404(Cohort.objects.select_related("edition__course"), code=code)
    if not (can_mark_teaching(user, cohort) or can_enter_papers(user, cohort)):
        raise Http404
    enrolment = _trainee(cohort, enrolment_id, user)
    lesson = _lesson(request)
    seat = int(request.GET["seat"]) if request.GET.get("seat") in ("1", "2", "3") else 1
    round = _round(request)
    if round == 2 and seat not in BLIND_SEATS:
        raise Http404
    turn = standing_turn(enrolment, lesson)
    rubric = _rubric()
    context = {
        "cohort": cohort,
        "enrolment": enrolment,
        "lesson": lesson,
        "round": round,
        "seat": seat,
        "turn": turn,
        "assessor": _seated(turn).get(seat) if turn else None,
        "back": "teaching-sheets" if can_mark_teaching(user, cohort) else "teaching-papers",
        "reference": paper_reference(
            cohort.code, position=enrolment.position, seat=seat, lesson=lesson, round=round
        ),
        "rows": [
            {
                "criterion": criterion,
                "names": [criterion.name.data["fr"], criterion.name.data["en"]],
                "levels": list(
                    zip(
                        LEVELS,
                        criterion.descriptors["fr"],
                        criterion.descriptors["en"],
                        strict=True,
                    )
                ),
            }
            for criterion in rubric.criteria.order_by("position")
        ],
    }
    return render(request, "assessments/blank_sheet.html", context)


@login_required
@require_safe
def teaching_papers(request: HttpRequest, code: str) -> HttpResponse:
    """The registrar's list: blank sheets to print, papers to type in. It shows no state."""
    user = signed_in(request)
    cohort = permitted_cohort(papers_entered_by(user), code)
    turns = {
        (turn.enrolment_id, turn.lesson): turn
        for turn in TeachingTurn.objects.filter(
            enrolment__cohort=cohort, annulled_at__isnull=True
        ).select_related("theme")
    }
    lines = [
        (trainee, [(number, turns.get((trainee.pk, number))) for number in (1, 2)])
        for trainee in trainees_of(cohort)
        if trainee.user_id != user.pk
    ]
    context = {"cohort": cohort, "lines": lines, "seats": SEATS}
    return render(request, "assessments/teaching_papers.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def paper_sheet(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """Type one paper sheet in; `?round=2` for a revision after conciliation."""
    user = signed_in(request)
    cohort = permitted_cohort(papers_entered_by(user), code)
    enrolment = _trainee(cohort, enrolment_id, user)
    lesson = _lesson(request)
    round = _round(request)
    turn = standing_turn(enrolment, lesson)
    rubric = _rubric()
    form = PaperSheetForm(
        request.POST or None,
        criteria=list(rubric.criteria.order_by("position")),
        language=page_language(),
        team=[one for one in team_of(cohort) if one.pk not in (user.pk, enrolment.user_id)],
        seated=_seated(turn) if turn else None,
        round=round,
        expected=lambda seat: paper_reference(
            code, position=enrolment.position, seat=seat, lesson=lesson, round=round
        ),
    )
    status = 200
    if request.method == "POST" and cohort.is_frozen:
        status = 409
    elif (
        request.method == "POST"
        and form.is_valid()
        and _entered(form, enrolment, lesson, round, rubric, user)
    ):
        messages.success(request, _("The paper sheet is on the server. Keep the paper."))
        return redirect("teaching-papers", code=code)
    context: dict[str, Any] = {
        "cohort": cohort,
        "enrolment": enrolment,
        "lesson": lesson,
        "round": round,
        "revisable": any(
            is_conciliation_open(enrolment, lesson, seat=seat) for seat in BLIND_SEATS
        ),
        "blind_seats": BLIND_SEATS,
        "form": form,
    }
    return render(request, "assessments/paper_sheet.html", context, status=status)


def _entered(
    form: PaperSheetForm,
    enrolment: Enrolment,
    lesson: int,
    round: int,
    rubric: Rubric,
    user: User,
) -> bool:
    assessor = form.who(form.cleaned_data)
    if assessor is None:
        return False
    try:
        submit_sheet(
            enrolment=enrolment,
            seat=form.place(),
            assessor=assessor,
            rubric=rubric,
            levels=form.levels(),
            by=user,
            at=timezone.now(),
            lesson=lesson,
            round=round,
            paper_reference=form.cleaned_data["paper_reference"],
            other_levels=form.cleaned_data["other_levels"],
            **form.words(),
        )
    except Refusal as refusal:
        lacking = refusal.details.get("criteria")
        if isinstance(lacking, list):
            form.lacks_reasons(lacking)
        else:
            form.add_error(None, sentence_for(refusal))
        form.asks_about_draft = refusal.code == refusals.DRAFT_STANDS
        return False
    return True


def _trainee(cohort: Cohort, pk: int, user: User) -> Enrolment:
    active = Enrolment.objects.active().exclude(user=user)
    return get_object_or_404(active.select_related("user", "cohort"), cohort=cohort, pk=pk)


def _lesson(request: HttpRequest) -> int:
    return 2 if request.GET.get("lesson") == "2" else 1


def _round(request: HttpRequest) -> int:
    return 2 if request.GET.get("round") == "2" else 1


def _rubric() -> Rubric:
    rubric = Rubric.objects.order_by("-version").first()
    if rubric is None:
        raise Http404
    return rubric


def _seated(turn: TeachingTurn) -> dict[int, User]:
    holders = dict(zip(SEATS, (turn.first, turn.second, turn.observer), strict=True))
    return {seat: person for seat, person in holders.items() if person is not None}
