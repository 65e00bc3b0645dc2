"""Whether a page may fetch the next one ahead: not for whoever saves data."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

HEADER = "Save-Data"


def may_prefetch(request: HttpRequest) -> bool:
    """False when the browser says that its reader saves data.

    A browser that says so by script only is asked there (relais.js, `data-prefetch`).
    """
    return request.headers.get(HEADER, "").strip().lower() != "on"


def patched(response: HttpResponse) -> HttpResponse:
    """The answer, marked as depending on the header."""
    patch_vary_headers(response, [HEADER])
    return response
