"""The registrar's page of a document that a correction changed: what it is, what it becomes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.models import FrozenOutcome
from certificates.documentcorrecting import correct_document
from certificates.documentreading import DocumentCase, case_of
from certificates.forms import CorrectedDocumentForm
from certificates.refusals import Refusal
from certificates.views.fetching import permitted_cohort, signed_in
from certificates.wording import sentence_for, sentence_for_problem


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def corrected_document(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """Before and after, then the new print; or what else has to be done, with the way there."""
    cohort = permitted_cohort(request, code)
    outcome = get_object_or_404(
        FrozenOutcome.objects.select_related("enrolment__user"),
        freeze__cohort=cohort,
        enrolment_id=enrolment_id,
    )
    case = case_of(outcome)
    sent = request.POST.copy()
    form = CorrectedDocumentForm(sent or None, initial={"kind": case.kind})
    status = 200
    if request.method == "POST" and case.certificate and form.is_valid():
        try:
            new_print = correct_document(
                certificate=case.certificate,
                by=signed_in(request),
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            status = 409
            # The page shows today's decision, and so confirms that one.
            sent["kind"] = case.kind or ""
            for sentence in (sentence_for(refusal), *map(sentence_for_problem, refusal.problems)):
                form.add_error(None, sentence)
        else:
            said = _(
                "Print %(index)d is ready. The earlier print counts as replaced: take it back."
            )
            messages.success(request, said % {"index": new_print.index})
            return redirect("certificate", number=case.certificate.number)
    context = {"cohort": cohort, "case": case, "form": form}
    context |= _why(case)
    return render(request, "certificates/corrected_document.html", context, status=status)


def _why(case: DocumentCase) -> dict[str, Any]:
    """The next index, and the newest correction with its reason."""
    return {
        "next_index": case.certificate.print_index + 1 if case.certificate else 1,
        "correction": case.outcome.corrections.select_related("made_by").last(),
    }
