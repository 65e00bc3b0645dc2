"""Answers that arrived after the end of an attempt: the lead admits or refuses them."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import states
from assessments.forms.rulings import ReasonForm
from assessments.latecoming import decide_late_steps
from assessments.models import Attempt, LateStep
from assessments.permissions import assessments_managed_by
from assessments.refusals import Refusal
from assessments.views.fetching import permitted_cohort, signed_in
from assessments.wording import sentence_for
from courses.models import Cohort


@dataclass(frozen=True)
class LateLine:
    """One late step: the question's place, when it was given by the device's clock (seconds since
    the start, counted from the start on the server), when it arrived."""

    step: LateStep
    given_at: datetime.datetime
    in_time: bool


@dataclass(frozen=True)
class LateAttempt:
    """An attempt with its late steps that wait, and the form to decide them."""

    attempt: Attempt
    ended_at: datetime.datetime | None
    lines: list[LateLine]
    form: ReasonForm


@login_required
@require_http_methods(["GET", "POST"])
def late_answers(request: HttpRequest, code: str) -> HttpResponse:
    """Late steps of the cohort by attempt; POST decides those of one attempt that are ticked."""
    cohort = permitted_cohort(assessments_managed_by(request.user), code)
    bound: dict[int, ReasonForm] = {}
    if request.method == "POST":
        attempt = get_object_or_404(
            Attempt.objects.filter(enrolment__cohort=cohort).select_related("enrolment"),
            pk__in=_numbers([request.POST.get("attempt", "")]),
        )
        form = ReasonForm(request.POST, prefix=str(attempt.pk))
        if form.is_valid() and _decided(request, attempt, form):
            return redirect("late-answers", code)
        bound[attempt.pk] = form
    steps = _steps(cohort)
    context = {
        "cohort": cohort,
        "attempts": _by_attempt([s for s in steps if s.decided_at is None], bound),
        "decided": [step for step in steps if step.decided_at is not None],
        "wrong": list(bound.values()),
    }
    return render(request, "assessments/late_answers.html", context)


def _decided(request: HttpRequest, attempt: Attempt, form: ReasonForm) -> bool:
    chosen = list(attempt.late_steps.filter(pk__in=_numbers(request.POST.getlist("step"))))
    if not chosen:
        form.add_error(None, _("Tick at least one answer."))
        return False
    admitted = request.POST.get("decision") == "admit"
    try:
        decide_late_steps(
            attempt=attempt,
            steps=chosen,
            admitted=admitted,
            reason=form.cleaned_data["reason"],
            by=signed_in(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    if admitted:
        messages.success(request, _("Admitted; the attempt was marked again."))
    else:
        messages.success(request, _("Refused; the mark stays as it is."))
    return True


def _steps(cohort: Cohort) -> list[LateStep]:
    return list(
        LateStep.objects.filter(attempt__enrolment__cohort=cohort)
        .exclude(attempt__state=states.CANCELLED)
        .select_related("attempt__enrolment__user", "attempt__quiz__activity", "decided_by")
        .order_by("attempt__enrolment__position", "attempt", "position", "received_at", "pk")
    )


def _by_attempt(steps: list[LateStep], bound: dict[int, ReasonForm]) -> list[LateAttempt]:
    groups: dict[int, list[LateStep]] = defaultdict(list)
    for step in steps:
        groups[step.attempt_id].append(step)
    found = []
    for pk, own in groups.items():
        attempt = own[0].attempt
        ended = attempt.submitted_at or attempt.deadline_at
        lines = []
        for step in own:
            given = attempt.started_at + datetime.timedelta(seconds=step.elapsed)
            lines.append(LateLine(step, given, ended is None or given <= ended))
        found.append(
            LateAttempt(attempt, ended, lines, bound.get(pk) or ReasonForm(prefix=str(pk)))
        )
    return found


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 10]
