"""The registrar's pages: the register of a cohort, issuing, and how the making stands."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from certificates import refusals
from certificates.documentreading import outdated_in
from certificates.issuing import start_run
from certificates.launching import set_to_work
from certificates.refusals import Refusal
from certificates.reports import deferred_of, forecast, missing_of, register_of
from certificates.running import MAKING, STALLED, progress_of, stop_run
from certificates.views.fetching import permitted_cohort, signed_in
from certificates.wording import sentence_for, sentence_for_problem
from courses.models import Cohort


@require_safe
@login_required
def register(request: HttpRequest, code: str) -> HttpResponse:
    """All certificates of a cohort, what is still to be issued, and who is deferred."""
    cohort = permitted_cohort(request, code)
    rows = register_of(cohort)
    progress = progress_of(cohort, at=timezone.now())
    outdated = outdated_in(cohort)
    not_printed = {case.certificate for case in outdated}
    context = {
        "cohort": cohort,
        "under_way": progress is not None and progress.state in (MAKING, STALLED),
        "rows": rows,
        "in_force": sum(row.is_in_force for row in rows if row.certificate not in not_printed),
        "missing": sum(count for _, count in missing_of(cohort)),
        "deferred": deferred_of(cohort),
        "outdated": outdated,
    }
    return render(request, "certificates/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Says what will happen, to how many, and what cannot be undone; then has it done."""
    cohort = permitted_cohort(request, code)
    at = timezone.now()
    refusal = None
    if request.method == "POST":
        try:
            run = start_run(
                cohort=cohort, by=signed_in(request), at=at, unproven=_accepted(request)
            )
        except Refusal as refused:
            refusal = refused
        else:
            if run is None:
                return redirect("cohort-certificates", code=cohort.code)
            set_to_work(run)
            return redirect("print-run", code=cohort.code)
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


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def printing(request: HttpRequest, code: str) -> HttpResponse:
    """How the making of the certificates stands; POST stops it, or has the rest made."""
    cohort = permitted_cohort(request, code)
    at = timezone.now()
    progress = progress_of(cohort, at=at)
    if request.method == "POST" and progress:
        if request.POST.get("act") == "stop":
            stop_run(cohort=cohort, at=at)
        elif request.POST.get("act") == "continue":
            return _begin(request, cohort, set(progress.run.accepted), at)
        return redirect("print-run", code=cohort.code)
    if progress is None:
        return redirect("cohort-certificates", code=cohort.code)
    refusal = progress.refusal
    context = {
        "cohort": cohort,
        "progress": progress,
        "refusal": sentence_for(refusal) if refusal else "",
        "problems": [sentence_for_problem(one) for one in refusal.problems] if refusal else [],
        "missing": sum(count for _, count in missing_of(cohort)),
        "zone": cohort.tz,
    }
    return render(request, "certificates/printing.html", context)


def _begin(
    request: HttpRequest, cohort: Cohort, accepted: set[int], at: datetime.datetime
) -> HttpResponse:
    """Start the rest of a run; what stands in its way is said on the page of issuing."""
    try:
        run = start_run(cohort=cohort, by=signed_in(request), at=at, unproven=accepted)
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return redirect("issue-certificates", code=cohort.code)
    if run:
        set_to_work(run)
    return redirect("print-run", code=cohort.code)


def _accepted(request: HttpRequest) -> set[int]:
    """The enrolments whose unsigned names were on the page that was ticked."""
    ticked = request.POST.get("unproven", "")
    return {int(part) for part in ticked.split("-") if part.isdecimal() and len(part) < 12}
