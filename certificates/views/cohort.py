"""The registrar's pages: the register of a cohort, issuing, and the files for paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from certificates import refusals
from certificates.issuing import issue_cohort
from certificates.permissions import certificates_kept_by
from certificates.printing import merged_pdf, single_pdf
from certificates.refusals import Refusal
from certificates.reports import deferred_of, forecast, missing_of, register_of
from certificates.views.fetching import (
    pdf_response,
    permitted_cohort,
    registrar_filename,
    signed_in,
)
from certificates.wording import sentence_for, sentence_for_problem


@require_safe
@login_required
def register(request: HttpRequest, code: str) -> HttpResponse:
    """All certificates of a cohort, what is still to be issued, and who is deferred."""
    cohort = permitted_cohort(request, code)
    rows = register_of(cohort)
    context = {
        "cohort": cohort,
        "rows": rows,
        "in_force": sum(row.is_in_force for row in rows),
        "missing": sum(count for _, count in missing_of(cohort)),
        "deferred": deferred_of(cohort),
    }
    return render(request, "certificates/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Says what will happen, to how many, and what cannot be undone; then does it."""
    cohort = permitted_cohort(request, code)
    at = timezone.now()
    refusal = None
    if request.method == "POST":
        try:
            issued = issue_cohort(
                cohort=cohort, by=signed_in(request), at=at, unproven=_accepted(request)
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _issued(len(issued)))
            return redirect("cohort-certificates", code=cohort.code)
    plan = forecast(cohort, at=at)
    refusal = refusal or plan.refusal
    problems = plan.problems
    if refusal and refusal.code != refusals.UNPROVEN:
        problems = refusal.problems or problems
    context = {
        "cohort": cohort,
        "plan": plan,
        # Unsigned names are asked about on the page itself; everything else is corrected first.
        "blocked": bool(problems) or (refusal is not None and refusal.code != refusals.UNPROVEN),
        "refusal": sentence_for(refusal) if refusal else "",
        "problems": [sentence_for_problem(problem) for problem in problems],
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "certificates/issue.html", context, status=status)


@require_safe
@login_required
def cohort_file(request: HttpRequest, code: str) -> HttpResponse:
    """One PDF for the printer, in protocol order, front and back."""
    cohort = permitted_cohort(request, code)
    try:
        content = merged_pdf(cohort=cohort, by=signed_in(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return redirect("cohort-certificates", code=cohort.code)
    return pdf_response(content, f"certificats-{cohort.code}.pdf")


@require_safe
@login_required
def certificate_file(request: HttpRequest, number: str) -> HttpResponse:
    """The stored file of one certificate, whatever its state."""
    certificate = get_object_or_404(
        certificates_kept_by(request.user).select_related("cohort", "enrolment__user"),
        number=number,
    )
    try:
        content = single_pdf(certificate=certificate, by=signed_in(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return redirect("cohort-certificates", code=certificate.cohort.code)
    return pdf_response(content, registrar_filename(certificate))


def _accepted(request: HttpRequest) -> set[int]:
    """The enrolments whose unsigned names were on the page that was ticked."""
    ticked = request.POST.get("unproven", "")
    return {int(part) for part in ticked.split("-") if part.isdecimal() and len(part) < 12}


def _issued(count: int) -> str:
    return ngettext(
        "%(count)d certificate was issued and is in the register.",
        "%(count)d certificates were issued and are in the register.",
        count,
    ) % {"count": count}
