"""The registrar's pages of the name proof: all names of a cohort, the list to sign, its entry."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from certificates.documentreading import has_its_document, waiting_in
from certificates.forms import LateNameForm
from certificates.latenaming import correct_unissued_name
from certificates.models import NameSheet
from certificates.namelisting import name_sheet_pdf
from certificates.nameproving import REMARK_LIMIT, PaperAnswer, enter_paper, print_name_sheet
from certificates.namereading import STATES, form_of, last_prints, names_of
from certificates.permissions import can_issue, names_read_by
from certificates.refusals import Refusal
from certificates.views.fetching import pdf_response, permitted_cohort, signed_in
from certificates.wording import sentence_for, sentence_for_problem
from courses.models import Cohort, Enrolment
from courses.permissions import can_manage


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_names(request: HttpRequest, code: str) -> HttpResponse:
    """Every name with its state, for the lead to read; for who issues, POST prints a list, or opens
    the list with a reference."""
    if request.method == "POST":
        return _print_or_open(request, permitted_cohort(request, code))
    cohort = get_object_or_404(names_read_by(request.user), code=code)
    lines = names_of(cohort)
    counts = [(state, sum(line.state == state for line in lines)) for state in STATES]
    context = {
        "cohort": cohort,
        "may_issue": can_issue(request.user, cohort),
        "lines": lines,
        "counts": counts,
        "sheets": NameSheet.objects.filter(cohort=cohort).order_by("-printed_at", "pk"),
        "may_correct": can_manage(request.user, cohort) and not cohort.is_frozen,
        "may_correct_late": waiting_in(cohort) if _is_late(request, cohort) else (),
        "zone": cohort.tz,
    }
    return render(request, "certificates/names.html", context)


def _is_late(request: HttpRequest, cohort: Cohort) -> bool:
    return cohort.is_frozen and can_issue(request.user, cohort)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def late_name(request: HttpRequest, code: str, enrolment_id: int) -> HttpResponse:
    """Correct a name between the freeze and the issue; 404 before and after.

    A second certificate starts from the name as the first one bore it at the end.
    """
    cohort = permitted_cohort(request, code)
    people = Enrolment.objects.filter(cohort=cohort).select_related("user")
    enrolment = get_object_or_404(people, pk=enrolment_id)
    if not cohort.is_frozen or has_its_document(enrolment):
        raise Http404
    before = form_of(enrolment)
    printed = last_prints([enrolment]).get(enrolment.pk)
    form = LateNameForm(
        request.POST or None, initial=(printed.form if printed else before)._asdict()
    )
    if request.method == "POST" and form.is_valid():
        try:
            correct_unissued_name(enrolment=enrolment, **form.cleaned_data)
        except Refusal as refusal:
            for sentence in (sentence_for(refusal), *map(sentence_for_problem, refusal.problems)):
                form.add_error(None, sentence)
        else:
            messages.success(request, _("The certificate will be printed with this name."))
            return redirect("cohort-names", code=cohort.code)
    context = {"cohort": cohort, "form": form, "before": before}
    return render(request, "certificates/late_name.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name_sheet(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Enter from paper: for each name of the list signed, wrong, or nothing."""
    cohort = permitted_cohort(request, code)
    sheet = _sheet(cohort, reference)
    at = timezone.now()
    sent = request.POST
    error = ""
    if request.method == "POST":
        day = parse_date(sent.get("signed_on", "")) if sent.get("signed_on") else None
        if day is None:
            error = _("Give the day on which the list was signed.")
        else:
            try:
                entered = enter_paper(
                    sheet=sheet,
                    answers=_answers(request, sheet),
                    signed_on=day,
                    by=signed_in(request),
                    at=at,
                )
            except Refusal as refusal:
                error = sentence_for(refusal)
            else:
                messages.success(request, _entered(len(entered)))
                return redirect("cohort-names", code=cohort.code)
    last = {proof.enrolment_id: proof for proof in sheet.proofs.order_by("recorded_at", "pk")}
    now = {line.enrolment.pk: line for line in names_of(cohort)}
    rows = [
        (pk, name, arabic, now.get(pk), last.get(pk), sent.get(f"remark-{pk}", ""))
        for pk, name, arabic in sheet.lines
    ]
    context = {
        "cohort": cohort,
        "sheet": sheet,
        "rows": rows,
        "error": error,
        "day": sent.get("signed_on") or at.astimezone(cohort.tz).date().isoformat(),
        "remark_limit": REMARK_LIMIT,
        "zone": cohort.tz,
    }
    return render(request, "certificates/name_sheet.html", context, status=409 if error else 200)


@login_required
@require_safe
def name_sheet_file(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """The list to sign, as a PDF."""
    sheet = _sheet(permitted_cohort(request, code), reference)
    return pdf_response(name_sheet_pdf(sheet), f"noms-{sheet.reference}.pdf")


def _sheet(cohort: Cohort, reference: str) -> NameSheet:
    return get_object_or_404(NameSheet, cohort=cohort, reference=reference)


def _print_or_open(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    typed = "".join(request.POST.get("reference", "").split()).upper()
    if typed:
        # The letters behind the cohort's code are enough: they are what is hard to read.
        found = NameSheet.objects.filter(cohort=cohort, reference__iendswith=typed[-6:]).first()
        if found and found.reference.upper().endswith(typed):
            return redirect("name-sheet", code=cohort.code, reference=found.reference)
        messages.error(request, _("No list of this cohort has that reference."))
        return redirect("cohort-names", code=cohort.code)
    try:
        sheet = print_name_sheet(cohort=cohort, by=signed_in(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return redirect("cohort-names", code=cohort.code)
    return redirect("name-sheet-file", code=cohort.code, reference=sheet.reference)


def _answers(request: HttpRequest, sheet: NameSheet) -> dict[int, PaperAnswer]:
    found = {}
    for pk, _name, _arabic in sheet.lines:
        answer = request.POST.get(f"answer-{pk}", "")
        if answer in ("right", "wrong"):
            remark = request.POST.get(f"remark-{pk}", "")
            found[pk] = PaperAnswer(answer == "right", remark)
    return found


def _entered(count: int) -> str:
    return ngettext(
        "%(count)d answer was entered from paper.",
        "%(count)d answers were entered from paper.",
        count,
    ) % {"count": count}
