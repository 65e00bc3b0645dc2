"""Headers and cookies of real answers: strict in front, only what Wagtail needs behind."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def policy_of(response) -> dict[str, set[str]]:
    """The answer's Content-Security-Policy as {directive: sources}."""
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in parts}


@pytest.fixture
def front():
    """The answer of a front page that everybody may see."""
    return Client().get("/fr" + reverse("account_login").removeprefix("/fr").removeprefix("/en"))


def test_the_front_allows_no_inline_and_no_other_host(front):
    policy = policy_of(front)
    assert policy["default-src"] == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == {"'self'"}
    sources = set().union(*policy.values())
    assert sources == {"'none'", "'self'", "data:"}
    assert "data:" not in policy["script-src"]


def test_the_admin_allows_inline_but_no_eval_and_no_other_host():
    policy = policy_of(Client().get("/admin/login/"))
    assert policy["script-src"] == {"'self'", "'unsafe-inline'"}
    assert policy["default-src"] == {"'none'"}
    sources = set().union(*policy.values())
    assert sources == {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}


@pytest.mark.parametrize("address", ["/documents/1/x/", "/adminx/", "/fr/admin/", "/robots.txt"])
def test_only_the_admin_has_the_admins_policy(address):
    assert "unsafe-inline" not in Client().get(address)["Content-Security-Policy"]


def test_only_the_admin_may_frame_itself(front):
    assert policy_of(front)["frame-ancestors"] == {"'none'"}
    admin = Client().get("/admin/login/")
    assert policy_of(admin)["frame-ancestors"] == {"'self'"}
    assert admin["X-Frame-Options"] == "SAMEORIGIN"


def test_the_other_headers(front):
    assert front["X-Content-Type-Options"] == "nosniff"
    assert front["X-Frame-Options"] == "DENY"
    assert front["Referrer-Policy"] == "same-origin"
    assert front["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in front["Permissions-Policy"]


def test_cookies_are_out_of_reach_of_script(front):
    assert front.cookies[settings.CSRF_COOKIE_NAME]["httponly"]
    assert front.cookies[settings.CSRF_COOKIE_NAME]["samesite"] == "Lax"
    assert settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_robots_are_kept_to_the_public_pages():
    answer = Client().get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert "Disallow: /" in lines and "Disallow: /admin/" in lines


def test_the_icon_that_browsers_ask_for_is_there():
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 301
    assert answer["Location"].startswith("/static/cms/favicon")
