"""The registrar's pages of what the certificates say, and a specimen to look at before issue."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certificates.forms import PART_FORMS
from certificates.payload import SIGNATORY_LIMIT
from certificates.refusals import Refusal
from certificates.specimenmaking import specimen_pdf
from certificates.views.fetching import pdf_response, permitted_cohort
from certificates.wording import sentence_for, sentence_for_problem
from certificates.wordkeeping import PARTS, SIGNATORY, is_valid, keep_part, parts_of, remove_part
from courses.remarking import remarks_on


@require_safe
@login_required
def words(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that the certificates of a cohort say beside the holder and the course."""
    cohort = permitted_cohort(request, code)
    today = timezone.now().astimezone(cohort.tz).date()
    parts = [
        (part, [(row, is_valid(row, today)) for row in parts_of(cohort, part)]) for part in PARTS
    ]
    valid = {part: sum(on for _row, on in rows) for part, rows in parts}
    context = {
        "cohort": cohort,
        "parts": parts,
        "today": today,
        "signatory_limit": SIGNATORY_LIMIT,
        "too_many": valid[SIGNATORY] > SIGNATORY_LIMIT,
        "lacking": [part for part in ("body", SIGNATORY) if not valid[part]],
        "issued": cohort.certificates.exists(),
    }
    return render(request, "certificates/words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def part(request: HttpRequest, code: str, part: str, pk: int | None = None) -> HttpResponse:
    """One issuing body, signatory or funding line: new, changed, or taken off."""
    cohort = permitted_cohort(request, code)
    if part not in PARTS:
        raise Http404
    row = get_object_or_404(parts_of(cohort, part), pk=pk) if pk else None
    if row and request.method == "POST" and request.POST.get("act") == "remove":
        remove_part(row=row)
        messages.success(request, _("It will not be printed any more."))
        return redirect("certificate-words", code=cohort.code)
    form: Any = PART_FORMS[part](request.POST or None, request.FILES or None, row=row)
    if request.method == "POST" and form.is_valid():
        keep_part(cohort=cohort, part=part, values=form.values(), row=row)
        messages.success(request, _("Saved. It will be printed like this."))
        for remark in remarks_on(form.texts()):
            messages.warning(request, remark)
        return redirect("certificate-words", code=cohort.code)
    context = {"cohort": cohort, "form": form, "row": row, "part": part}
    return render(request, "certificates/words_part.html", context)


@require_safe
@login_required
def specimen(request: HttpRequest, code: str) -> HttpResponse:
    """A certificate of nobody with the words as they stand, stamped as a specimen."""
    cohort = permitted_cohort(request, code)
    try:
        content = specimen_pdf(cohort, at=timezone.now())
    except Refusal as refusal:
        for sentence in (sentence_for(refusal), *map(sentence_for_problem, refusal.problems)):
            messages.error(request, sentence)
        return redirect("certificate-words", code=cohort.code)
    return pdf_response(content, f"specimen-{cohort.code}.pdf")
