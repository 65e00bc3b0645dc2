"""Action plans: handed in by the trainee, validated by the lead or the registrar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.plan import ActionPlanForm, rows_of
from assessments.marking import hand_in_action_plan, validate_action_plan
from assessments.models import ActionPlan
from assessments.refusals import Refusal
from assessments.validating import plans_validated_by
from assessments.views.fetching import (
    own_enrolment,
    permitted_cohort,
    signed_in,
    trainee_page,
    trainees_of,
)
from assessments.wording import sentence_for
from courses.models import ActivityKind, Enrolment


@trainee_page
@require_http_methods(["GET", "POST"])
def action_plan(request: HttpRequest) -> HttpResponse:
    """The trainee's own plan; it can be changed until it is validated."""
    at = timezone.now()
    enrolment = own_enrolment(request, on=at.date(), kind=ActivityKind.ACTION_PLAN)
    plan = ActionPlan.objects.filter(enrolment=enrolment).first()
    closed = enrolment.cohort.is_frozen or (plan is not None and plan.validated_at is not None)
    form = ActionPlanForm(request.POST or None, initial=plan.answers if plan else None)
    if request.method == "POST" and not closed and form.is_valid():
        try:
            hand_in_action_plan(enrolment=enrolment, answers=form.answers(), at=at)
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            messages.success(request, _("Your action plan is on the server."))
            return redirect("action-plan")
    context = {
        "cohort": enrolment.cohort,
        "zone": enrolment.cohort.tz,
        "plan": plan,
        "closed": closed,
        "rows": rows_of(plan.answers) if plan else [],
        "form": form,
    }
    status = 409 if closed and request.method == "POST" else 200
    return render(request, "assessments/action_plan.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def action_plans(request: HttpRequest, code: str) -> HttpResponse:
    """All plans of a cohort, to read and to validate one by one."""
    user = signed_in(request)
    cohort = permitted_cohort(plans_validated_by(user), code)
    if request.method == "POST":
        sent = request.POST.get("enrolment", "")
        enrolment = get_object_or_404(
            Enrolment.objects.active(),
            cohort=cohort,
            pk=int(sent) if sent.isdecimal() and len(sent) < 12 else 0,
        )
        try:
            validate_action_plan(enrolment=enrolment, by=user, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, sentence_for(refusal))
        else:
            messages.success(request, _("The action plan is validated."))
        return redirect("action-plans", code)
    trainees = trainees_of(cohort)
    plans = {
        plan.enrolment_id: plan
        for plan in ActionPlan.objects.filter(enrolment__in=trainees).select_related("validated_by")
    }
    lines = [
        (trainee, plan, rows_of(plan.answers) if plan else [])
        for trainee in trainees
        for plan in [plans.get(trainee.pk)]
    ]
    context = {
        "cohort": cohort,
        "zone": cohort.tz,
        "lines": lines,
        "validated": sum(1 for plan in plans.values() if plan.validated_at),
    }
    return render(request, "assessments/action_plans.html", context)
