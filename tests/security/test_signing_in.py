"""The doors: no second counter, no other host, no session that outlives a role."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from accounts.cards import issue_card
from accounts.models import GuessCounter
from tests.factories.courses import make_cohort, make_colleague
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence for tests"
LOGIN, CARD = "/fr/account/login/", "/fr/card/"
PIN = "246810"


@pytest.fixture
def trainee():
    user = make_user("TRAORÉ Aminata", roles=("trainee",))
    issue_card(user=user, group_code="OUA16", suffix="7KM", pin=PIN, by=None, at=timezone.now())
    return user


@pytest.fixture
def registrar():
    return make_user("KABORÉ Issa", roles=("registrar",), username="registrar", password=PASSWORD)


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("written", ["REGISTRAR", "regıstrar", "regiſtrar", " registrar "])
def test_no_writing_of_a_name_has_a_counter_of_its_own(client, registrar, written):
    # PostgreSQL compares names by their capitals, where ı is I and ſ is S.
    client.post(LOGIN, {"login": "registrar", "password": "wrong"})
    client.post(LOGIN, {"login": written, "password": "wrong"})
    assert GuessCounter.objects.get(scope="password").failures == 2


@pytest.mark.parametrize("written", ["oua16-7km", "0UA167KM", "OUAI6 7KM", "O-U-A-1-6.7.K.M"])
def test_no_writing_of_a_card_has_a_counter_of_its_own(client, trainee, written):
    client.post(CARD, {"code": "OUA16-7KM", "pin": "000000"})
    client.post(CARD, {"code": written, "pin": "000000"})
    assert GuessCounter.objects.get(scope="card").failures == 2


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"])
def test_a_forged_address_is_not_believed_without_a_proxy(client, header, settings):
    settings.TRUSTED_PROXIES = 0
    for number in range(3):
        forged = {header: f"203.0.113.{number}"}
        client.post(CARD, {"code": f"OUA16-AA{number}", "pin": "000000"}, **forged)
    assert GuessCounter.objects.get(scope="card-address").failures == 3


def test_what_a_client_writes_before_our_proxy_does_not_count(client, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(3):
        chain = f"203.0.113.{number}, 198.51.100.7"
        client.post(
            CARD, {"code": f"OUA16-AA{number}", "pin": "000000"}, HTTP_X_FORWARDED_FOR=chain
        )
    assert GuessCounter.objects.get(scope="card-address").failures == 3


@pytest.mark.parametrize(
    "wanted",
    [
        "///elsewhere.example",
        "/\t/elsewhere.example",
        "\\\\elsewhere.example",
        "https:elsewhere.example",
        "//testserver@elsewhere.example",
        "%0d%0aSet-Cookie:x=y",
        "/fr/..//elsewhere.example",
    ],
)
def test_no_next_leaves_the_house(client, trainee, registrar, wanted):
    by_card = client.post(f"{CARD}?next={wanted}", {"code": "OUA16-7KM", "pin": PIN})
    by_password = Client().post(LOGIN, {"login": "registrar", "password": PASSWORD, "next": wanted})
    for response in (by_card, by_password):
        assert response.status_code == 302
        parts = urlsplit(response["Location"].replace("\\", "/"))
        assert (parts.scheme, parts.netloc) == ("", "")


def test_the_admins_door_leads_nowhere_else(client, registrar):
    client.force_login(registrar)
    for wanted in ("//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example"):
        response = client.get("/admin/login/", {"next": wanted})
        assert "elsewhere" not in response.get("Location", "")


@pytest.mark.parametrize(
    ("address", "data"),
    [
        (CARD, {"code": "OUA16-7KM", "pin": PIN}),
        (LOGIN, {"login": "registrar", "password": PASSWORD}),
    ],
)
def test_a_session_prepared_by_somebody_else_is_not_kept(client, trainee, registrar, address, data):
    session = client.session
    session["planted"] = "1"
    session.save()
    planted = session.session_key
    client.post(address, data)
    assert signed_in(client)
    assert client.session.session_key != planted
    assert not type(session)().exists(planted)


def test_a_trainees_password_opens_nothing_not_even_the_admin(client):
    make_user(roles=("trainee",), username="trainee", password=PASSWORD)
    for address in (LOGIN, "/admin/login/", "/en/account/login/"):
        client.post(address, {"login": "trainee", "username": "trainee", "password": PASSWORD})
        assert not signed_in(client)


def test_a_role_taken_away_ends_what_was_open(client):
    cohort = make_cohort()
    lead = make_colleague(cohort, "lead")
    client.force_login(lead, backend="accounts.backends.PasswordBackend")
    assert client.get("/fr/cohort/OUA16/").status_code == 200
    lead.groups.clear()
    for path in ("", "register/", "teaching/", "end/"):
        assert client.get(f"/fr/cohort/OUA16/{path}").status_code == 404
    assert client.get("/admin/").status_code == 302


def test_nothing_of_the_admin_opens_before_the_second_factor(client, settings):
    settings.REQUIRE_STAFF_MFA = True
    registrar = make_colleague(make_cohort(), "registrar")
    client.force_login(registrar)
    for address in (
        "/admin/cohort/",
        "/admin/api/main/pages/",
        "/admin/account/",
        "/admin/jsi18n/",
        "/documents/1/x.pdf",
        "/en/cohort/OUA16/people/",
        "/fr/account/password/change/",
        "/fr/account/sessions/",
        "/fr/certificates/FDF-0000-0000.pdf",
        "/fr/cohort/OUA16/certificates/all.pdf",
    ):
        response = client.get(address)
        # The list of words for scripts holds nothing; everything else is the page of the factor.
        assert response.status_code == 302, address
        assert response["Location"].endswith("/account/2fa/"), address
