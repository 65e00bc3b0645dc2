"""The registrar's pages and the holder's: what they do, whom they know, what they log."""

import datetime
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from accounts.models import User
from certificates.issuing import issue_cohort
from certificates.models import Certificate, CertificateEvent
from certificates.revoking import revoke
from tests.certificates.register.registered import NAMES, add_print_settings, holder, make_frozen
from tests.factories.courses import make_cohort, make_colleague

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
REGISTER, ISSUE = "/fr/cohort/OUA16/certificates/", "/fr/cohort/OUA16/certificates/issue/"
RUN = f"{REGISTER}printing/"


@pytest.fixture
def cohort():
    return make_frozen()


@pytest.fixture
def registrar(cohort, client):
    user = make_colleague(cohort, "registrar")
    client.force_login(user)
    return user


def issued(cohort):
    return issue_cohort(cohort=cohort, by=None, at=AT)


def test_from_the_list_through_the_confirmation_to_the_register(client, cohort, registrar):
    assert ISSUE in client.get(REGISTER).content.decode()
    page = client.get(ISSUE)
    assert page.status_code == 200
    assert not Certificate.objects.exists()
    answer = client.post(ISSUE)
    assert (answer.status_code, answer["Location"]) == (302, RUN)
    assert "3 sur 3 certificats" in " ".join(client.get(RUN).content.decode().split())
    page = client.get(REGISTER).content.decode()
    for certificate in Certificate.objects.all():
        assert certificate.issued_by == registrar
        assert certificate.number in page
    assert [name for name in NAMES if name in page] == list(NAMES)
    assert ISSUE not in page
    assert "<form" not in client.get(ISSUE).content.decode().partition("<main")[2]


def test_the_confirmation_lists_what_cannot_be_printed(client, cohort, registrar):
    User.objects.filter(printed_name=NAMES[1]).update(printed_name="中 Nom")
    for answer, status in ((client.get(ISSUE), 200), (client.post(ISSUE), 409)):
        page = answer.content.decode()
        assert answer.status_code == status
        assert "中 Nom" in page and "U+4E2D" in page
        assert 'class="confirm"' not in page
    assert not Certificate.objects.exists()


def test_a_cohort_that_is_not_frozen_has_nothing_to_issue(client):
    cohort = make_cohort("OUA16")
    add_print_settings(cohort)
    client.force_login(make_colleague(cohort, "registrar"))
    assert ISSUE not in client.get(REGISTER).content.decode()
    assert 'class="confirm"' not in client.get(ISSUE).content.decode()
    assert client.post(ISSUE).status_code == 409


def test_one_file_in_protocol_order_front_and_back(client, cohort, registrar):
    certificates = issued(cohort)
    revoke(certificate=certificates[1], reason="Essai", by=None, at=AT)
    answer = client.get(f"{REGISTER}all.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    pages = PdfReader(BytesIO(answer.content)).pages
    assert len(pages) == 4
    assert certificates[0].number in pages[0].extract_text()
    assert certificates[2].number in pages[2].extract_text()
    logged = CertificateEvent.objects.filter(action="downloaded")
    assert {(e.certificate_id, e.by) for e in logged} == {
        (certificates[0].pk, registrar),
        (certificates[2].pk, registrar),
    }


def test_the_printer_is_told_how_to_turn_and_the_pages_are_the_stored_ones(
    client, cohort, registrar
):
    certificates = issued(cohort)
    reader = PdfReader(BytesIO(client.get(f"{REGISTER}all.pdf").content))
    told: Any = reader.root_object["/ViewerPreferences"]
    assert told["/Duplex"] == "/DuplexFlipShortEdge"
    stored = [PdfReader(BytesIO(bytes(c.prints.get().pdf))).pages for c in certificates]
    assert [page.extract_text() for page in reader.pages] == [
        page.extract_text() for pages in stored for page in pages
    ]
    sizes = {tuple(map(round, page.mediabox)) for page in reader.pages}
    assert sizes == {(0, 0, 842, 595)}


def test_the_single_files_in_protocol_order(client, cohort, registrar):
    certificates = issued(cohort)
    answer = client.get(f"{REGISTER}all.zip")
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist() == [
            f"OUA16-{place:03d}-{c.number}.pdf" for place, c in enumerate(certificates, start=1)
        ]
        for name, certificate in zip(archive.namelist(), certificates, strict=True):
            assert archive.read(name) == bytes(certificate.prints.get().pdf)
    assert CertificateEvent.objects.filter(action="downloaded", by=registrar).count() == 3


def test_a_single_file_is_the_stored_one(client, cohort, registrar):
    certificate = issued(cohort)[0]
    answer = client.get(f"/fr/certificates/{certificate.number}.pdf")
    assert answer.content == bytes(certificate.prints.get().pdf)
    # No person's name: who finds the key with the files learns none.
    assert f'"OUA16-001-{certificate.number}.pdf"' in answer.headers["Content-Disposition"]
    assert certificate.events.last().by == registrar


def test_a_damaged_file_is_said_and_not_sent(client, cohort, registrar):
    certificate = issued(cohort)[0]
    certificate.prints.update(pdf=b"%PDF other")
    answer = client.get(f"/fr/certificates/{certificate.number}.pdf", follow=True)
    assert answer.redirect_chain[0][0] == REGISTER
    assert "note-error" in answer.content.decode()


def test_outsiders_find_nothing(client, cohort):
    certificate = issued(cohort)[0]
    addresses = (
        REGISTER,
        ISSUE,
        RUN,
        f"{REGISTER}all.pdf",
        f"{REGISTER}all.zip",
        f"/fr/certificates/{certificate.number}.pdf",
    )
    for person in (
        make_colleague(cohort, "lead"),
        make_colleague(cohort, "facilitator"),
        make_colleague(make_cohort("NIA26"), "registrar"),
        holder(NAMES[0]),
    ):
        client.force_login(person)
        for address in addresses:
            assert client.get(address).status_code == 404, (person, address)
        assert client.post(ISSUE).status_code == 404
        assert client.post(RUN, {"act": "stop"}).status_code == 404
    client.logout()
    for address in addresses:
        assert client.get(address).status_code == 302


def test_the_holder_finds_the_own_certificate_and_no_other(client, cohort):
    certificates = issued(cohort)
    client.force_login(holder(NAMES[0]))
    page = client.get("/fr/my-certificate/").content.decode()
    assert certificates[0].number in page and certificates[1].number not in page
    answer = client.get(f"/fr/my-certificate/{certificates[0].number}.pdf")
    assert answer.content == bytes(certificates[0].prints.get().pdf)
    assert f'filename="{certificates[0].number}.pdf"' in answer.headers["Content-Disposition"]
    assert certificates[0].events.last().action == "downloaded"
    assert client.get(f"/fr/my-certificate/{certificates[1].number}.pdf").status_code == 404


def test_a_revoked_file_is_not_offered_to_its_holder(client, cohort):
    certificate = issued(cohort)[0]
    revoke(certificate=certificate, reason="Essai", by=None, at=AT)
    client.force_login(holder(NAMES[0]))
    address = f"/fr/my-certificate/{certificate.number}.pdf"
    assert address not in client.get("/fr/my-certificate/").content.decode()
    assert client.get(address).status_code == 404


def test_a_person_without_certificate_reads_when_it_comes(client, cohort):
    client.force_login(holder(NAMES[0]))
    page = client.get("/fr/my-certificate/")
    assert page.status_code == 200 and 'class="empty"' in page.content.decode()


def test_the_list_asks_as_often_for_three_as_for_one(client):
    counts = []
    for code, names in (("UNE16", NAMES[:1]), ("TRO16", NAMES)):
        cohort = make_frozen(code, names=names)
        issued(cohort)
        client.force_login(make_colleague(cohort, "registrar"))
        address = f"/fr/cohort/{code}/certificates/"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).content.decode().count("<code>") == len(names)
        counts.append(len(queries))
        assert not any('"pdf"' in query["sql"] for query in queries)
    assert counts[0] == counts[1]
