"""What the register's pages fetch, always through a permitted queryset; how files go out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from accounts.models import User
from certificates.models import Certificate
from certificates.permissions import issued_by
from courses.models import Cohort


def signed_in(request: HttpRequest) -> User:
    """The person of a page that asks for sign-in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def permitted_cohort(request: HttpRequest, code: str) -> Cohort:
    """A cohort whose certificates the person issues; everybody else gets 404."""
    return get_object_or_404(issued_by(request.user).select_related("edition__course"), code=code)


def pdf_response(content: bytes, filename: str) -> HttpResponse:
    """A file to keep on the own disk, and in no cache on the way."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def registrar_filename(certificate: Certificate) -> str:
    """Number and sort key, so that a folder of files can be searched by a person."""
    holder = certificate.enrolment.user.sort_key if certificate.enrolment else ""
    return f"{'-'.join(filter(None, (certificate.number, slugify(holder))))}.pdf"
