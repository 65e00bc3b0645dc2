"""The registrar's files: all certificates for the printer, the same one by one, a single one."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import refusals
from certificates.printing import file_name, merged_pdf, single_pdf, zipped_pdfs
from certificates.refusals import Refusal
from certificates.views.fetching import (
    cohort_of,
    file_response,
    kept_certificate,
    pdf_response,
    permitted_cohort,
    signed_in,
)
from certificates.wording import sentence_for


@require_safe
@login_required
def cohort_file(request: HttpRequest, code: str) -> HttpResponse:
    """One PDF for the printer, in protocol order, front and back."""
    cohort = permitted_cohort(request, code)

    def made() -> HttpResponse:
        content = merged_pdf(cohort=cohort, by=signed_in(request), at=timezone.now())
        return pdf_response(content, f"certificats-{cohort.code}.pdf")

    return _file_or_reason(request, made, code=cohort.code)


@require_safe
@login_required
def cohort_archive(request: HttpRequest, code: str) -> HttpResponse:
    """The stored files one by one, in a ZIP."""
    cohort = permitted_cohort(request, code)

    def made() -> HttpResponse:
        content = zipped_pdfs(cohort=cohort, by=signed_in(request), at=timezone.now())
        return file_response(content, f"certificats-{cohort.code}.zip", "application/zip")

    return _file_or_reason(request, made, code=cohort.code)


@require_safe
@login_required
def certificate_file(request: HttpRequest, number: str, index: int | None = None) -> HttpResponse:
    """The file of one certificate, or of an earlier print; stamped when it is not in force.

    One that a decision has outdated is not handed out: the page that replaces it opens.
    """
    certificate = kept_certificate(request, number)
    if index is not None and not certificate.prints.filter(index=index).exists():
        raise Http404
    try:
        content = single_pdf(
            certificate=certificate, by=signed_in(request), at=timezone.now(), index=index
        )
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        code = cohort_of(certificate).code
        if refusal.code == refusals.DOCUMENT_OTHER:
            enrolment = certificate.enrolment_id
            return redirect("corrected-document", code=code, enrolment_id=enrolment)
        return redirect("cohort-certificates", code=code)
    return pdf_response(content, file_name(certificate, index))


def _file_or_reason(
    request: HttpRequest, made: Callable[[], HttpResponse], *, code: str
) -> HttpResponse:
    try:
        return made()
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return redirect("cohort-certificates", code=code)
