"""The one answer: tolerant of form, strict in letters, silent about everything else."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from certificates.issuing import issue_cohort
from certificates.models import Certificate
from certificates.payload import Bilingual
from certificates.replacing import correct_name
from certificates.revoking import reinstate, revoke, suspend
from certificates.verification import Answer, verify
from tests.certificates.register.registered import make_frozen

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
NAME = "N’DIAYE-OUÉDRAOGO Aïssata ɗan Ɓa"


@pytest.fixture(scope="module")
def issued(module_rows):
    """Made once for this file; each test undoes what it does."""
    return issue_cohort(cohort=make_frozen(names=(NAME,)), by=None, at=AT)[0].pk


@pytest.fixture
def certificate(issued, db):
    return Certificate.objects.get(pk=issued)


def verdict(certificate, name=NAME, number=None):
    return verify(number=number or certificate.number, name=name).verdict


@pytest.mark.parametrize(
    "typed",
    [
        NAME,
        NAME.lower(),
        NAME.upper(),
        "N'Diaye-Ouedraogo Aissata dan Ba",
        "NDIAYE OUEDRAOGO AISSATA DAN BA",
        "Aïssata ɗan Ɓa N’DIAYE-OUÉDRAOGO",
        "  aissata   ba dan ouedraogo, n`diaye ",
    ],
)
def test_tolerant_of_case_accents_apostrophes_and_order(certificate, typed):
    assert verdict(certificate, typed) == "valid"


@pytest.mark.parametrize(
    "typed",
    [
        "N’DIAYE-OUÉDRAOGO Aïssato ɗan Ɓa",
        "N’DIAYE-OUÉDRAOG Aïssata ɗan Ɓa",
        "N’DIAYE-OUÉDRAOGO Aïssata Ɓa",
        "Aïssata",
        "",
        "-",
        NAME + " " * 300,
    ],
)
def test_one_wrong_letter_or_missing_part_is_no_match(certificate, typed):
    assert verdict(certificate, typed) == "no-match"


def test_the_number_is_read_as_people_type_it(certificate):
    plain = certificate.number.replace("-", "")
    for typed in (plain.lower(), f" {plain[:3]} {plain[3:7]} {plain[7:]} ", plain):
        assert verdict(certificate, number=typed) == "valid"


def test_the_answer_holds_what_is_on_the_paper_and_no_more(certificate):
    answer = verify(number=certificate.number, name=NAME)
    assert isinstance(answer, Answer)
    told = {"verdict", "kind", "course_title", "ended_on", "print_index", "reason"}
    told |= {"register_state"}
    assert set(answer.__dataclass_fields__) == told
    assert (answer.kind, answer.ended_on) == ("merit", datetime.date(2016, 2, 12))
    assert (answer.print_index, answer.reason) == (1, "")
    assert answer.course_title is not None
    assert answer.course_title.localize("fr") == "Formation de formateurs"


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("issued", "valid"),
        ("replaced", "replaced"),
        ("suspended", "suspended"),
        ("revoked", "revoked"),
    ],
)
def test_states(certificate, state, expected):
    Certificate.objects.update(state=state)
    assert verdict(certificate) == expected
    assert verdict(certificate, "Quelqu’un d’autre") == "no-match"


def test_a_replaced_print_names_the_newer_one(certificate):
    correct_name(certificate=certificate, name="N’DIAYE Awa", reason="erreur", by=None, at=AT)
    old = verify(number=certificate.number, name=NAME)
    new = verify(number=certificate.number, name="N’DIAYE Awa")
    assert (old.verdict, old.print_index) == ("replaced", 2)
    assert (new.verdict, new.print_index) == ("valid", 2)


def test_only_the_public_reason_of_the_present_state_is_told(certificate):
    later = AT + datetime.timedelta(days=1)
    suspend(
        certificate=certificate,
        reason="plainte interne",
        public_reason=Bilingual("vérification", "being checked"),
        by=None,
        at=AT,
    )
    for language, words in (("fr", "vérification"), ("en", "being checked")):
        with translation.override(language):
            assert str(verify(number=certificate.number, name=NAME).reason) == words
    reinstate(certificate=certificate, reason="levée", by=None, at=later)
    assert verify(number=certificate.number, name=NAME).reason == ""
    revoke(certificate=certificate, reason="fraude de X", by=None, at=later)
    answer = verify(number=certificate.number, name=NAME)
    assert answer.verdict == "revoked" and not answer.reason
    assert verify(number=certificate.number, name="Autre NOM") == Answer("no-match")


@pytest.mark.parametrize("state", Certificate.State.values)
def test_silent_mode_says_only_whom_to_ask(certificate, state):
    Certificate.objects.update(silent=True, state=state)
    assert verify(number=certificate.number, name=NAME) == Answer("contact")
    assert verdict(certificate, "Quelqu’un d’autre") == "no-match"


@pytest.mark.parametrize(
    "number", ["FDF-0000-0000", "FDF-0000-0001", "pas un numéro", "", "9" * 500]
)
def test_every_kind_of_wrong_costs_the_same_look_up(certificate, number):
    with CaptureQueriesContext(
        connection,
    ) as right:
        assert verdict(certificate) == "valid"
    with CaptureQueriesContext(connection) as wrong_name:
        assert verdict(certificate, "Autre NOM") == "no-match"
    with CaptureQueriesContext(connection) as wrong_number:
        assert verify(number=number, name=NAME) == Answer("no-match")
    assert len(right) == len(wrong_name) == len(wrong_number) == 1


def test_another_key_knows_nobody(certificate, settings):
    settings.REGISTER_KEY = "rotated by mistake"
    assert verdict(certificate) == "no-match"
