"""Seals of what the verbs print: of the key in use, of this name and print, frozen with it."""

import datetime
import io

import pypdfium2
import pytest

from certificates.issuing import issue_cohort
from certificates.keyring import published_keys, rotate_key, signing_key
from certificates.payload import from_dict
from certificates.printing import merged_pdf, single_pdf
from certificates.replacing import correct_name
from certificates.sealing import Verdict, judge, read_seal
from tests.certificates.register.registered import make_frozen
from tests.scanning import qr_words
from tests.signing_keys import write_test_key

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
NAME, CORRECTED = "OUÉDRAOGO Aïssata", "OUÉDRAOGO Aissa"


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    write_test_key(settings.KEYS_DIR)


def issued():
    (certificate,) = issue_cohort(cohort=make_frozen(names=(NAME,)), by=None, at=AT)
    return certificate


def payload_of(certificate):
    return from_dict(certificate.prints.get(index=certificate.print_index).payload)


def judged(certificate, name):
    keys = [dated.public for dated in published_keys()]
    seal = read_seal(payload_of(certificate).seal)
    return judge(seal, number=certificate.number, name=name, keys=keys)


def code_of(pdf):
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=3).to_pil().convert("L")
    (text,) = qr_words(page)
    return text


def test_an_issued_certificate_is_sealed_and_its_paper_says_so():
    certificate = issued()
    assert judged(certificate, NAME) is Verdict.AUTHENTIC
    text = code_of(single_pdf(certificate=certificate, by=None, at=AT))
    assert text.endswith(f"/v/{certificate.number}/#{payload_of(certificate).seal}")


def test_a_corrected_name_gets_a_seal_of_its_own():
    certificate = issued()
    before = payload_of(certificate).seal
    correct_name(certificate=certificate, name=CORRECTED, reason="orthographe", by=None, at=AT)
    assert judged(certificate, CORRECTED) is Verdict.AUTHENTIC
    assert judged(certificate, NAME) is Verdict.OTHER_NAME
    assert read_seal(payload_of(certificate).seal).print_index == 2
    assert payload_of(certificate).seal != before


def test_after_a_rotation_old_seals_hold_and_are_printed_as_they_were():
    certificate = issued()
    rotate_key(at=AT, seed=bytes(32))
    assert judged(certificate, NAME) is Verdict.AUTHENTIC
    text = code_of(merged_pdf(cohort=certificate.cohort, by=None, at=AT))
    assert text.endswith(payload_of(certificate).seal)


def test_without_a_key_the_code_is_address_and_number(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "none"
    assert signing_key() is None
    certificate = issued()
    assert payload_of(certificate).seal == ""
    assert code_of(single_pdf(certificate=certificate, by=None, at=AT)).endswith(
        f"/v/{certificate.number}/"
    )
