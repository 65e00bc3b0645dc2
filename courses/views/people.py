"""The enrolment list of a cohort: names as they will be printed, newcomers, corrections."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.admitting import admit_newcomer, correct_name
from courses.forms.people import NameForm, PersonForm
from courses.models import Enrolment
from courses.permissions import managed_by
from courses.refusals import Refused
from courses.views.fetching import permitted_cohort, signed_in, trainees_of
from courses.wording import sentence_for


@require_safe
@login_required
def cohort_people(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody enrolled, in protocol order."""
    cohort = permitted_cohort(managed_by(request.user), code)
    context = {"cohort": cohort, "trainees": trainees_of(cohort), "zone": cohort.tz}
    return render(request, "courses/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enrol_newcomer(request: HttpRequest, code: str) -> HttpResponse:
    """Enrol a person who has no account yet."""
    cohort = permitted_cohort(managed_by(request.user), code)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            enrolment = admit_newcomer(
                cohort=cohort,
                details=form.cleaned_data,
                by=signed_in(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, sentence_for(refused))
        else:
            sentence = _("%(name)s is enrolled. Print a card so that this person can sign in.")
            messages.success(request, sentence % {"name": enrolment.user.printed_name})
            return redirect("cohort-people", code=cohort.code)
    return render(request, "courses/person.html", {"cohort": cohort, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def printed_name(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """Correct how one name is printed, before the freeze."""
    cohort = permitted_cohort(managed_by(request.user), code)
    enrolment = get_object_or_404(
        Enrolment.objects.active().select_related("user"), cohort=cohort, pk=enrolment_id
    )
    before = enrolment.user.printed_name
    form = NameForm(request.POST or None, instance=enrolment.user)
    if request.method == "POST" and form.is_valid():
        try:
            correct_name(enrolment=enrolment, details=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, sentence_for(refused))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The name will be printed as it now stands."))
            return redirect("cohort-people", code=cohort.code)
    context = {"cohort": cohort, "form": form, "enrolment": enrolment, "before": before}
    return render(request, "courses/person.html", context)
