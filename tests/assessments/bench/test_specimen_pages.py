"""Sheets for the room: who may, the form, the reference that brings a sheet back."""

import pytest

from assessments.mrz.sheets import sheet_of
from tests.assessments.player.room import address, running_cohort, signed_in
from tests.factories.courses import make_colleague, make_enrolment

pytestmark = pytest.mark.django_db
SHEETS = address("specimen-sheets", language="en")


@pytest.fixture
def teacher():
    return signed_in(make_colleague(running_cohort(), "facilitator"))


def test_a_sheet_is_asked_for_and_printed(teacher):
    asked = teacher.get(SHEETS, {"task": "digit", "count": "3", "formats": ["TD1", "TD3"]})
    assert asked.status_code == 302
    page = teacher.get(asked["Location"]).content.decode()
    reference = asked["Location"].rstrip("/").rpartition("/")[2]
    assert reference.startswith("U1-D03-13-") and reference in page and "3 specimens" in page
    for part in ("sheet", "key"):
        file = teacher.get(address(f"specimen-{part}-file", reference))
        assert file["Content-Type"] == "application/pdf" and file.content.startswith(b"%PDF")
        assert reference in file["Content-Disposition"]


def test_a_reference_typed_in_brings_its_sheet_back(teacher):
    found = teacher.get(SHEETS, {"reference": " u1-w08-3-k7m2q4 "})
    assert found["Location"] == address("specimen-sheet", "U1-W08-3-K7M2Q4", language="en")
    page = teacher.get(SHEETS, {"reference": "U9"}).content.decode()
    assert "No sheet has this reference." in page


@pytest.mark.parametrize(
    "sent", [{"count": "0"}, {"count": "25"}, {"count": "x"}, {"count": "5", "task": "guess"}]
)
def test_what_cannot_be_printed_is_said(teacher, sent):
    page = teacher.get(SHEETS, {"task": "digit", "formats": "TD3", **sent})
    assert page.status_code == 200 and "invalid-feedback" in page.content.decode()


def test_a_trainee_finds_no_sheets_and_no_keys():
    browser = signed_in(make_enrolment(running_cohort()).user)
    for name in ("specimen-sheet", "specimen-sheet-file", "specimen-key-file"):
        assert browser.get(address(name, "U1-W08-3-K7M2Q4")).status_code == 404
    assert browser.get(SHEETS).status_code == 404


def test_an_address_that_is_no_sheet(teacher):
    assert teacher.get(address("specimen-sheet", "nothing")).status_code == 404


def test_whoever_teaches_is_led_from_the_bench_to_the_sheets(teacher):
    assert SHEETS in teacher.get(address("document-bench", language="en")).content.decode()


WRONG_BIRTH = {"task": "wrong-digit", "error": "digit-birth", "count": "4"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Error in every specimen: The check digit of the date of birth"),
        ("fr", "Erreur dans chaque spécimen\u202f: Le chiffre de contrôle de la date de naissance"),
    ],
)
def test_the_error_is_chosen_for_the_whole_sheet(teacher, language, said):
    sheets = address("specimen-sheets", language=language)
    asked = teacher.get(sheets, {**WRONG_BIRTH, "formats": ["TD1", "TD2", "TD3"]})
    reference = asked["Location"].rstrip("/").rpartition("/")[2]
    assert reference.startswith("U1-WB04-123-")
    assert said in teacher.get(asked["Location"]).content.decode()
    assert {one.answer for one in sheet_of(reference).exercises()} == {"digit-birth"}


def test_nothing_chosen_leaves_the_errors_to_chance(teacher):
    asked = teacher.get(SHEETS, {**WRONG_BIRTH, "error": "", "formats": "TD3"})
    assert asked["Location"].rstrip("/").rpartition("/")[2].startswith("U1-W04-3-")
    form = teacher.get(SHEETS).content.decode()
    assert form.count("<optgroup") == 3 and "Drawn at random" in form


@pytest.mark.parametrize(
    ("sent", "en", "fr"),
    [
        (
            {"error": "digit-optional", "formats": ["TD1", "TD3"]},
            "The check digit of the optional data does not exist in TD1. Choose only: TD3.",
            "Le chiffre de contrôle des données facultatives n’existe pas au format TD1. À choisir",
        ),
        (
            {"error": "field-state", "formats": "TD3"},
            "does not look for this error: Issuing State.",
            "ne cherche pas cette erreur\u202f: État émetteur.",
        ),
        (
            {"task": "altered", "error": "none", "formats": "TD3"},
            "something is always altered",
            "quelque chose est toujours modifié",
        ),
        (
            {"task": "digit", "error": "digit-birth", "formats": "TD3"},
            "looks for no error",
            "ne cherche aucune erreur",
        ),
    ],
)
def test_an_error_that_does_not_fit_is_refused_with_the_reason(teacher, sent, en, fr):
    for language, words in (("en", en), ("fr", fr)):
        sheets = address("specimen-sheets", language=language)
        page = teacher.get(sheets, {**WRONG_BIRTH, **sent})
        assert page.status_code == 200 and words in page.content.decode()
