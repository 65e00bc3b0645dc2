"""Cards: issued, checked, slowed down, replaced."""

import datetime

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.cards import (
    check_pin,
    issue_card,
    issue_missing_cards,
    replace_card,
    replace_cards,
)
from accounts.models import GuessCounter, PinCard
from accounts.pins import canonical_code, is_pin
from accounts.refusals import HAS_CARD, MISMATCH, STAFF, WAIT, WITHDRAWN, Refused
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2016, 1, 25, 7, 30, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
PIN = "246810"
HERE = "192.0.2.1"


def trainee(name="TRAORÉ Aminata", **fields):
    return make_user(name, roles=("trainee",), **fields)


def card_of(user, **fields):
    fields = {"group_code": "OUA16", "suffix": "7KM", "pin": PIN, **fields}
    return issue_card(user=user, by=None, at=AT, **fields).card


def refusal(code="OUA16-7KM", pin=PIN, address=HERE, at=AT):
    with pytest.raises(Refused) as caught:
        check_pin(code=code, pin=pin, address=address, at=at)
    return caught.value


def check(code="OUA16-7KM", pin=PIN, address=HERE, at=AT):
    return check_pin(code=code, pin=pin, address=address, at=at)


def test_a_card_has_a_code_of_its_cohort_and_a_pin_that_is_not_stored():
    card, pin = issue_card(user=trainee(), group_code="OUA16", by=None, at=AT)
    assert card.code.startswith("OUA16-")
    assert is_pin(pin)
    assert pin not in card.pin_hash
    assert check(code=card.code, pin=pin) == card


@pytest.mark.parametrize("code", ["OUA16-7KM", "oua16 7km", "0uai67km", " OUA16--7KM"])
def test_the_code_may_be_typed_in_many_ways(code):
    card = card_of(trainee())
    assert check(code=code, pin="246 81O") == card


def test_two_cohorts_with_the_same_ending_are_told_apart():
    one = card_of(trainee())
    other = card_of(trainee("Li"), group_code="NIA17", pin="135791")
    assert check(code="NIA17-7KM", pin="135791") == other
    assert check() == one
    assert refusal(code="NIA17-7KM", pin=PIN).code == MISMATCH


def test_the_pin_is_peppered_with_the_register_key(settings):
    card_of(trainee())
    settings.REGISTER_KEY = "another key than the one the card was issued under, quite another"
    assert refusal().code == MISMATCH


def test_the_pin_of_another_card_does_not_fit():
    card_of(trainee())
    card_of(trainee("Li"), suffix="9ZZ", pin="135791")
    assert refusal(pin="135791").code == MISMATCH


@pytest.mark.parametrize("case", ["unknown", "withdrawn", "inactive", "became staff"])
def test_whatever_is_wrong_gets_the_answer_of_a_wrong_pin(case):
    user = trainee()
    card = card_of(user)
    code, pin = card.code, PIN
    if case == "unknown":
        code = "OUA16-XXX"
    elif case == "withdrawn":
        replace_card(card=card, by=None, at=AT)
    elif case == "inactive":
        user.is_active = False
        user.save()
    else:
        user.groups.add(make_user("KABORÉ Issa", roles=("registrar",)).groups.get())
    wrong, other = refusal(code=card.code, pin="000000"), refusal(code=code, pin=pin)
    assert (other.code, other.wait) == (wrong.code, wrong.wait) == (MISMATCH, None)


def test_unknown_codes_cost_the_same_queries_and_hashes(monkeypatch):
    card_of(trainee())
    hashed = []
    encode = MD5PasswordHasher.encode

    def counting(*given):
        hashed.append(1)
        return encode(*given)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    costs = []
    for code in ("OUA16-7KM", "OUA16-XXX"):
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            refusal(code=code, pin="000000", address=f"address of {code}")
        costs.append((len(queries), len(hashed)))
    assert costs[0] == costs[1]
    assert costs[0][1] == 1


def test_five_wrong_pins_slow_a_card_down_even_for_the_right_one():
    card_of(trainee())
    assert [refusal(pin="000000").code for _ in range(5)] == [MISMATCH] * 5
    blocked = refusal()
    assert (blocked.code, blocked.wait) == (WAIT, MINUTE)
    assert check(at=AT + MINUTE).code == "OUA16-7KM"


def test_unknown_codes_are_slowed_down_alike():
    assert [refusal(code="OUA16-XXX").code for _ in range(6)] == [MISMATCH] * 5 + [WAIT]


def test_a_success_forgets_the_wrong_pins():
    card_of(trainee())
    for _ in range(3):
        for _ in range(4):
            assert refusal(pin="000000").code == MISMATCH
        assert check()


def test_thirty_people_behind_one_address_sign_in_without_waiting():
    for number in range(40):
        card_of(trainee(), suffix=f"7{number:02}")
        assert check(code=f"OUA16-7{number:02}")
    assert not GuessCounter.objects.exists()


def test_an_address_that_guesses_at_many_cards_is_stopped():
    card_of(trainee())
    for number in range(30):
        assert refusal(code=f"OUA16-A{number:02}").code == MISMATCH
    blocked = refusal()
    assert (blocked.code, blocked.wait) == (WAIT, 10 * MINUTE)
    # It has used up nothing of the card that it asked for last: others still come in.
    assert check(address="192.0.2.2")


def test_one_card_in_force_for_each_person_and_cohort():
    user = trainee()
    card_of(user)
    with pytest.raises(Refused) as caught:
        card_of(user, suffix="8KM")
    assert caught.value.code == HAS_CARD
    assert card_of(user, group_code="NIA17").group_code == "NIA17"


def test_staff_get_no_card():
    with pytest.raises(Refused) as caught:
        card_of(make_user(roles=("trainee", "facilitator")))
    assert caught.value.code == STAFF


@pytest.mark.parametrize(("field", "value"), [("pin", "12345"), ("suffix", "IOL")])
def test_a_fixed_pin_or_suffix_must_be_one(field, value):
    with pytest.raises(ValueError, match="a card ends"):
        card_of(trainee(), **{field: value})
    assert not PinCard.objects.exists()


def test_a_replaced_card_stops_and_the_new_one_works():
    user, registrar = trainee(), make_user("KABORÉ Issa", roles=("registrar",))
    old = card_of(user)
    card, pin = replace_card(card=old, by=registrar, at=AT + MINUTE)
    old.refresh_from_db()
    assert (old.withdrawn_at, old.withdrawn_by) == (AT + MINUTE, registrar)
    assert card.code != old.code
    assert refusal(code=old.code).code == MISMATCH
    assert check(code=card.code, pin=pin).user == user


def test_a_card_is_replaced_once():
    card = card_of(trainee())
    replace_card(card=card, by=None, at=AT)
    with pytest.raises(Refused) as caught:
        replace_card(card=card, by=None, at=AT)
    assert caught.value.code == WITHDRAWN
    assert PinCard.objects.count() == 2


def test_several_cards_are_replaced_together_or_not_at_all():
    one, two = card_of(trainee()), card_of(trainee("Li"), suffix="9ZZ")
    replace_card(card=two, by=None, at=AT)
    with pytest.raises(Refused):
        replace_cards(cards=[one, two], by=None, at=AT)
    one.refresh_from_db()
    assert one.withdrawn_at is None


def test_a_cohort_gets_the_cards_it_lacks_in_its_order():
    people = [trainee(f"STAGIAIRE {letter}") for letter in "ABC"]
    card_of(people[1])
    staff = make_user("KABORÉ Issa", roles=("lead",))
    issued = issue_missing_cards(
        users=[*reversed(people), staff], group_code="OUA16", by=None, at=AT
    )
    assert [card.user for card, _pin in issued] == [people[2], people[0]]
    assert len({canonical_code(card.code) for card in PinCard.objects.all()}) == 3
    again = issue_missing_cards(users=people, group_code="OUA16", by=None, at=AT)
    assert again == []
