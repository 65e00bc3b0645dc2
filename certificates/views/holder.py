"""The holder's page: the own certificate, its file, and how to show it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import refusals
from certificates.composing import verify_address
from certificates.documentreading import carries_what_was_decided
from certificates.entryreading import public_reason_of
from certificates.permissions import own_certificates
from certificates.printing import single_pdf
from certificates.refusals import Refusal
from certificates.views.fetching import pdf_response, signed_in
from certificates.wording import sentence_for

SIGN_IN = "card-sign-in"


@require_safe
@login_required(login_url=SIGN_IN)
def own(request: HttpRequest) -> HttpResponse:
    """Every certificate of the person who is signed in."""
    context = {
        "certificates": [
            (certificate, public_reason_of(certificate), not carries_what_was_decided(certificate))
            for certificate in own_certificates(request.user).order_by("-ended_on", "pk")
        ],
        "address": verify_address(),
    }
    return render(request, "certificates/own.html", context)


@require_safe
@login_required(login_url=SIGN_IN)
def own_file(request: HttpRequest, number: str) -> HttpResponse:
    """The holder's file while the certificate is in force; the file name is the number alone."""
    certificate = get_object_or_404(own_certificates(request.user).in_force(), number=number)
    try:
        content = single_pdf(certificate=certificate, by=signed_in(request), at=timezone.now())
    except Refusal as refusal:
        # The page itself says what a later decision has done.
        if refusal.code != refusals.DOCUMENT_OTHER:
            messages.error(request, sentence_for(refusal))
        return redirect("my-certificate")
    return pdf_response(content, f"{certificate.number}.pdf")
