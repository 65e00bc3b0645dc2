"""The page where a trainee signs in with a card."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.cards import issue_card, replace_card
from accounts.models import GuessCounter
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

PIN = "246810"
TYPED = {"code": "oua16 7km", "pin": "246 810"}
FR, EN = "/fr/card/", "/en/card/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def trainee():
    return make_user("TRAORÉ Aminata", roles=("trainee",), language="fr")


@pytest.fixture
def card(trainee):
    return issue_card(
        user=trainee, group_code="OUA16", suffix="7KM", pin=PIN, by=None, at=timezone.now()
    ).card


def page(response):
    return html.unescape(response.content.decode())


def signed_in(client):
    return "_auth_user_id" in client.session


def test_the_code_comes_from_the_qr_and_the_pin_never(client):
    text = page(client.get(FR, {"code": "OUA16-7KM", "pin": PIN}))
    assert 'value="OUA16-7KM"' in text
    assert PIN not in text
    assert 'inputmode="numeric"' in text
    assert text.count('autocomplete="off"') >= 2


def test_a_card_opens_the_trainees_day_in_the_trainees_language(client, trainee, card):
    trainee.language = "en"
    trainee.save()
    response = client.post(FR, TYPED)
    assert response.status_code == 302
    assert response["Location"] == "/en/today/"
    assert client.session["_auth_user_id"] == str(trainee.pk)


def test_a_language_chosen_on_the_page_is_remembered(client, trainee, card):
    switch = "/en/card/?code=OUA16-7KM&chosen=1"
    assert switch in page(client.get(FR, {"code": "OUA16-7KM"}))
    assert client.post(switch, TYPED)["Location"] == "/en/today/"
    trainee.refresh_from_db()
    assert trainee.language == "en"


def test_a_language_that_was_not_chosen_changes_nothing(client, trainee, card):
    assert client.post(EN, TYPED)["Location"] == "/fr/today/"
    trainee.refresh_from_db()
    assert trainee.language == "fr"


def test_the_answer_is_the_same_for_a_wrong_pin_and_an_unknown_code(client, card):
    def answer(code, pin):
        response = client.post(FR, {"code": code, "pin": pin})
        text = TOKEN.sub("", page(response)).replace(code, "CODE")
        return response.status_code, text

    assert answer("OUA16-7KM", "000000") == answer("OUA16-XXX", PIN)
    assert not signed_in(client)


def test_nothing_typed_is_lost_except_the_pin(client, card):
    text = page(client.post(FR, {"code": "OUA16-7KM", "pin": "000000", "own_device": "on"}))
    assert 'value="OUA16-7KM"' in text
    assert "000000" not in text
    assert "checked" in text


@pytest.mark.parametrize("pin", ["12345", "abcdef", ""])
def test_what_is_no_pin_is_said_at_once_and_does_not_count(client, card, pin):
    assert client.post(FR, {"code": "OUA16-7KM", "pin": pin}).status_code == 200
    assert not GuessCounter.objects.exists()


def test_the_sixth_guess_waits_and_says_so_in_both_languages(client, card):
    wrong = {"code": "OUA16-7KM", "pin": "000000"}
    for _ in range(5):
        assert client.post(FR, wrong).status_code == 200
    answers = {address: client.post(address, TYPED) for address in (FR, EN)}
    assert {answer.status_code for answer in answers.values()} == {429}
    assert "1 minute" in page(answers[EN])
    assert not signed_in(client)


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "http:///elsewhere.example",
        "",
    ],
)
def test_next_leads_nowhere_else(client, card, wanted):
    response = client.post(f"{FR}?next={wanted}", TYPED)
    assert response["Location"] == "/fr/today/"


def test_next_leads_back_to_the_page_that_was_asked_for(client, card):
    response = client.post(f"{FR}?next=/fr/my-account/", TYPED)
    assert response["Location"] == "/fr/my-account/"


def test_a_replaced_card_ends_its_sessions(client, trainee, card):
    client.post(FR, TYPED)
    assert client.get("/fr/my-account/").status_code == 200
    replace_card(card=card, by=None, at=timezone.now())
    response = client.get("/fr/my-account/")
    assert response.status_code == 302
    assert response["Location"].startswith(FR)
    assert client.post(FR, TYPED).status_code == 200
    assert not signed_in(client)


def test_a_trainee_may_use_two_devices_at_once(trainee, card):
    phone, tablet = Client(), Client()
    for device in (phone, tablet):
        device.post(FR, TYPED)
    for device in (phone, tablet):
        assert device.get("/fr/my-account/").status_code == 200


def test_a_session_of_a_card_ends_when_its_holder_becomes_staff(client, trainee, card):
    client.post(FR, TYPED)
    trainee.groups.add(make_user("KABORÉ Issa", roles=("registrar",)).groups.get())
    assert client.get("/fr/my-account/").status_code == 302


@pytest.mark.parametrize(("own", "days"), [("on", 13), ("", 0)])
def test_a_shared_device_is_signed_out_after_the_day(client, card, own, days):
    client.post(FR, {**TYPED, "own_device": own})
    left = client.session.get_expiry_date() - timezone.now()
    assert left.days == days
    assert left > datetime.timedelta(hours=11)


def test_signing_out_is_a_post_and_ends_on_its_own_page(client, card):
    client.post(FR, TYPED)
    assert client.get("/fr/account/logout/").status_code == 200
    assert signed_in(client)
    response = client.post("/fr/account/logout/", follow=True)
    assert response.redirect_chain == [("/fr/signed-out/", 302)]
    assert not signed_in(client)


def test_somebody_signed_in_is_sent_on(client, card):
    client.post(FR, TYPED)
    assert client.get(FR)["Location"] == "/fr/today/"


def test_signing_in_needs_few_queries(client, card, django_assert_max_num_queries):
    with django_assert_max_num_queries(32):
        client.post(FR, TYPED)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("en-GB,en;q=0.9", "en"), ("fr-BF", "fr"), ("ar,de;q=0.8", "fr"), ("", "fr")],
)
def test_the_bare_address_speaks_the_browsers_language(client, accepted, language):
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]


def test_the_bare_address_speaks_the_persons_language(client, trainee, card):
    client.post(FR, TYPED)
    response = client.get("/", headers={"accept-language": "en"})
    assert response["Location"] == "/fr/"
