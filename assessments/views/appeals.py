"""Appeals of a cohort: lodged, answered in time by somebody who took no part."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.appealing import (
    answer_appeal,
    answerers_of,
    lodge_appeal,
    marking_acts,
    results_known_on,
)
from assessments.forms.disputes import AnswerForm, AppealForm
from assessments.models import Appeal
from assessments.permissions import can_freeze, restricted_files_of
from assessments.refusals import Refusal
from assessments.views.fetching import permitted_cohort, signed_in
from assessments.wording import act_words, sentence_for


@login_required
@require_http_methods(["GET", "POST"])
def appeals(request: HttpRequest, code: str) -> HttpResponse:
    """Every appeal with its terms; POST records one."""
    cohort = permitted_cohort(restricted_files_of(request.user), code)
    form = AppealForm(request.POST if request.method == "POST" else None, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            appeal = lodge_appeal(
                enrolment=sent["trainee"],
                ground=sent["ground"],
                text=sent["text"],
                lodged_on=sent["lodged_on"],
                by=signed_in(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            late = appeal.decision == Appeal.Decision.OUT_OF_TIME
            said = _("Recorded as lodged too late.") if late else _("The appeal is recorded.")
            messages.success(request, said)
            return redirect("appeals", code)
    today = timezone.now().astimezone(cohort.tz).date()
    rows = (
        Appeal.objects.filter(enrolment__cohort=cohort)
        .select_related("enrolment__user", "recorded_by", "answered_by")
        .order_by("-lodged_on", "-pk")
    )
    context = {
        "cohort": cohort,
        "form": form,
        "known": results_known_on(cohort),
        "rows": [(row, not row.decision and row.answer_due_on < today) for row in rows],
    }
    return render(request, "assessments/appeals.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, code: str, appeal_id: int) -> HttpResponse:
    """One appeal: read it, answer it."""
    user = signed_in(request)
    cohort = permitted_cohort(restricted_files_of(user), code)
    row = get_object_or_404(
        Appeal.objects.select_related("enrolment__user", "recorded_by", "answered_by"),
        enrolment__cohort=cohort,
        pk=appeal_id,
    )
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_appeal(appeal=row, by=user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            messages.success(request, _("The answer is recorded."))
            return redirect("appeal", code, appeal_id)
    context = {
        "cohort": cohort,
        "row": row,
        "form": form,
        "acts": [act_words(act) for act in marking_acts(user, row.enrolment)],
        "answerers": [] if row.decision else answerers_of(row.enrolment),
        "may_correct": cohort.is_frozen and can_freeze(user, cohort),
        "overdue": not row.decision
        and row.answer_due_on < timezone.now().astimezone(cohort.tz).date(),
    }
    return render(request, "assessments/appeal.html", context)
