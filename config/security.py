"""The two Content-Security-Policies: strict in front, what Wagtail needs behind the sign-in.

Wagtail 8 writes small inline scripts beside its date fields and choosers, also into panels it
adds later from templates, where no nonce reaches them; see docs/decisions/0001. `eval` stays
forbidden and nothing comes from another host there either. Documents keep the front's policy.
"""

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

FRONT_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "worker-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [SELF],
}
ADMIN_POLICY = {
    **FRONT_POLICY,
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    # Wagtail previews an image before it is uploaded.
    "img-src": [SELF, "data:", "blob:"],
    # Wagtail shows previews of pages in a frame of its own; their addresses lie in the admin.
    "frame-ancestors": [SELF],
    "frame-src": [SELF],
}
ADMIN_PREFIX = "/admin/"
PERMISSIONS_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"

Handler = Callable[[HttpRequest], HttpResponse]


def policy_by_address(get_response: Handler) -> Handler:
    """Middleware: the admin's addresses get its policy and frames; all get Permissions-Policy."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(ADMIN_PREFIX):
            # Read by django-csp's middleware, which stands outside this one.
            response._csp_config = ADMIN_POLICY  # type: ignore[attr-defined]
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return handle
