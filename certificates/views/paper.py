"""The registrar's page of the numbered paper, and the two lists of the last day."""

import datetime
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from certificates.models import CertificatePrint
from certificates.paperkeeping import free_sheet, receive_stock, spoil_sheet, use_sheets
from certificates.paperlisting import handover_pdf, paper_pdf
from certificates.paperreading import sheets_of, stocks_of, without_sheet
from certificates.refusals import Refusal
from certificates.views.fetching import pdf_response, permitted_cohort, signed_in
from certificates.wording import sentence_for
from courses.models import Cohort


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Stock, sheets used and spoiled; POST enters one act of `ACTS`."""
    cohort = permitted_cohort(request, code)
    error = ""
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""), _nothing)
        try:
            messages.success(request, act(request, cohort, signed_in(request), timezone.now()))
        except Refusal as refusal:
            error = sentence_for(refusal)
        else:
            return redirect("certificate-paper", code=cohort.code)
    context = {
        "cohort": cohort,
        "stocks": stocks_of(cohort),
        "sheets": sheets_of(cohort),
        "waiting": without_sheet(cohort),
        "error": error,
        "sent": request.POST,
        "zone": cohort.tz,
    }
    return render(request, "certificates/paper.html", context, status=409 if error else 200)


@require_safe
@login_required
def handover(request: HttpRequest, code: str) -> HttpResponse:
    """The list to sign when certificates are handed over."""
    cohort = permitted_cohort(request, code)
    try:
        content = handover_pdf(cohort, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return redirect("cohort-certificates", code=cohort.code)
    return pdf_response(content, f"remise-{cohort.code}.pdf")


@require_safe
@login_required
def paper_list(request: HttpRequest, code: str) -> HttpResponse:
    """The list of sheets: spoiled, to take back, in force, left; 404 before the first pack."""
    cohort = permitted_cohort(request, code)
    try:
        content = paper_pdf(cohort, at=timezone.now())
    except Refusal as refusal:
        raise Http404 from refusal
    return pdf_response(content, f"papier-{cohort.code}.pdf")


def _stock(request: HttpRequest, cohort: Cohort, by: User, at: datetime.datetime) -> str:
    sent = request.POST
    stock = receive_stock(
        cohort=cohort, first=sent.get("first", ""), last=sent.get("last", ""), by=by, at=at
    )
    return _("The pack %(numbers)s is in the stock.") % {"numbers": stock}


def _use(request: HttpRequest, cohort: Cohort, by: User, at: datetime.datetime) -> str:
    """All prints that wait, or the one that was chosen."""
    chosen = request.POST.get("print", "")
    prints = without_sheet(cohort)
    if chosen:
        wanted = CertificatePrint.objects.filter(certificate__cohort=cohort).defer("pdf")
        prints = [get_object_or_404(wanted, pk=int(chosen) if chosen.isdecimal() else 0)]
    number = request.POST.get("number", "")
    entered = use_sheets(cohort=cohort, first=number, prints=prints, by=by, at=at)
    return ngettext(
        "%(count)d sheet is entered.", "%(count)d sheets are entered.", len(entered)
    ) % {"count": len(entered)}


def _spoil(request: HttpRequest, cohort: Cohort, by: User, at: datetime.datetime) -> str:
    sent = request.POST
    spoil_sheet(
        cohort=cohort, number=sent.get("number", ""), reason=sent.get("reason", ""), by=by, at=at
    )
    return _("The sheet is entered as spoiled.")


def _free(request: HttpRequest, cohort: Cohort, by: User, at: datetime.datetime) -> str:
    sent = request.POST
    free_sheet(
        cohort=cohort, number=sent.get("number", ""), reason=sent.get("reason", ""), by=by, at=at
    )
    return _("The sheet is back in the stock.")


def _nothing(request: HttpRequest, cohort: Cohort, by: User, at: datetime.datetime) -> str:
    return _("Nothing was entered.")


ACTS: dict[str, Callable[[HttpRequest, Cohort, User, datetime.datetime], str]] = {
    "stock": _stock,
    "use": _use,
    "spoil": _spoil,
    "free": _free,
}
