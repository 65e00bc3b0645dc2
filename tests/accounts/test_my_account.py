"""My account: what is printed, what is held, which language."""

import html

import pytest

from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/fr/my-account/"


@pytest.fixture
def person():
    return make_user(
        "Mint Ely ould N’Diaye Ɗan", roles=("trainee",), country="MRT", phone="+222 00 00 00"
    )


def text_of(response):
    return html.unescape(response.content.decode())


def test_a_visitor_signs_in_first(client):
    assert client.get(ADDRESS)["Location"] == f"/fr/card/?next={ADDRESS}"


def test_a_person_reads_what_is_held_and_what_is_not(client, person):
    client.force_login(person)
    text = text_of(client.get(ADDRESS))
    assert text.count(person.printed_name) >= 2
    assert "+222 00 00 00" in text
    assert person.username not in text
    assert "/2fa/" not in text


def test_staff_find_their_second_factor(client):
    client.force_login(make_user(roles=("registrar",)))
    assert "/fr/account/2fa/" in text_of(client.get(ADDRESS))


def test_the_language_is_stored_and_the_page_goes_on_in_it(client, person):
    client.force_login(person)
    assert client.post(ADDRESS, {"language": "en"})["Location"] == "/en/my-account/"
    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.parametrize(
    "posted", [{"language": "de"}, {}, {"language": "en", "printed_name": "X"}]
)
def test_nothing_else_can_be_changed(client, person, posted):
    client.force_login(person)
    client.post(ADDRESS, posted)
    name = person.printed_name
    person.refresh_from_db()
    assert person.printed_name == name
    assert person.language in {"fr", posted.get("language", "fr")} & {"fr", "en"}


def test_the_page_asks_the_database_little(client, person, django_assert_max_num_queries):
    client.force_login(person)
    with django_assert_max_num_queries(6):
        client.get(ADDRESS)
