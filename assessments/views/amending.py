"""One frozen result corrected by hand: look at what would change, then store it with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.amending import amend_result, preview_amendment, standing_of
from assessments.forms.amending import AmendForm
from assessments.models import FrozenOutcome
from assessments.outcome.ruleset import RuleSet
from assessments.permissions import frozen_by
from assessments.reconvening import puts_out_of_powers
from assessments.refusals import Refusal
from assessments.views.fetching import permitted_cohort, signed_in


@login_required
@require_http_methods(["GET", "POST"])
def correct_result(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """The record as it stands; POST with `go=preview` shows, `go=store` stores."""
    user = signed_in(request)
    cohort = permitted_cohort(frozen_by(user), code)
    outcome = get_object_or_404(
        FrozenOutcome.objects.select_related("enrolment__user", "freeze__rule_set"),
        freeze__cohort=cohort,
        enrolment_id=enrolment_id,
    )
    standing, seen = standing_of(outcome)
    sent = request.POST if request.method == "POST" else None
    form = AmendForm(sent, case=standing["case"])
    proposal = None
    if sent and form.is_valid():
        try:
            proposal = preview_amendment(outcome=outcome, values=form.values())
            if sent.get("go") == "store":
                amend_result(
                    outcome=outcome,
                    values=form.values(),
                    seen=sent.get("seen", ""),
                    reason=form.cleaned_data["reason"],
                    by=user,
                    at=timezone.now(),
                )
                messages.success(request, _("The result is corrected; what was frozen stays."))
                return redirect("corrections", code)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {
        "cohort": cohort,
        "outcome": outcome,
        "standing": standing,
        "seen": seen,
        "form": form,
        "proposal": proposal,
        "doubtful": proposal is not None
        and puts_out_of_powers(
            proposal.after, RuleSet.from_json(outcome.freeze.rule_set.parameters)
        ),
    }
    return render(request, "assessments/correct_result.html", context)
