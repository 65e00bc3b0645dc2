"""The calibration exercise: the sample lessons, one of them, and the lead's list of the team."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from assessments.bridge import rules_of
from assessments.calibrating import (
    all_goes,
    calibrated_among,
    distance_of,
    newest_goes,
    rules_marked_by,
    submit_calibration,
)
from assessments.forms.calibration import CalibrationForm
from assessments.forms.rules import value_words
from assessments.forms.teaching import LEVELS, clock
from assessments.models import CalibrationSheet, SampleLesson
from assessments.outcome.calibration import LESSONS_NEEDED, Calibration, is_close
from assessments.outcome.rounding import round_half_up
from assessments.outcome.ruleset import RuleSet
from assessments.pairing import team_of
from assessments.permissions import can_calibrate, turns_planned_by
from assessments.refusals import Refusal
from assessments.views.fetching import page_language, permitted_cohort, signed_in
from assessments.wording import sentence_for
from courses.models import Cohort


@login_required
@require_safe
def calibration(request: HttpRequest) -> HttpResponse:
    """The sample lessons with the person's newest go at each, judged by the own cohorts' rules."""
    user = _assessor(request)
    own = newest_goes([user]).get(user.pk, {})
    samples = list(SampleLesson.objects.all())
    marked = rules_marked_by(user)
    verdicts = [
        {
            "codes": ", ".join(cohort.code for cohort in cohorts),
            "allowed": value_words(rules.calibration_gap),
            "standing": _standing(calibrated_among([user], rules=rules).get(user.pk)),
        }
        for cohorts, rules in marked
    ]
    strictest = _strictest(marked)
    context = {
        "rows": [(sample, _go(own.get(sample.pk), strictest)) for sample in samples],
        "verdicts": verdicts,
        "needed": LESSONS_NEEDED,
        "allowed": value_words(strictest.calibration_gap),
    }
    return render(request, "assessments/calibration.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def calibration_lesson(request: HttpRequest, key: str) -> HttpResponse:
    """Read the lesson and mark it blind; then the reference with its reasons, level by level.

    `?again` shows the empty sheet once more: before it is in again the reference stays away.
    """
    user = _assessor(request)
    sample = get_object_or_404(SampleLesson.objects.select_related("rubric"), key=key)
    criteria = list(sample.rubric.criteria.order_by("position"))
    last = newest_goes([user]).get(user.pk, {}).get(sample.pk)
    form = CalibrationForm(request.POST or None, criteria=criteria, language=page_language())
    if request.method == "POST" and form.is_valid():
        try:
            submit_calibration(sample=sample, person=user, levels=form.levels(), at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            messages.success(request, _("Your marks are on the server; here is the reference."))
            return redirect("calibration-lesson", key=key)
    blind = last is None or "again" in request.GET or request.method == "POST"
    rules = _strictest(rules_marked_by(user))
    context = {
        "sample": sample,
        "length": clock(sample.seconds),
        "form": form,
        "rows": _blank_rows(form),
        "blind": blind,
        "go": None if blind else _go(last, rules),
        "compared": [] if blind or last is None else _compared(last, criteria, rules),
    }
    return render(request, "assessments/calibration_lesson.html", context)


@login_required
@require_safe
def team_calibration(request: HttpRequest, code: str) -> HttpResponse:
    """Who of the team has done the exercise, how far off each newest go was, and the first one.

    After the first go the reference is known: only that one was blind.
    """
    cohort = permitted_cohort(turns_planned_by(request.user), code)
    team = team_of(cohort)
    samples = list(SampleLesson.objects.all())
    goes, rules = all_goes(team), rules_of(cohort)
    done = calibrated_among(team, rules=rules)
    rows = [
        {
            "person": user,
            "standing": _standing(done.get(user.pk)),
            "goes": [_goes(goes.get(user.pk, {}).get(sample.pk, []), rules) for sample in samples],
        }
        for user in team
    ]
    context = {"cohort": cohort, "rows": rows, "samples": samples, "needed": LESSONS_NEEDED}
    return render(request, "assessments/team_calibration.html", context)


def _standing(found: Calibration | None) -> str:
    """For the templates; "" while there are too few sample lessons."""
    return found.value if found else ""


def _assessor(request: HttpRequest) -> User:
    user = signed_in(request)
    if not can_calibrate(user):
        raise Http404
    return user


def _strictest(marked: list[tuple[list[Cohort], RuleSet]]) -> RuleSet:
    """The rules that allow the least: a go that is close by these is close in every cohort."""
    return min((rules for _cohorts, rules in marked), key=lambda rules: rules.calibration_gap)


def _goes(sheets: list[CalibrationSheet], rules: RuleSet) -> dict[str, Any] | None:
    """The newest go in figures, with how many there were and the distance of the first."""
    newest = _go(sheets[-1], rules) if sheets else None
    if newest is None or len(sheets) == 1:
        return newest
    first = round_half_up(distance_of(sheets[0], rules=rules).points)
    return newest | {"count": len(sheets), "first": number_format(first, decimal_pos=0)}


def _go(sheet: CalibrationSheet | None, rules: RuleSet) -> dict[str, Any] | None:
    """One go in figures, or None when there is none."""
    if sheet is None:
        return None
    far = distance_of(sheet, rules=rules)
    return {
        "at": sheet.submitted_at,
        "own": number_format(round_half_up(far.own), decimal_pos=0),
        "reference": number_format(round_half_up(far.reference), decimal_pos=0),
        "points": number_format(round_half_up(far.points), decimal_pos=0),
        "close": is_close(far, rules=rules),
    }


def _compared(sheet: CalibrationSheet, criteria: list[Any], rules: RuleSet) -> list[dict[str, Any]]:
    """Level by level: `apart` above 0 where the own level is the higher one."""
    language = page_language()
    sample = sheet.sample
    apart = distance_of(sheet, rules=rules).by_criterion
    rows = zip(criteria, sheet.levels, sample.reference, apart, strict=True)
    return [
        {
            "criterion": criterion,
            "own": own,
            "reference": reference,
            "apart": levels,
            "size": abs(levels),
            "words": criterion.descriptors[language][reference],
            "reason": sample.reasons.get(criterion.code, {}).get(language, ""),
        }
        for criterion, own, reference, levels in rows
    ]


def _blank_rows(form: CalibrationForm) -> list[dict[str, Any]]:
    other = "en" if page_language() == "fr" else "fr"
    return [
        {
            "criterion": criterion,
            "field": form[f"level_{criterion.code}"],
            "other": other,
            "other_name": criterion.name.data[other],
            "other_words": list(zip(LEVELS, criterion.descriptors[other], strict=True)),
        }
        for criterion in form.criteria
    ]
