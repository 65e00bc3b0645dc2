"""A question's regrade: choose, see who would change, carry it out; correct frozen cohorts."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments.correcting import Proposal, correct_frozen, preview_correction
from assessments.digests import digest
from assessments.forms.regrade import RegradeForm
from assessments.forms.rulings import ReasonForm
from assessments.models import Question, QuestionFace
from assessments.permissions import (
    assessments_managed_by,
    questions_regraded_by,
    restricted_files_of,
)
from assessments.refusals import Refusal
from assessments.regrading import (
    Choice,
    Preview,
    cohorts_concerned,
    preview_regrade,
    regrade_cohort,
)
from assessments.views.fetching import page_language, signed_in
from assessments.wording import sentence_for
from courses.models import Cohort


@dataclass(frozen=True)
class Outlook:
    """What a choice would do in one cohort, as far as this reader may know it.

    `named`: the reader works on the cohort and sees names; `may_act`: the reader carries it out.
    """

    cohort: Cohort
    preview: Preview
    named: bool
    may_act: bool
    corrections: list[Proposal] = field(default_factory=list)
    refusal: str = ""


@login_required
@require_http_methods(["GET", "POST"])
def regrade(request: HttpRequest, key: str) -> HttpResponse:
    """The form in the address, the preview below it; POST carries out what the preview showed."""
    user = signed_in(request)
    question = get_object_or_404(questions_regraded_by(user), key=key)
    sent = request.POST if request.method == "POST" else request.GET
    form = RegradeForm(
        sent if "version" in sent else None, question=question, cohorts=restricted_files_of(user)
    )
    reasons = ReasonForm(request.POST if request.method == "POST" else None)
    outlooks: list[Outlook] = []
    seen = ""
    if form.is_bound and form.is_valid():
        choice = form.choice_of(form.cleaned_data)
        outlooks = _outlooks(choice, form.cleaned_data["cohort"], user)
        seen = digest([[o.cohort.pk, [c.as_row() for c in o.preview.changes]] for o in outlooks])
        if request.method == "POST" and reasons.is_valid():
            if request.POST.get("seen") != seen:
                reasons.add_error(None, _("Something changed meanwhile: look at it again."))
            elif _carried_out(request, choice, outlooks, reasons):
                return redirect(reverse("regrade", args=[key]))
    faces = QuestionFace.objects.filter(version__question=question, language=page_language())
    context = {
        "question": question,
        "face": faces.order_by("-version__number").first(),
        "form": form,
        "reasons": reasons,
        "outlooks": outlooks,
        "previewed": form.is_bound and form.is_valid(),
        "to_carry_out": [o for o in outlooks if o.may_act and not o.cohort.is_frozen],
        "seen": seen,
        "past": _past(question, user),
    }
    return render(request, "assessments/regrade.html", context)


def _outlooks(choice: Choice, only: Cohort | None, user: User) -> list[Outlook]:
    cohorts = cohorts_concerned(choice)
    if only is not None:
        cohorts = cohorts.filter(pk=only.pk)
    known = set(restricted_files_of(user).values_list("pk", flat=True))
    managed = set(assessments_managed_by(user).values_list("pk", flat=True))
    found = []
    for cohort in cohorts.select_related("edition", "freeze__rule_set", "rules__rule_set"):
        may_act = cohort.pk in (known if cohort.is_frozen else managed)
        preview, corrections, refusal = Preview(cohort, 0, 0, []), [], ""
        try:
            preview = preview_regrade(choice, cohort)
            corrections = preview_correction(choice, cohort) if cohort.is_frozen else []
        except Refusal as refused:
            refusal = sentence_for(refused)
        found.append(
            Outlook(
                cohort,
                preview,
                named=cohort.pk in known,
                may_act=may_act and not refusal,
                corrections=corrections,
                refusal=refusal,
            )
        )
    return found


def _carried_out(
    request: HttpRequest, choice: Choice, outlooks: list[Outlook], form: ReasonForm
) -> bool:
    """Regrade the open cohorts, or correct the one that was named; a refusal goes to the form."""
    by, at, reason = signed_in(request), timezone.now(), form.cleaned_data["reason"]
    code = request.POST.get("correct")
    try:
        if code:
            one = next((o for o in outlooks if o.cohort.code == code and o.may_act), None)
            if one is None or not one.cohort.is_frozen:
                form.add_error(None, _("This cohort is not yours to correct."))
                return False
            made = correct_frozen(choice=choice, cohort=one.cohort, reason=reason, by=by, at=at)
            _say(request, len(made), corrected=True)
            return True
        open_ones = [o for o in outlooks if o.may_act and not o.cohort.is_frozen]
        changed = 0
        for outlook in open_ones:
            row = regrade_cohort(choice=choice, cohort=outlook.cohort, reason=reason, by=by, at=at)
            changed += len(row.changes) if row is not None else 0
    except Refusal as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    if not open_ones:
        form.add_error(None, _("No open cohort of yours is concerned."))
        return False
    _say(request, changed, corrected=False)
    return True


def _say(request: HttpRequest, count: int, *, corrected: bool) -> None:
    if corrected:
        sentence = ngettext("%(count)d result corrected.", "%(count)d results corrected.", count)
    else:
        sentence = ngettext(
            "Regraded: %(count)d mark changed.", "Regraded: %(count)d marks changed.", count
        )
    messages.success(request, sentence % {"count": count})


def _past(question: Question, user: User) -> list[dict[str, object]]:
    """Regrades that were made, by the newest; counts only."""
    known = restricted_files_of(user)
    rows = []
    for version in question.versions.all():
        for row in version.regrades.select_related("made_by", "corrected").order_by("-made_at"):
            cohorts = known.filter(enrolments__attempts__regrades=row).distinct()
            rows.append({"regrade": row, "cohorts": [c.code for c in cohorts]})
    return rows
