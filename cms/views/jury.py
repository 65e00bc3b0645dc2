"""The jury, on a screen that everybody in the room sees: composed, then one proposal at a time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments.bridge import read_records
from assessments.closing import close_overdue
from assessments.forms.jury import DecisionForm, MemberForm
from assessments.juryreading import Case, Deliberation, read_jury
from assessments.jurysitting import (
    add_member,
    decide_case,
    open_jury,
    remove_member,
    stay,
    withdraw,
)
from assessments.models import JuryMember
from assessments.outcome.jury import Ruling
from assessments.permissions import juries_held_by
from assessments.refusals import Refusal
from assessments.wording import sentence_for
from cms.dashboards.jury_words import case_words, namesakes_of, rows_of
from cms.wording import jury_fault_words
from courses.models import Cohort


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """Who sits, what is decided and what is left: by place in the protocol, without a name."""
    cohort = _cohort(request, code)
    form = MemberForm(cohort=cohort)
    if request.method == "POST":
        form = MemberForm(request.POST if "add" in request.POST else None, cohort=cohort)
        try:
            if _compose(request, cohort, form):
                return redirect("jury", cohort.code)
        except Refusal as refusal:
            messages.error(request, sentence_for(refusal))
    deliberation = read_jury(read_records(cohort))
    context = {
        "cohort": cohort,
        "deliberation": deliberation,
        "faults": [jury_fault_words(fault) for fault in deliberation.faults],
        "rows": rows_of(deliberation),
        "namesakes": namesakes_of(deliberation),
        "next": next(iter(deliberation.left), None),
        "form": form,
    }
    return render(request, "cms/jury.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, code: str, place: int) -> HttpResponse:
    """One proposal: the figures, what the rules allow, the reason. The name only on request."""
    cohort = _cohort(request, code)
    deliberation = read_jury(read_records(cohort))
    shown = next((c for c in deliberation.cases if c.place == place), None)
    if shown is None or deliberation.jury is None:
        raise Http404
    form = DecisionForm(request.POST if "ruling" in request.POST else None)
    refusal = ""
    if request.method == "POST":
        try:
            answer = _act(request, deliberation, shown, form)
        except Refusal as refused:
            refusal = sentence_for(refused)
            deliberation = read_jury(read_records(cohort))
            shown = deliberation.cases[place - 1]
        else:
            if answer is not None:
                return answer
    context = {
        "cohort": cohort,
        "deliberation": deliberation,
        "case": shown,
        "words": case_words(shown),
        "total": len(deliberation.cases),
        "named": "name" in request.GET,
        "refusal": refusal,
        "form": form,
    }
    return render(request, "cms/jury_case.html", context, status=409 if refusal else 200)


def _cohort(request: HttpRequest, code: str) -> Cohort:
    cohorts = juries_held_by(request.user).select_related("edition__course", "rules__rule_set")
    cohort: Cohort = get_object_or_404(cohorts, code=code)
    close_overdue(at=timezone.now(), cohort=cohort)
    return cohort


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - login_required
    return request.user


def _compose(request: HttpRequest, cohort: Cohort, form: MemberForm) -> bool:
    """Opens the jury, adds or removes a member; False when the form has to be filled in again."""
    by, at = _person(request), timezone.now()
    if "remove" in request.POST:
        member = _member(request.POST["remove"], cohort)
        remove_member(member=member, by=by, at=at)
        return True
    if not form.is_bound:
        open_jury(cohort=cohort, by=by, at=at)
        return True
    if not form.is_valid():
        return False
    jury = open_jury(cohort=cohort, by=by, at=at)
    add_member(jury=jury, by=by, at=at, **form.cleaned_data)
    return True


def _act(
    request: HttpRequest, deliberation: Deliberation, shown: Case, form: DecisionForm
) -> HttpResponse | None:
    """Records or takes back a withdrawal; or records a decision and goes to the next place."""
    by, at, jury = _person(request), timezone.now(), deliberation.jury
    assert jury is not None  # noqa: S101 - the caller looked
    code = jury.cohort.code
    if "withdraw" in request.POST:
        member = _member(request.POST["withdraw"], jury.cohort)
        withdraw(member=member, enrolment=shown.enrolment, by=by, at=at)
        return redirect("jury-case", code, shown.place)
    if "stay" in request.POST:
        member = _member(request.POST["stay"], jury.cohort)
        stay(member=member, enrolment=shown.enrolment, by=by, at=at)
        return redirect("jury-case", code, shown.place)
    if not form.is_valid():
        return None
    decide_case(
        jury=jury,
        enrolment=shown.enrolment,
        ruling=Ruling(form.cleaned_data["ruling"]),
        reason=form.cleaned_data["reason"],
        seen=form.cleaned_data["seen"],
        by=by,
        at=at,
    )
    messages.success(request, _("Place %(place)s: decided.") % {"place": shown.place})
    left = [c.place for c in deliberation.left if c.place != shown.place]
    after = [place for place in left if place > shown.place] or left
    return redirect("jury-case", code, after[0]) if after else redirect("jury", code)


def _member(key: str, cohort: Cohort) -> JuryMember:
    if not key.isdecimal():
        raise Http404
    return get_object_or_404(JuryMember, jury__cohort=cohort, removed_at__isnull=True, pk=key)
