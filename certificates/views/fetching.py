"""What the register's pages fetch, always through a permitted queryset; how files go out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.models import User
from certificates.models import Certificate
from certificates.permissions import certificates_kept_by, issued_by
from courses.models import Cohort


def signed_in(request: HttpRequest) -> User:
    """The person of a page that asks for sign-in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def permitted_cohort(request: HttpRequest, code: str) -> Cohort:
    """A cohort whose certificates the person issues; everybody else gets 404."""
    return get_object_or_404(issued_by(request.user).select_related("edition__course"), code=code)


def kept_certificate(request: HttpRequest, number: str) -> Certificate:
    """A certificate that the person keeps; everybody else gets 404."""
    kept = certificates_kept_by(request.user).select_related("cohort", "enrolment__user")
    return get_object_or_404(kept, number=number)


def cohort_of(certificate: Certificate) -> Cohort:
    """The cohort of a kept certificate, which has one; Http404 for an entry that was purged."""
    if certificate.cohort is None:
        raise Http404
    return certificate.cohort


def pdf_response(content: bytes, filename: str) -> HttpResponse:
    """A PDF to keep on the own disk, and in no cache on the way."""
    return file_response(content, filename, "application/pdf")


def file_response(content: bytes, filename: str, kind: str) -> HttpResponse:
    """A file of a media type to keep on the own disk, and in no cache on the way."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
