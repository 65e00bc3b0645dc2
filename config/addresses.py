"""Two small answers that every browser and every robot asks for."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# What a search engine may know of: the public course page, nothing of people or certificates.
ROBOTS = """\
User-agent: *
Allow: /$
Allow: /fr/$
Allow: /en/$
Allow: /static/
Disallow: /admin/
Disallow: /
"""


@require_safe
@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt"""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(max_age=86400, public=True)
def icon(request: HttpRequest) -> HttpResponse:
    """/favicon.ico, for whoever asks without reading the page: the one drawing that we have."""
    return HttpResponsePermanentRedirect(static("cms/favicon.svg"))


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Closes an address that a library would open."""
    raise Http404
