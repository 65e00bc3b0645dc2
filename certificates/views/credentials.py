"""The certificate for machines: the holder's and the registrar's file, and the status lists."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.credential import MEDIA_TYPE
from certificates.models import Certificate
from certificates.permissions import certificates_kept_by, own_certificates
from certificates.printing import single_credential
from certificates.refusals import Refusal
from certificates.statuslisting import status_list
from certificates.views.fetching import signed_in
from certificates.views.keys import open_to_all
from certificates.wording import sentence_for

SIGN_IN = "card-sign-in"
# A revoked certificate is known to whoever asks five minutes later.
_SOON = 300


@require_safe
@login_required(login_url=SIGN_IN)
def own_credential(request: HttpRequest, number: str) -> HttpResponse:
    """The holder's credential while the certificate is in force."""
    certificate = get_object_or_404(own_certificates(request.user).in_force(), number=number)
    return _answer(request, certificate) or redirect("my-certificate")


@require_safe
@login_required
def certificate_credential(request: HttpRequest, number: str) -> HttpResponse:
    """The registrar's copy, whatever the state: the status lists tell it."""
    certificate = get_object_or_404(certificates_kept_by(request.user), number=number)
    cohort = certificate.cohort
    if cohort is None:
        raise Http404
    return _answer(request, certificate) or redirect("cohort-certificates", code=cohort.code)


@open_to_all(seconds=_SOON)
def status(request: HttpRequest, purpose: str, number: int) -> HttpResponse:
    """/v/status/….json: a signed list of bits; it names no certificate and no person."""
    content = status_list(purpose=purpose, number=number, at=timezone.now())
    if content is None:
        raise Http404
    return HttpResponse(content, content_type=MEDIA_TYPE)


def _answer(request: HttpRequest, certificate: Certificate) -> HttpResponse | None:
    """The very file that is attached to the stored PDF; None after a message why there is none."""
    try:
        content = single_credential(
            certificate=certificate, by=signed_in(request), at=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return None
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{certificate.number}.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
