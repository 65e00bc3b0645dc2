"""Action plans: handed in by the trainee, validated or sent back by the lead or the registrar."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments import refusals
from assessments.forms.plan import ActionPlanForm, read_moment, rows_of, too_real, typed_answers
from assessments.models import ActionPlan
from assessments.planning import (
    hand_in_action_plan,
    keep_plan_draft,
    send_back_action_plan,
    validate_action_plan,
)
from assessments.refusals import Refusal
from assessments.validating import plans_validated_by
from assessments.views.carrying_plans import owner_of, plan_survives_sign_in, take_up_plan
from assessments.views.fetching import (
    own_enrolment,
    permitted_cohort,
    signed_in,
    trainee_page,
    trainees_of,
)
from assessments.wording import saved_sentence, sentence_for
from courses.models import ActivityKind, Enrolment


@plan_survives_sign_in
@trainee_page
@require_http_methods(["GET", "POST"])
def action_plan(request: HttpRequest) -> HttpResponse:
    """The trainee's own plan: a draft is kept as it grows, handed in it must be complete.

    It can be changed until it is validated. What was sent while the session had ended is done when
    its author opens the page again, as if it were sent now.
    """
    at = timezone.now()
    enrolment = own_enrolment(request, on=at.date(), kind=ActivityKind.ACTION_PLAN)
    plan = ActionPlan.objects.filter(enrolment=enrolment).first() or ActionPlan()
    closed = enrolment.cohort.is_frozen or plan.validated_at is not None
    waiting = take_up_plan(request, enrolment, at=at)
    sent = request.POST if request.method == "POST" else waiting
    form = ActionPlanForm(sent or None, initial=plan.answers)
    seen = _seen(plan)
    if sent and "draft" in sent:
        answers = typed_answers(form)
        answer = _keep(request, enrolment, answers, at, seen=sent.get("seen", ""))
        if answer is not None:
            return answer
        # Refused, and no script to tell: the page shows what was typed, to be kept or handed in.
        form = ActionPlanForm(initial=answers)
    elif sent and form.is_valid():
        try:
            hand_in_action_plan(
                enrolment=enrolment,
                answers=form.answers(),
                at=at,
                seen=read_moment(sent.get("seen", "")),
            )
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
            if closed:  # the page has no form to say it at
                messages.error(request, sentence_for(refusal))
        else:
            messages.success(request, _("Your action plan is on the server."))
            return _stored(request)
    context = {
        "cohort": enrolment.cohort,
        "zone": enrolment.cohort.tz,
        "enrolment": enrolment,
        "plan": plan,
        "closed": closed,
        "seen": seen,
        "owner": owner_of(enrolment),
        "rows": rows_of(plan.answers),
        "too_real": too_real(plan.answers),
        "form": form,
    }
    status = 409 if closed and request.method == "POST" else 200
    return render(request, "assessments/action_plan.html", context, status=status)


def _keep(
    request: HttpRequest,
    enrolment: Enrolment,
    answers: dict[str, str],
    at: datetime.datetime,
    *,
    seen: str,
) -> HttpResponse | None:
    """Keep the draft and say so to the script or by the page; None where the page must say why
    not."""
    by_script = request.headers.get("Accept") == "application/json"
    try:
        plan = keep_plan_draft(
            enrolment=enrolment,
            answers=answers,
            at=at,
            seen=read_moment(seen),
        )
    except Refusal as refusal:
        words = sentence_for(refusal)
        if not by_script:
            messages.error(request, words)
            return None
        said = {"saved": False, "message": words, "code": refusal.code}
        if refusal.code == refusals.DRAFT_CHANGED:
            stored = ActionPlan.objects.get(enrolment=enrolment)
            said |= {"stored": stored.answers, "seen": _seen(stored)}
        return JsonResponse(said, status=409)
    words = saved_sentence(at, enrolment.cohort.tz)
    if by_script:
        return JsonResponse({"saved": True, "message": words, "seen": _seen(plan)})
    messages.success(request, words)
    return _stored(request)


def _stored(request: HttpRequest) -> HttpResponse:
    """The page as it stands by now. One that was opened, and took up what waited, is not sent to
    its own address again."""
    return redirect("action-plan") if request.method == "POST" else action_plan(request)


def _seen(plan: ActionPlan) -> str:
    return plan.saved_at.isoformat() if plan.saved_at else ""


@login_required
@require_http_methods(["GET", "POST"])
def action_plans(request: HttpRequest, code: str) -> HttpResponse:
    """All plans of a cohort, to read and to validate one by one."""
    user = signed_in(request)
    cohort = permitted_cohort(plans_validated_by(user), code)
    refused: tuple[int, str] | None = None
    if request.method == "POST":
        sent = request.POST.get("enrolment", "")
        enrolment = get_object_or_404(
            Enrolment.objects.active(),
            cohort=cohort,
            pk=int(sent) if sent.isdecimal() and len(sent) < 12 else 0,
        )
        try:
            words = _decide(request, enrolment, user)
        except Refusal as refusal:
            messages.error(request, sentence_for(refusal))
            refused = (enrolment.pk, request.POST.get("remark", ""))
        else:
            messages.success(request, words)
            return redirect("action-plans", code)
    trainees = trainees_of(cohort)
    plans = {
        plan.enrolment_id: plan
        for plan in ActionPlan.objects.filter(enrolment__in=trainees).select_related(
            "validated_by", "returned_by"
        )
    }
    # A draft is the trainee's own; nobody else reads it.
    lines = [
        (trainee, plan, rows_of(plan.answers) if plan and plan.handed_in_at else [])
        for trainee in trainees
        for plan in [plans.get(trainee.pk)]
    ]
    context = {
        "cohort": cohort,
        "zone": cohort.tz,
        "lines": lines,
        # What was typed into the remark of a refused act: it stays in its field.
        "refused": refused,
        "validated": sum(1 for plan in plans.values() if plan.validated_at),
    }
    status = 409 if refused else 200
    return render(request, "assessments/action_plans.html", context, status=status)


def _decide(request: HttpRequest, enrolment: Enrolment, user: User) -> str:
    """Validate the plan or send it back, as the pressed button says; the sentence about it."""
    at = timezone.now()
    if "send_back" in request.POST:
        send_back_action_plan(
            enrolment=enrolment,
            remark=request.POST.get("remark", "").replace("\0", ""),
            by=user,
            at=at,
            read=request.POST.get("read"),
        )
        return _("The action plan went back to the trainee with your remark.")
    validate_action_plan(enrolment=enrolment, by=user, at=at, read=request.POST.get("read"))
    return _("The action plan is validated.")
