"""The reference of an answer: random, quoted with the number, telling nothing alone, 30 days."""

import datetime
import json
import random
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from certificates.codes import check_character
from certificates.issuing import issue_cohort
from certificates.models import VerifierReference
from certificates.referencing import answer_noted, forget_answers, note_answer
from certificates.verification import verify
from tests.certificates.register.registered import make_frozen

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
NAME = "OUÉDRAOGO Aïssata"


@pytest.fixture
def number():
    (certificate,) = issue_cohort(cohort=make_frozen(names=(NAME,)), by=None, at=AT)
    return certificate.number


def note(number, name=NAME, at=AT, seed=1):
    answer = verify(number=number, name=name)
    return note_answer(number=number, answer=answer, at=at, random=random.Random(seed))


def test_an_answer_can_be_quoted_later_with_its_number(number):
    reference = note(number)
    assert re.fullmatch(r"R-[0-9A-Z]{4}-[0-9A-Z]{5}", reference)
    symbols = reference[2:].replace("-", "")
    assert check_character(symbols[:-1]) == symbols[-1]
    noted = answer_noted(reference=reference.lower(), number=number.replace("-", "").lower())
    assert noted is not None
    assert (noted.at, noted.verdict, noted.print_index) == (AT, "valid", 1)
    assert noted.same_number
    other = answer_noted(reference=reference, number="FDF-0000-0000")
    assert other is not None and not other.same_number
    assert answer_noted(reference="R-0000-00000", number=number) is None


def test_nothing_of_verifier_name_or_number_is_stored(number):
    note(number)
    note("n’importe quoi", name="Zoumbara Inconnu", seed=2)
    kept = json.dumps(list(VerifierReference.objects.values()), default=str)
    for secret in (number, number.replace("-", ""), NAME, "Zoumbara", "importe"):
        assert secret not in kept
    fields = {field.name for field in VerifierReference._meta.fields}
    assert fields == {"id", "reference", "at", "number_digest", "verdict", "print_index"}


def test_a_reference_that_is_taken_is_drawn_again(number):
    assert note(number, seed=3) != note(number, seed=3)


def test_answers_are_forgotten_after_thirty_days(number):
    reference = note(number)
    note(number, at=AT + 2 * DAY, seed=2)
    assert forget_answers(at=AT + 30 * DAY) == 0
    assert forget_answers(at=AT + 31 * DAY) == 1
    assert answer_noted(reference=reference, number=number) is None


def test_the_page_shows_the_reference_that_is_stored(client, number):
    page = client.post("/en/verify/", {"number": number, "holder": "Autre NOM"}).content.decode()
    stored = VerifierReference.objects.get()
    assert stored.reference in page and stored.verdict == "no-match"


def test_the_command_answers_the_office(number):
    reference = note(number)
    said = StringIO()
    call_command("verifier_reference", reference, number, "--json", stdout=said)
    assert json.loads(said.getvalue()) == {
        "at": AT.isoformat(),
        "verdict": "valid",
        "print": 1,
        "same_number": True,
    }
    with pytest.raises(CommandError):
        call_command("verifier_reference", "R-0000-00000", number)
