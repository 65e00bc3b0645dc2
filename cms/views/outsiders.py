"""What the house does for whom a page is not meant: sign in, or nothing is here."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url

SIGN_IN = "card-sign-in"


def for_an_outsider(request: HttpRequest) -> HttpResponse:
    """A visitor is asked to sign in and comes back; to anybody else the page does not exist."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path(), resolve_url(SIGN_IN))
