"""The registrar's page of a cohort's cards."""

import io
import re

import pypdf
import pytest

from accounts.cards import check_pin, issue_card
from accounts.models import PinCard
from accounts.refusals import Refused
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

PAGE = "/fr/cohort/OUA16/cards/"
REPLACE = "/fr/cohort/OUA16/cards/replace/"


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def trainees(cohort):
    return [
        make_enrolment(cohort, make_user(f"STAGIAIRE {letter}", roles=("trainee",)), position=n)
        for n, letter in enumerate("ABC", start=1)
    ]


@pytest.fixture
def registrar(client, cohort):
    person = make_colleague(cohort, "registrar")
    client.force_login(person)
    return person


def printed(response):
    """(code, PIN) of each card of a downloaded sheet."""
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    codes = re.findall(r"\bOUA16-\w{3}\b", text)
    pins = re.findall(r"\b\d{3} \d{3}\b", text)
    return list(zip(codes, (pin.replace(" ", "") for pin in pins), strict=True))


def test_the_missing_cards_are_issued_and_printed_at_once(client, registrar, trainees):
    cards = printed(client.post(PAGE))
    assert len(cards) == 3
    opened = [check_pin(code=c, pin=p, address="a", at=AFTER).user for c, p in cards]
    assert opened == [enrolment.user for enrolment in trainees]
    assert set(PinCard.objects.values_list("issued_by", flat=True)) == {registrar.pk}
    # Nobody can print them again: a second time there is nothing to issue.
    assert client.post(PAGE)["Location"] == PAGE
    assert PinCard.objects.count() == 3


def test_whoever_withdrew_gets_no_card(client, registrar, trainees):
    trainees[0].withdrawn_at = AFTER
    trainees[0].save()
    assert len(printed(client.post(PAGE))) == 2


def test_a_card_is_replaced_after_a_page_that_says_what_will_happen(client, registrar, trainees):
    old, pin = issue_card(user=trainees[0].user, group_code="OUA16", by=None, at=AFTER)
    kept, kept_pin = issue_card(user=trainees[1].user, group_code="OUA16", by=None, at=AFTER)
    asked = client.get(REPLACE, {"card": old.pk})
    assert old.code in asked.content.decode()
    assert kept.code not in asked.content.decode()
    ((code, new_pin),) = printed(client.post(REPLACE, {"card": old.pk}))
    with pytest.raises(Refused):
        check_pin(code=old.code, pin=pin, address="a", at=AFTER)
    assert check_pin(code=code, pin=new_pin, address="a", at=AFTER).user == trainees[0].user
    assert check_pin(code=kept.code, pin=kept_pin, address="a", at=AFTER) == kept
    # The same form sent again replaces nothing more.
    assert client.post(REPLACE, {"card": old.pk})["Location"] == PAGE
    assert PinCard.objects.count() == 3


@pytest.mark.parametrize("chosen", [[], ["x"], ["999999"], ["²"]])
def test_without_a_choice_nothing_happens(client, registrar, trainees, chosen):
    issue_card(user=trainees[0].user, group_code="OUA16", by=None, at=AFTER)
    assert client.post(REPLACE, {"card": chosen})["Location"] == PAGE
    assert PinCard.objects.count() == 1


def test_a_card_of_another_cohort_is_out_of_reach(client, registrar, trainees):
    other = make_cohort("NIA17")
    card, _pin = issue_card(user=make_enrolment(other).user, group_code="NIA17", by=None, at=AFTER)
    assert client.post(REPLACE, {"card": card.pk})["Location"] == PAGE
    card.refresh_from_db()
    assert card.withdrawn_at is None


@pytest.mark.parametrize("address", [PAGE, REPLACE])
@pytest.mark.parametrize("role", ["lead", "facilitator", "assessor"])
def test_the_rest_of_the_team_does_not_see_it(client, cohort, trainees, role, address):
    client.force_login(make_colleague(cohort, role))
    assert client.get(address).status_code == client.post(address).status_code == 404
    assert not PinCard.objects.exists()


def test_neither_does_a_registrar_of_another_cohort_nor_a_trainee(client, trainees):
    client.force_login(make_colleague(make_cohort("NIA17"), "registrar"))
    assert client.post(PAGE).status_code == 404
    client.force_login(trainees[0].user)
    assert client.post(PAGE).status_code == 404


def test_an_empty_cohort_says_what_to_do(client, registrar):
    assert 'class="empty"' in client.get(PAGE).content.decode()


def test_the_list_asks_the_database_alike_for_one_and_for_many(
    client, cohort, registrar, trainees, django_assert_max_num_queries
):
    client.post(PAGE)
    with django_assert_max_num_queries(9):
        few = client.get(PAGE)
    for position in range(4, 30):
        make_enrolment(cohort, make_user("STAGIAIRE Zed", roles=("trainee",)), position=position)
    with django_assert_max_num_queries(9):
        many = client.get(PAGE)
    assert len(many.content) > len(few.content)
