"""Numbered paper: what carries which print, what is spoiled, and that the sums come out."""

import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates import refusals
from certificates.issuing import issue_cohort
from certificates.models import PaperEntry
from certificates.paperkeeping import free_sheet, receive_stock, spoil_sheet, use_sheets
from certificates.paperlisting import handover_pdf, paper_pdf
from certificates.paperreading import sheets_of, stocks_of, without_sheet
from certificates.refusals import Refusal
from certificates.replacing import correct_name
from certificates.revoking import revoke
from tests.certificates.register.registered import NAMES, holder, make_frozen
from tests.factories.courses import make_cohort, make_colleague

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
PAPER = "/fr/cohort/OUA16/certificates/paper/"


@pytest.fixture
def cohort():
    return make_frozen()


@pytest.fixture
def certificates(cohort):
    return issue_cohort(cohort=cohort, by=None, at=AT)


@pytest.fixture
def registrar(cohort, client):
    user = make_colleague(cohort, "registrar")
    client.force_login(user)
    return user


def stock(cohort, first="A-0101", last="A-0110"):
    return receive_stock(cohort=cohort, first=first, last=last, by=None, at=AT)


def use(cohort, first, prints=None):
    prints = without_sheet(cohort) if prints is None else prints
    return use_sheets(cohort=cohort, first=first, prints=prints, by=None, at=AT)


def spoil(cohort, number, reason="Bourrage"):
    return spoil_sheet(cohort=cohort, number=number, reason=reason, by=None, at=AT)


def standing(cohort):
    return [(line.paper_number, line.counts) for line in sheets_of(cohort)]


def texts(pdf):
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_pack_is_named_as_on_its_sheets(cohort):
    assert str(stock(cohort, " a-0101", "A-0110 ")) == "A-0101 – A-0110"
    assert str(stock(cohort, "2026-7", "2026-12")) == "2026-7 – 2026-12"
    (line, _) = stocks_of(cohort)[::-1] if stocks_of(cohort)[0].total == 6 else stocks_of(cohort)
    assert (line.total, line.left, line.left_numbers) == (10, 10, ("A-0101 – A-0110",))


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("A-10", "A-9", refusals.PAPER_RANGE),
        ("A-10", "B-20", refusals.PAPER_RANGE),
        ("A", "B", refusals.PAPER_RANGE),
        ("", "", refusals.PAPER_RANGE),
        ("A-1", "A-5001", refusals.PAPER_RANGE),
        ("A-0110", "A-0120", refusals.PAPER_OVERLAP),
    ],
)
def test_a_pack_that_cannot_be(cohort, first, last, code):
    stock(cohort)
    with pytest.raises(Refusal, match=code):
        stock(cohort, first, last)


def test_one_sheet_after_the_other_and_what_is_spoiled_is_passed(cohort, certificates):
    stock(cohort)
    spoil(cohort, "A-0102")
    entries = use(cohort, "A-0101")
    assert [(e.number, e.carries.certificate_id) for e in entries] == [
        (101, certificates[0].pk),
        (103, certificates[1].pk),
        (104, certificates[2].pk),
    ]
    (line,) = stocks_of(cohort)
    assert (line.valid, line.take_back, line.spoiled, line.left) == (3, 0, 1, 6)
    assert line.left_numbers == ("A-0105 – A-0110",)
    assert without_sheet(cohort) == []


def test_a_jam_asks_for_a_second_sheet(cohort, certificates):
    stock(cohort)
    use(cohort, "A-0101")
    entry = spoil(cohort, "a-0102")
    assert entry.carries.certificate == certificates[1]
    (waiting,) = without_sheet(cohort)
    assert waiting.certificate == certificates[1]
    use(cohort, "A-0104", [waiting])
    assert standing(cohort) == [
        ("A-0101", "valid"),
        ("A-0102", "spoiled"),
        ("A-0103", "valid"),
        ("A-0104", "valid"),
    ]


def test_a_reprint_leaves_a_sheet_to_take_back(cohort, certificates):
    stock(cohort)
    use(cohort, "A-0101")
    correct_name(certificate=certificates[0], name="AUTRE Nom", reason="Lettre", by=None, at=AT)
    revoke(certificate=certificates[2], reason="Essai", by=None, at=AT)
    use(cohort, "A-0104")
    assert standing(cohort) == [
        ("A-0101", "take-back"),
        ("A-0102", "valid"),
        ("A-0103", "take-back"),
        ("A-0104", "valid"),
    ]
    spoil(cohort, "A-0101", "Reprise et détruite")
    (line,) = stocks_of(cohort)
    assert (line.valid, line.take_back, line.spoiled, line.left) == (2, 1, 1, 6)
    assert line.total == 10


def test_an_entry_by_mistake_goes_back_and_stays_in_the_log(cohort, certificates):
    stock(cohort)
    use(cohort, "A-0105")
    for number in ("A-0105", "A-0106", "A-0107"):
        free_sheet(cohort=cohort, number=number, reason="Autre pile", by=None, at=AT)
    assert standing(cohort) == [] and len(without_sheet(cohort)) == 3
    assert PaperEntry.objects.count() == 6
    assert len(use(cohort, "A-0101")) == 3


def test_what_the_paper_refuses(cohort, certificates):
    stock(cohort)
    prints = without_sheet(cohort)
    for number, code in (
        ("A-0100", refusals.PAPER_UNKNOWN),
        ("B-0101", refusals.PAPER_UNKNOWN),
        ("", refusals.PAPER_UNKNOWN),
        ("A-0109", refusals.PAPER_SHORT),
    ):
        with pytest.raises(Refusal, match=code):
            use(cohort, number)
    assert not PaperEntry.objects.exists()
    use(cohort, "A-0101", prints[:1])
    for first, again in (("A-0101", prints[1:]), ("A-0105", prints[:1])):
        with pytest.raises(Refusal, match=refusals.PAPER_TAKEN):
            use(cohort, first, again)
    spoil(cohort, "A-0103")
    with pytest.raises(Refusal, match=refusals.PAPER_TAKEN):
        spoil(cohort, "A-0103")
    with pytest.raises(Refusal, match=refusals.REASON_MISSING):
        spoil(cohort, "A-0104", "  ")
    with pytest.raises(Refusal, match=refusals.PAPER_UNKNOWN):
        free_sheet(cohort=cohort, number="A-0110", reason="x", by=None, at=AT)
    with pytest.raises(Refusal, match=refusals.NOTHING_TO_PRINT):
        use(cohort, "A-0104", [])


def test_the_hand_over_list_in_protocol_order_with_the_sheets(cohort, certificates):
    stock(cohort)
    use(cohort, "A-0101")
    revoke(certificate=certificates[1], reason="Essai", by=None, at=AT)
    text = texts(handover_pdf(cohort, at=AT))
    found = [text.index(word) for word in (NAMES[0], "A-0101", NAMES[2], "A-0103")]
    assert found == sorted(found)
    assert certificates[1].number not in text
    assert "Certificat de réussite" in text and "Certificate of completion" in text


def test_the_list_of_sheets_names_no_person(cohort, certificates):
    stock(cohort)
    use(cohort, "A-0101")
    spoil(cohort, "A-0103", "Encre")
    text = texts(paper_pdf(cohort, at=AT))
    assert "Encre" in text and "A-0104 – A-0110" in text and certificates[0].number in text
    assert not any(name in text for name in NAMES)


def test_the_page_from_the_pack_to_the_lists(client, cohort, certificates, registrar):
    assert client.post(PAPER, {"act": "stock", "first": "A-0101", "last": "A-0110"})[
        "Location"
    ] == (PAPER)
    client.post(PAPER, {"act": "use", "number": "A-0101", "print": ""})
    client.post(PAPER, {"act": "spoil", "number": "A-0102", "reason": "Café"})
    page = client.get(PAPER).content.decode()
    assert "Café" in page and "A-0104 – A-0110" in page
    (waiting,) = without_sheet(cohort)
    client.post(PAPER, {"act": "use", "number": "A-0104", "print": str(waiting.pk)})
    assert without_sheet(cohort) == []
    answer = client.post(PAPER, {"act": "spoil", "number": "Z-1", "reason": "x"})
    assert answer.status_code == 409 and "note-error" in answer.content.decode()
    for name in ("handover.pdf", "paper.pdf"):
        file = client.get(f"/fr/cohort/OUA16/certificates/{name}")
        assert file.headers["Content-Type"] == "application/pdf"
    assert {entry.by for entry in PaperEntry.objects.all()} == {registrar}
    entry = client.get(f"/fr/certificates/{certificates[1].number}/").content.decode()
    assert "A-0102" in entry and "A-0104" in entry


def test_outsiders_find_no_paper(client, cohort, certificates):
    addresses = [PAPER] + [
        f"/fr/cohort/OUA16/certificates/{name}" for name in ("handover.pdf", "paper.pdf")
    ]
    for person in (
        make_colleague(cohort, "lead"),
        make_colleague(make_cohort("NIA26"), "registrar"),
        holder(NAMES[0]),
    ):
        client.force_login(person)
        assert [client.get(one).status_code for one in addresses] == [404] * 3
        sent = {"act": "stock", "first": "A-1", "last": "A-2"}
        assert client.post(PAPER, sent).status_code == 404


def test_nothing_to_list(client, cohort, registrar):
    folder = "/fr/cohort/OUA16/certificates/"
    assert client.get(f"{folder}handover.pdf")["Location"] == folder
    assert client.get(f"{folder}paper.pdf").status_code == 404
