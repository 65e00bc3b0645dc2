"""What the jury decides after the freeze: an enquiry ended, a doubtful compensation settled."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.laterruling import LaterRulingForm
from assessments.models import FrozenOutcome, JuryDecision
from assessments.outcome.jury import Ruling
from assessments.permissions import juries_held_by
from assessments.reconvening import Waiting, decide_later, waiting_for
from assessments.refusals import Refusal
from assessments.views.fetching import permitted_cohort, signed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def later_ruling(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """What stands, what the jury may decide now, the reason."""
    cohort = permitted_cohort(juries_held_by(signed_in(request)), code)
    frozen = get_object_or_404(
        FrozenOutcome.objects.select_related("enrolment__user", "freeze__rule_set"),
        freeze__cohort=cohort,
        enrolment_id=enrolment_id,
    )
    waiting = waiting_for(frozen)
    form = None
    if waiting is not None:
        form = LaterRulingForm(
            request.POST or None, powers=waiting.powers, computed=waiting.outcome.code.value
        )
        if request.method == "POST" and form.is_valid() and _stored(request, waiting, form):
            messages.success(request, _("The decision is kept; what was frozen stays."))
            return redirect("corrections", code)
    earlier = JuryDecision.objects.filter(jury__cohort=cohort, enrolment=frozen.enrolment_id)
    context = {
        "cohort": cohort,
        "frozen": frozen,
        "waiting": waiting,
        "earlier": earlier.order_by("pk"),
        "form": form,
    }
    return render(request, "assessments/later_ruling.html", context)


def _stored(request: HttpRequest, waiting: Waiting, form: LaterRulingForm) -> bool:
    try:
        decide_later(
            frozen=waiting.frozen,
            ruling=Ruling(form.cleaned_data["ruling"]),
            reason=form.cleaned_data["reason"],
            seen=request.POST.get("seen", ""),
            by=signed_in(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
