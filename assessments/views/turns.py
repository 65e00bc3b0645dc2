"""The lead plans micro-teaching: the list of turns, a draw for all, one turn by hand."""

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments import refusals
from assessments.claiming import standing_turn
from assessments.forms.turns import ProposalForm, TurnForm, initial_of_turn
from assessments.models import CommandTie, TeachingTurn
from assessments.outcome.pairing import History, loads
from assessments.pairing import (
    assessors_from,
    findings_for,
    seating_of,
    team_of,
)
from assessments.pairing_words import finding_sentences
from assessments.permissions import turns_planned_by
from assessments.refusals import Refusal
from assessments.seating import check_lesson, plan_turn, propose_turns, slots_on
from assessments.tying import declare_ties
from assessments.views.fetching import permitted_cohort, signed_in, trainees_of
from assessments.views.resits import no_lesson_again
from assessments.wording import sentence_for
from courses.models import Cohort, Enrolment, HalfDay

TEACHING_DAY = 13  # domain 1.5


@dataclass(frozen=True)
class TurnRow:
    """One trainee in the list of turns, with what the rules say; `resit` is to be planned, or not:
    then it says why, or nothing where it was planned already."""

    enrolment: Enrolment
    lesson: int
    turn: TeachingTurn | None
    breaches: list[str]
    doubts: list[str]
    may_resit: bool = False
    no_resit: str = ""


@login_required
@require_http_methods(["GET", "POST"])
def turns(request: HttpRequest, code: str) -> HttpResponse:
    """All turns of the first lesson and of re-sits; a draw for whoever has none."""
    user = signed_in(request)
    cohort = permitted_cohort(turns_planned_by(user), code)
    form = ProposalForm(
        request.POST or None,
        initial={
            "date": _teaching_date(cohort),
            "rooms": _("Room 1, Room 2"),
            "seed": f"{cohort.code}-1",
        },
    )
    if request.method == "POST" and not cohort.is_frozen and form.is_valid():
        try:
            made = propose_turns(
                cohort=cohort,
                slots=slots_on(cohort, form.cleaned_data["date"], form.cleaned_data["minutes"]),
                rooms=form.room_names(),
                seed=form.cleaned_data["seed"],
                by=user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            sentence = ngettext("%(n)d turn drawn.", "%(n)d turns drawn.", len(made))
            messages.success(request, sentence % {"n": len(made)})
            return redirect("turns", code=code)
    team = team_of(cohort)
    rows = _rows(cohort, team, viewer=user)
    context = {
        "cohort": cohort,
        "form": form,
        "planned": [row for row in rows if row.turn],
        "without": [row for row in rows if row.turn is None],
        "breaches": sum(bool(row.breaches) for row in rows),
        "team": _team_rows(cohort, team, rows),
    }
    status = 409 if request.method == "POST" and cohort.is_frozen else 200
    return render(request, "assessments/turns.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def turn(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """One turn by hand; a seating against the rules is refused with the reason named."""
    user = signed_in(request)
    cohort = permitted_cohort(turns_planned_by(user), code)
    enrolment = get_object_or_404(
        Enrolment.objects.active().select_related("user", "cohort__edition"),
        cohort=cohort,
        pk=enrolment_id,
    )
    lesson = 2 if request.GET.get("lesson") == "2" else 1
    standing = standing_turn(enrolment, lesson)
    refused = _no_lesson(enrolment, lesson, by=user) if standing is None else ""
    team = _everybody(cohort, standing)
    ties = CommandTie.objects.filter(enrolment=enrolment).values_list("person_id", flat=True)
    form = TurnForm(
        request.POST or None,
        cohort=cohort,
        team=team,
        initial={**initial_of_turn(standing, cohort), "ties": list(ties)},
    )
    closed = cohort.is_frozen or bool(refused)
    if request.method == "POST" and not closed and form.is_valid():
        data = dict(form.cleaned_data)
        people = data.pop("ties")
        at = timezone.now()
        try:
            declare_ties(enrolment=enrolment, people=people, by=user, at=at)
            _turn, found = plan_turn(enrolment=enrolment, lesson=lesson, by=user, at=at, **data)
        except Refusal as refusal:
            for sentence in _refused(refusal, team):
                form.add_error(None, sentence)
        else:
            messages.success(request, _("The turn is saved."))
            for doubt in finding_sentences(found, {one.pk: one for one in team}):
                messages.warning(request, doubt)
            return redirect("turns", code=code)
    context = {
        "cohort": cohort,
        "enrolment": enrolment,
        "lesson": lesson,
        "form": form,
        "planned": standing,
        "refused": refused,
    }
    status = 409 if request.method == "POST" and closed else 200
    return render(request, "assessments/turn.html", context, status=status)


def _no_lesson(enrolment: Enrolment, lesson: int, *, by: User) -> str:
    """Why this lesson is not planned (R12); empty where it may be."""
    try:
        check_lesson(enrolment=enrolment, lesson=lesson, by=by)
    except Refusal as refusal:
        return sentence_for(refusal)
    return ""


def _refused(refusal: Refusal, team: list[User]) -> list[str]:
    if refusal.code != refusals.PAIRING:
        return [sentence_for(refusal)]
    found = refusal.details["findings"]
    breaches = [one for one in found if one.is_breach]  # type: ignore[attr-defined]
    return finding_sentences(breaches, {one.pk: one for one in team})


def _everybody(cohort: Cohort, standing: TeachingTurn | None) -> list[User]:
    team = team_of(cohort)
    if standing is not None:
        seated = (standing.first, standing.second, standing.observer)
        team += [one for one in seated if one is not None and one not in team]
    return team


def _rows(cohort: Cohort, team: list[User], *, viewer: User) -> list[TurnRow]:
    planned = list(
        TeachingTurn.objects.filter(enrolment__cohort=cohort, annulled_at__isnull=True)
        .select_related("enrolment__user", "theme", "first", "second", "observer")
        .order_by("lesson", "starts_at", "room", "enrolment__position")
    )
    found = findings_for(planned, cohort)
    people = {one.pk: one for one in team}
    for one in planned:
        people |= {p.pk: p for p in (one.first, one.second, one.observer) if p is not None}
    again = {one.enrolment_id for one in planned if one.lesson == 2}
    waiting = [one for one in planned if one.lesson == 1 and one.enrolment_id not in again]
    barred = no_lesson_again(cohort, waiting, viewer=viewer)
    rows = [
        TurnRow(
            one.enrolment,
            one.lesson,
            one,
            finding_sentences([f for f in said if f.is_breach], people),
            finding_sentences([f for f in said if not f.is_breach], people),
            may_resit=one in waiting and one.enrolment_id not in barred,
            no_resit=barred.get(one.enrolment_id, "") if one.lesson == 1 else "",
        )
        for one in planned
        for said in [found[one.enrolment_id, one.lesson]]
    ]
    first = {row.enrolment.pk for row in rows if row.lesson == 1}
    return rows + [
        TurnRow(trainee, 1, None, [], [])
        for trainee in trainees_of(cohort)
        if trainee.pk not in first
    ]


def _team_rows(cohort: Cohort, team: list[User], rows: list[TurnRow]) -> list[dict[str, object]]:
    known = assessors_from(team, cohort)
    seatings = {
        row.turn.pk: seating_of(row.turn, known, History()) for row in rows if row.turn is not None
    }
    counted = loads(seatings)
    return [
        {
            "person": user,
            "seats": counted.get(user.pk, 0),
            "calibrated": known[user.pk].calibrated,
        }
        for user in team
    ]


def _teaching_date(cohort: Cohort) -> datetime.date:
    found = HalfDay.objects.filter(cohort=cohort, day=TEACHING_DAY).order_by("number").first()
    return found.date if found else cohort.ends_on
