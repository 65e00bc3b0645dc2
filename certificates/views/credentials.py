"""The certificate for machines: the holder's and the registrar's file, also baked into a picture,
and the status lists."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.badgemaking import PNG, SVG, baked_badge
from certificates.credential import MEDIA_TYPE
from certificates.documentreading import carries_what_was_decided
from certificates.models import Certificate
from certificates.permissions import certificates_kept_by, own_certificates
from certificates.printing import single_credential
from certificates.refusals import Refusal
from certificates.statuslisting import status_list
from certificates.views.fetching import signed_in
from certificates.views.keys import open_to_all
from certificates.wording import sentence_for

SIGN_IN = "card-sign-in"
JSON = "json"
_MEDIA_TYPES = {JSON: MEDIA_TYPE, PNG: "image/png", SVG: "image/svg+xml"}
# A revoked certificate is known to whoever asks five minutes later.
_SOON = 300


@require_safe
@login_required(login_url=SIGN_IN)
def own_credential(request: HttpRequest, number: str, form: str = JSON) -> HttpResponse:
    """The holder's credential while the certificate is in force and what was decided."""
    certificate = get_object_or_404(own_certificates(request.user).in_force(), number=number)
    if not carries_what_was_decided(certificate):
        return redirect("my-certificate")
    return _answer(request, certificate, form) or redirect("my-certificate")


@require_safe
@login_required
def certificate_credential(request: HttpRequest, number: str, form: str = JSON) -> HttpResponse:
    """The registrar's copy, whatever the state: the status lists tell it."""
    certificate = get_object_or_404(certificates_kept_by(request.user), number=number)
    cohort = certificate.cohort
    if cohort is None:
        raise Http404
    answer = _answer(request, certificate, form)
    return answer or redirect("cohort-certificates", code=cohort.code)


@open_to_all(seconds=_SOON)
def status(request: HttpRequest, purpose: str, number: int) -> HttpResponse:
    """/v/status/….json: a signed list of bits; it names no certificate and no person."""
    content = status_list(purpose=purpose, number=number, at=timezone.now())
    if content is None:
        raise Http404
    return HttpResponse(content, content_type=MEDIA_TYPE)


def _answer(request: HttpRequest, certificate: Certificate, form: str) -> HttpResponse | None:
    """The very file that is attached to the stored PDF, as it is or in a picture; None after a
    message why there is none."""
    by, at = signed_in(request), timezone.now()
    content: str | bytes
    try:
        if form == JSON:
            content = single_credential(certificate=certificate, by=by, at=at)
        else:
            content = baked_badge(certificate=certificate, form=form, by=by, at=at)
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return None
    response = HttpResponse(content, content_type=_MEDIA_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{certificate.number}.{form}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
