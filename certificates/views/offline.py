"""What the verification page keeps on a device: its worker, and the titles that seals name."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from certificates.verification import sealed_courses
from certificates.views.keys import HOUR, open_to_all

ASSETS = (
    "cms/relais.css",
    "cms/relais.js",
    "cms/favicon.svg",
    "certificates/verify.css",
    "certificates/names.js",
    "certificates/seal.js",
    "certificates/verify.js",
)
# Kept only where it is asked for: most browsers never need it.
LIBRARY = "certificates/noble/ed25519.js"


@require_safe
def worker(request: HttpRequest, language: str) -> HttpResponse:
    """/v/fr/worker.js: keeps the page of that language. Its text changes when an asset does."""
    with translation.override(language):
        page = reverse("verify")
    kept = {
        "page": page,
        "assets": [static(name) for name in ASSETS],
        "library": static(LIBRARY),
        "lists": [reverse("published-keys"), reverse("sealed-courses")],
    }
    response = render(
        request,
        "certificates/verify/worker.js",
        {"kept": json.dumps(kept)},
        content_type="text/javascript; charset=utf-8",
    )
    response.headers["Cache-Control"] = "no-cache"
    # Beside /v/ it serves the page's own address; its code answers for nothing else.
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@open_to_all(seconds=HOUR)
def courses(request: HttpRequest) -> HttpResponse:
    """/v/courses.json: `mark` (12 hex digits), `fr` and `en` of every title ever certified."""
    return JsonResponse({"courses": sealed_courses()})
