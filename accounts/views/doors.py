"""Doors that only send on: the bare address, and Wagtail's own sign-in."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def bare_address(request: HttpRequest) -> HttpResponse:
    """/: to the person's language, or to the browser's, or to French."""
    response = redirect(f"/{_language(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@never_cache
def admin_door(request: HttpRequest) -> HttpResponse:
    """/admin/login/: one sign-in protects Wagtail's admin too.

    Somebody signed in who may not enter gets 403: sending them to sign in would send them back.
    """
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        wanted = reverse("wagtailadmin_home")
    if not request.user.is_authenticated:
        with translation.override(_language(request)):
            return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return redirect(wanted)


def _language(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return str(request.user.language)
    return translation.get_language_from_request(request)
