"""Irregularities of a cohort: a restricted file of its lead and its registrar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.disputing import lift_irregularity, record_irregularity
from assessments.forms.disputes import IrregularityForm, TraineeForm
from assessments.forms.rulings import ReasonForm
from assessments.models import Irregularity
from assessments.permissions import restricted_files_of
from assessments.refusals import Refusal
from assessments.views.fetching import permitted_cohort, signed_in
from assessments.wording import sentence_for
from courses.models import Cohort, Enrolment
from courses.querysets import EnrolmentQuerySet


@login_required
@require_http_methods(["GET", "POST"])
def irregularities(request: HttpRequest, code: str) -> HttpResponse:
    """The decisions in force and lifted; choose a trainee, then record one."""
    cohort = permitted_cohort(restricted_files_of(request.user), code)
    choosing = TraineeForm(request.GET if "trainee" in request.GET else None, cohort=cohort)
    enrolment = choosing.cleaned_data["trainee"] if choosing.is_valid() else None
    form = None
    if enrolment is not None and not cohort.is_frozen:
        form = IrregularityForm(
            request.POST if request.method == "POST" else None, enrolment=enrolment
        )
        if request.method == "POST" and form.is_valid() and _recorded(request, enrolment, form):
            return redirect("irregularities", code)
    rows = (
        Irregularity.objects.filter(enrolment__cohort=cohort)
        .select_related(
            "enrolment__user",
            "activity",
            "item__attempt__quiz__activity",
            "item__version__question",
            "decided_by",
            "lifted_by",
        )
        .order_by("-decided_at", "-pk")
    )
    context = {
        "cohort": cohort,
        "rows": rows,
        "choosing": choosing,
        "enrolment": enrolment,
        "form": form,
    }
    return render(request, "assessments/irregularities.html", context)


def _recorded(request: HttpRequest, enrolment: Enrolment, form: IrregularityForm) -> bool:
    said = {name: form.cleaned_data[name] for name in ("facts", "heard_on", "hearing", "reason")}
    try:
        record_irregularity(
            enrolment=enrolment,
            by=signed_in(request),
            at=timezone.now(),
            **form.target(),
            **said,
        )
    except Refusal as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    messages.success(request, _("The decision is on file and counts."))
    return True


@login_required
@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, code: str, irregularity_id: int) -> HttpResponse:
    """Take a decision back, with a reason."""
    cohort = permitted_cohort(restricted_files_of(request.user), code)
    row = get_object_or_404(
        Irregularity.objects.select_related("enrolment__user", "enrolment__cohort", "activity"),
        enrolment__in=_of(cohort),
        pk=irregularity_id,
    )
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            lift_irregularity(
                irregularity=row,
                reason=form.cleaned_data["reason"],
                by=signed_in(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            messages.success(request, _("The decision is lifted; it stays on file."))
            return redirect("irregularities", code)
    context = {"cohort": cohort, "row": row, "form": form}
    return render(request, "assessments/lift_irregularity.html", context)


def _of(cohort: Cohort) -> EnrolmentQuerySet:
    return Enrolment.objects.filter(cohort=cohort)
