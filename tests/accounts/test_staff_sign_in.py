"""Staff sign in with a password and a second factor; everything else of allauth is closed."""

import getpass
import io

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.adapter import StaffAdapter
from accounts.models import GuessCounter
from accounts.second_factor import StaffSecondFactor
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence for tests"
LOGIN = "/fr/account/login/"


@pytest.fixture
def registrar():
    return make_user("KABORÉ Issa", roles=("registrar",), username="registrar", password=PASSWORD)


@pytest.fixture
def totp(registrar):
    """An authenticator app; returns what reads the code off it."""
    secret = generate_totp_secret()
    TOTP.activate(registrar, secret)
    return secret


def sign_in(client, username="registrar", password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": username, "password": password}, **extra)


def signed_in(client):
    return "_auth_user_id" in client.session


def test_staff_come_to_their_first_page_in_their_language(client, registrar):
    registrar.language = "en"
    registrar.save()
    assert sign_in(client)["Location"] == "/en/home/"
    assert signed_in(client)


def test_the_sign_in_name_is_the_same_in_capitals(client, registrar):
    assert sign_in(client, "Registrar").status_code == 302


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_a_trainee_cannot_sign_in_with_a_password(client, password):
    make_user(roles=("trainee",), username="trainee", password=password)
    assert sign_in(client, "trainee").status_code == 200
    assert not signed_in(client)
    assert authenticate(None, username="trainee", password=PASSWORD) is None


def test_wrong_passwords_are_slowed_down_in_the_database(client, registrar):
    for _ in range(5):
        assert sign_in(client, password="wrong").status_code == 200
    assert GuessCounter.objects.filter(scope="password").get().failures == 5
    sign_in(client)
    assert not signed_in(client)


def test_unknown_names_are_slowed_down_alike(client, registrar):
    def page(name):
        return [sign_in(client, name, "wrong").content.count(b"errorlist") for _ in range(7)]

    assert page("registrar") == page("nobody")


def test_a_success_forgets_the_wrong_passwords(client, registrar):
    sign_in(client, password="wrong")
    sign_in(client)
    assert not GuessCounter.objects.filter(scope="password").exists()


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example"])
def test_next_leads_nowhere_else(client, registrar, wanted):
    response = client.post(LOGIN, {"login": "registrar", "password": PASSWORD, "next": wanted})
    assert response["Location"] == "/fr/home/"


def test_a_second_factor_is_asked_for(client, registrar, totp):
    assert sign_in(client)["Location"].endswith("/2fa/authenticate/")
    assert not signed_in(client)


def test_wrong_codes_are_slowed_down_in_the_database(client, registrar, totp):
    sign_in(client)
    for _ in range(7):
        client.post("/fr/account/2fa/authenticate/", {"code": "000000"})
    assert GuessCounter.objects.get(scope="second-factor").failures == 5
    assert not signed_in(client)


def test_secrets_of_the_second_factor_rest_encrypted(registrar, totp):
    stored = Authenticator.objects.get(user=registrar)
    assert totp not in str(stored.data)
    assert stored.wrap().instance.data["secret"] != totp


def test_staff_without_a_second_factor_set_one_up_first(client, registrar, settings):
    settings.REQUIRE_STAFF_MFA = True
    client.force_login(registrar)
    for address in ("/fr/my-account/", "/fr/home/", "/admin/", "/admin/pages/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].endswith("/account/2fa/")
    assert client.get("/fr/account/2fa/").status_code == 200
    assert client.get("/fr/account/logout/").status_code == 200


def test_staff_with_a_second_factor_pass_and_the_session_remembers(
    client, registrar, totp, settings
):
    settings.REQUIRE_STAFF_MFA = True
    client.force_login(registrar)

    def asks():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/fr/my-account/").status_code == 200
        return sum("mfa_authenticator" in query["sql"] for query in queries)

    assert [asks(), asks()] == [1, 0]


def test_nobody_else_is_asked_for_a_second_factor(client, settings):
    settings.REQUIRE_STAFF_MFA = True
    client.force_login(make_user(roles=("trainee",)))
    assert client.get("/fr/my-account/").status_code == 200
    client.logout()
    assert client.get(LOGIN).status_code == 200


def test_the_last_second_factor_stays_where_one_is_required(registrar, totp, settings):
    adapter = StaffSecondFactor()
    last = Authenticator.objects.get(user=registrar)
    assert adapter.can_delete_authenticator(last)
    settings.REQUIRE_STAFF_MFA = True
    assert not adapter.can_delete_authenticator(last)
    Authenticator.objects.create(user=registrar, type=Authenticator.Type.WEBAUTHN, data={})
    assert adapter.can_delete_authenticator(last)


CLOSED = {
    "account_signup": {},
    "account_email": {},
    "account_reset_password": {},
    "account_reset_password_done": {},
    "account_reset_password_from_key": {"uidb36": "1", "key": "a-b"},
    "account_set_password": {},
    "account_confirm_email": {"key": "x"},
    "wagtailadmin_password_reset": {},
}
STAFF_ROOMS = [
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "account_change_password",
    "account_reauthenticate",
    "usersessions_list",
]


@pytest.mark.parametrize("name", CLOSED)
@pytest.mark.parametrize("role", [None, "trainee", "registrar"])
def test_what_is_not_used_here_is_closed_to_everybody(client, role, name):
    if role:
        client.force_login(make_user(roles=(role,)))
    with translation.override("fr"):
        address = reverse(name, kwargs=CLOSED[name])
    # Without a language in the address, Django tries the same page with one first.
    assert client.get(address, follow=True).status_code == 404
    assert client.post(address, follow=True).status_code == 404


@pytest.mark.parametrize("name", STAFF_ROOMS)
def test_the_staffs_rooms_are_hidden_from_trainees(client, name):
    client.force_login(make_user(roles=("trainee",)))
    with translation.override("fr"):
        assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", [n for n in STAFF_ROOMS if n != "mfa_view_recovery_codes"])
def test_the_staffs_rooms_open_to_staff(client, registrar, name):
    sign_in(client)
    with translation.override("fr"):
        assert client.get(reverse(name), follow=True).status_code == 200


def test_wagtails_sign_in_is_ours(client, registrar):
    response = client.get("/admin/", follow=True, headers={"accept-language": "fr"})
    assert [url for url, _status in response.redirect_chain] == [
        "/admin/login/?next=/admin/",
        "/fr/account/login/?next=%2Fadmin%2F",
    ]
    assert sign_in(client).status_code == 302
    assert client.get("/admin/login/?next=/admin/pages/")["Location"] == "/admin/pages/"
    assert client.get("/admin/login/?next=//elsewhere.example")["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", ["trainee", "facilitator"])
def test_whoever_may_not_enter_wagtail_is_told_and_not_sent_in_a_circle(client, role):
    client.force_login(make_user(roles=(role,)))
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1


def test_a_passkey_of_somebody_no_longer_staff_opens_nothing(rf):
    with pytest.raises(ImmediateHttpResponse) as caught:
        StaffAdapter().pre_login(
            rf.get("/"),
            make_user(roles=("trainee",)),
            email_verification="none",
            signal_kwargs=None,
            email=None,
            signup=False,
            redirect_url=None,
        )
    assert caught.value.response["Location"].endswith("/card/")


def test_a_lost_second_factor_is_reset_by_an_administrator(client, registrar, totp, capsys):
    call_command("reset_second_factor", "Registrar")
    assert capsys.readouterr().out == "1 deleted\n"
    assert sign_in(client)["Location"] == "/fr/home/"
    with pytest.raises(CommandError, match="nobody"):
        call_command("reset_second_factor", "somebody")


def test_an_administrator_sets_a_forgotten_password(registrar, monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda *_given, **_named: "another long sentence")
    call_command("changepassword", "registrar", stdout=io.StringIO())
    assert authenticate(None, username="registrar", password="another long sentence") == registrar
