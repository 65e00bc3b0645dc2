"""The two Content-Security-Policies: strict in front, what Wagtail needs behind the sign-in.

Wagtail 8 writes small inline scripts beside its date fields and choosers, also into panels it
adds later from templates, where no nonce reaches them; see docs/decisions/0001. `eval` stays
forbidden and nothing comes from another host there either. Documents keep the front's policy.
"""

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
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
# A page of somebody signed in stays in no cache, not even the browser's: after signing out on a
# shared tablet, the Back button shows nothing.
PERSONAL = "private, no-store"
PERMISSIONS_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"

Handler = Callable[[HttpRequest], HttpResponse]


def policy_by_address(get_response: Handler) -> Handler:
    """Middleware: the admin's addresses get its policy and frames; all get Permissions-Policy.

    Answers to a session cookie are personal and get Cache-Control, unless the view gave an age.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(ADMIN_PREFIX):
            # A preview went through all middlewares once already, under the page's own address:
            # its policy forbids every frame.
            response.headers.pop("Content-Security-Policy", None)
            # Read by django-csp's middleware, which stands outside this one.
            response._csp_config = ADMIN_POLICY  # type: ignore[attr-defined]
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            known = response.headers.get("Cache-Control", "")
            # Wagtail's own « private » still lets the browser keep a page.
            if "max-age" not in known and "no-store" not in known:
                response.headers["Cache-Control"] = PERSONAL
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return handle
