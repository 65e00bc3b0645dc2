"""A PDF on the public page: what is told, what never is, what is kept of it, and the limits."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from pypdf import PdfReader, PdfWriter

from certificates.codes import new_number
from certificates.dissecting import FILE_LIMIT
from certificates.issuing import issue_cohort
from certificates.models import Certificate, VerifierReference
from certificates.payload import Bilingual, from_dict
from certificates.printedfields import printed_fields
from certificates.printing import single_pdf
from certificates.rendering import render_certificate
from certificates.replacing import correct_name
from certificates.revoking import revoke
from certificates.specimenmaking import specimen_pdf
from certificates.views.altered_words import PARTS
from tests.certificates.register.registered import make_frozen
from tests.certificates.rendering.specimens import counted
from tests.factories.courses import AFTER
from tests.signing_keys import write_test_key

NAME = "OUÉDRAOGO Aïssata"


@pytest.fixture(scope="module")
def issued(module_rows, tmp_path_factory, django_db_setup):
    """One certificate, made once for this file; each test undoes what it does."""
    folder = tmp_path_factory.mktemp("keys")
    write_test_key(folder)
    with override_settings(KEYS_DIR=folder):
        yield issue_cohort(cohort=make_frozen(names=(NAME,)), by=None, at=AFTER)[0]


@pytest.fixture
def certificate(issued, db):
    return Certificate.objects.get(pk=issued.pk)


@pytest.fixture
def pdf(certificate):
    return bytes(certificate.prints.get(index=1).pdf)


def post(client, data, language="en"):
    file = SimpleUploadedFile("paper.pdf", data, content_type="application/pdf")
    return client.post(f"/{language}/verify/file/", {"file": file})


def shown(response):
    return response.content.decode().partition("<template")[0]


def resaved(pdf):
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        writer.add_page(page)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Authentique, valable"), ("en", "Genuine, valid")]
)
def test_our_file_is_known_to_the_byte(client, certificate, pdf, language, words):
    response = post(client, pdf, language)
    page = shown(response)
    assert words in page and "Training of trainers" in page and certificate.number in page
    assert NAME not in response.content.decode() and "OUÉDRAOGO" not in page
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]
    assert VerifierReference.objects.get().verdict == "valid"


def test_states_of_the_register(client, certificate, pdf):
    correct_name(certificate=certificate, name="OUÉDRAOGO Awa", reason="x", by=None, at=AFTER)
    page = shown(post(client, pdf))
    assert "Genuine, but replaced" in page and "The print in force is number 2" in page
    revoke(
        certificate=certificate,
        reason="y",
        public_reason=Bilingual("obtenu par fraude", "obtained by fraud"),
        by=None,
        at=AFTER,
    )
    page = shown(post(client, pdf))
    assert "Revoked" in page and "obtenu par fraude" in page
    Certificate.objects.update(silent=True)
    page = shown(post(client, pdf))
    assert "Contact the issuing office" in page
    assert "Training of trainers" not in page and certificate.number not in page


def test_our_stamped_copy_is_said_to_be_one(client, certificate):
    correct_name(certificate=certificate, name="OUÉDRAOGO Awa", reason="x", by=None, at=AFTER)
    copy = single_pdf(certificate=certificate, by=None, at=AFTER, index=1)
    response = post(client, copy)
    page = shown(response)
    assert "answer-replaced" in page and "Stamped copy of ours" in page
    assert "a copy of print 1, stamped “REMPLACÉ – REPLACED”. It proves nothing." in page
    assert "The document that we issued was replaced." in page
    assert "Altered" not in page and "OUÉDRAOGO" not in page
    assert VerifierReference.objects.get().verdict == "copy"
    assert "Altered file" in shown(post(client, resaved(copy)))


def test_a_specimen_is_nobodys_document(client, certificate):
    page = shown(post(client, specimen_pdf(certificate.cohort, at=AFTER), "fr"))
    assert "Spécimen de notre main" in page and "answer-none" in page


def test_a_file_with_something_behind_it_is_altered(client, pdf):
    page = shown(post(client, pdf + b"\n1 0 obj\n<<>>\nendobj\n%%EOF\n"))
    assert "answer-revoked" in page and "Altered file" in page
    assert "The document that we issued is valid." in page
    assert "OUÉDRAOGO" not in page


def test_a_forger_learns_nothing_of_the_number_in_the_file(client, certificate):
    """A page under a real number with another name answers as one under no number at all."""
    payload = from_dict(certificate.prints.get(index=1).payload)
    pages = []
    for number in (payload.number, new_number("FDF", random_bytes=counted(5))):
        forged = replace(payload, seal="", holder_name="Zoumbara Faux", number=number)
        pages.append(shown(post(client, render_certificate(forged))))
    references = VerifierReference.objects.order_by("pk").values_list("reference", flat=True)
    for place, reference in enumerate(references):
        pages[place] = pages[place].replace(reference, "R")
    assert pages[0].partition("Checked on")[0] == pages[1].partition("Checked on")[0]
    assert "No match" in pages[0] and "Zoumbara" not in pages[0]
    assert certificate.number not in pages[0]


def test_resaved_by_a_program_is_said_so(client, pdf):
    page = shown(post(client, resaved(pdf)))
    assert "Altered file" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"GIF89a", "The file is not a PDF."),
        (b"%PDF-1.7\nnothing", "The file is damaged and cannot be read."),
    ],
)
def test_what_cannot_be_read(client, db, data, words):
    assert words in shown(post(client, data))


def test_too_large_is_refused_unread(client, db):
    page = shown(post(client, b"%PDF-" + bytes(FILE_LIMIT + 10_000)))
    assert "The file is too large to be one of ours." in page


def test_a_large_file_never_touches_a_disk(client, db, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    page = shown(post(client, b"GIF89a" + bytes(FILE_LIMIT - 10_000)))
    assert "The file is not a PDF." in page


def test_without_a_file_the_page_asks_for_one(client, db):
    assert "Choose a file first." in shown(client.post("/en/verify/file/"))
    assert client.get("/en/verify/file/")["Location"] == "/en/verify/"
    assert not VerifierReference.objects.exists()


def test_files_and_names_share_one_count_of_failures(client, certificate, pdf):
    for _ in range(5):
        post(client, b"GIF89a")
        client.post("/en/verify/", {"number": certificate.number, "holder": "Autre NOM"})
    assert post(client, pdf).status_code == 429
    assert (
        client.post("/en/verify/", {"number": certificate.number, "holder": NAME}).status_code
        == 429
    )


def test_every_altered_part_has_its_words(certificate):
    payload = from_dict(certificate.prints.get(index=1).payload)
    more = {"text", "drawing", "pages", "credential", "signature", "unreadable"}
    assert set(PARTS) == set(printed_fields(payload)) | more
