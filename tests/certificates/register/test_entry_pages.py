"""One certificate's pages: prints and events, a name corrected in one act, states, silent mode."""

import datetime
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from certificates import refusals
from certificates.issuing import issue_cohort
from certificates.models import Certificate
from certificates.overprinting import STAMPS, overprinted
from certificates.payload import Bilingual
from certificates.refusals import Refusal
from certificates.replacing import correct_name
from certificates.revoking import revoke, suspend
from certificates.silencing import silence, unsilence
from certificates.verification import CONTACT, REPLACED, REVOKED, SUSPENDED, VALID, verify
from tests.certificates.register.registered import NAMES, holder, make_frozen
from tests.factories.courses import make_cohort, make_colleague

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
RIGHT = "OUÉDRAOGO Aïssatou"


@pytest.fixture(scope="module")
def issued(module_rows):
    """Made once for this file; each test undoes what it does."""
    return issue_cohort(cohort=make_frozen(names=NAMES[:2]), by=None, at=AT)[0].pk


@pytest.fixture
def certificate(issued, db):
    return Certificate.objects.get(pk=issued)


@pytest.fixture
def cohort(certificate):
    return certificate.cohort


@pytest.fixture
def registrar(cohort, client):
    user = make_colleague(cohort, "registrar")
    client.force_login(user)
    return user


def page_of(certificate):
    return f"/fr/certificates/{certificate.number}/"


def verdict(certificate, name):
    return verify(number=certificate.number, name=name).verdict


def redness(pdf, page=0):
    """Share of reddish points on a page as drawn: a stamp covers a lot of it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=0.5).to_pil().convert("RGB")
    finally:
        document.close()
    raw = picture.tobytes()
    points = list(zip(raw[::3], raw[1::3], raw[2::3], strict=True))
    return sum(r > g + 30 and r > b + 30 for r, g, b in points) / len(points)


def test_a_name_is_corrected_in_one_act(client, certificate, registrar):
    stored = bytes(certificate.prints.get().pdf)
    page = client.get(f"{page_of(certificate)}name/").content.decode()
    assert NAMES[0] in page
    answer = client.post(
        f"{page_of(certificate)}name/", {"name": RIGHT, "arabic": "", "reason": "Une lettre"}
    )
    assert answer["Location"] == page_of(certificate)
    certificate.refresh_from_db()
    assert (certificate.print_index, certificate.state) == (2, "issued")
    assert verdict(certificate, RIGHT) == VALID
    assert verdict(certificate, NAMES[0]) == REPLACED
    page = client.get(page_of(certificate)).content.decode()
    assert RIGHT in page and NAMES[0] in page and "Une lettre" in page
    event = certificate.events.get(action="replaced")
    assert event.by == registrar
    # The reprint alone, as it is stored; the earlier print stamped, its stored file untouched.
    fresh = client.get(f"/fr/certificates/{certificate.number}.pdf")
    assert fresh.content == bytes(certificate.prints.get(index=2).pdf)
    assert f'"OUA16-001-{certificate.number}-2.pdf"' in fresh["Content-Disposition"]
    old = client.get(f"{page_of(certificate)}print-1.pdf")
    assert f'"OUA16-001-{certificate.number}-REMPLACE-REPLACED.pdf"' in old["Content-Disposition"]
    assert [redness(old.content, page) > 0.03 for page in (0, 1)] == [True, True]
    assert bytes(certificate.prints.get(index=1).pdf) == stored
    assert client.get(f"{page_of(certificate)}print-3.pdf").status_code == 404


def test_a_name_that_cannot_be_printed_is_refused_on_the_page(client, certificate, registrar):
    for name, reason in (("中 Nom", "Essai"), (RIGHT, ""), (NAMES[0], "Essai"), ("", "Essai")):
        answer = client.post(
            f"{page_of(certificate)}name/", {"name": name, "arabic": "", "reason": reason}
        )
        assert answer.status_code == 200 and 'class="summary"' in answer.content.decode()
    certificate.refresh_from_db()
    assert certificate.print_index == 1


def test_from_suspended_to_revoked_with_both_reasons(client, certificate, registrar):
    reasons = {
        "public_fr": "Contrôle en cours",
        "public_en": "Being checked",
        "reason": "Plainte reçue",
    }
    address = page_of(certificate)
    assert client.get(f"{address}act/suspended/").status_code == 200
    for missing in reasons:
        sent = {**reasons, missing: " "}
        assert client.post(f"{address}act/suspended/", sent).status_code == 200
    assert verdict(certificate, NAMES[0]) == VALID
    assert client.post(f"{address}act/suspended/", reasons)["Location"] == address
    assert verdict(certificate, NAMES[0]) == SUSPENDED
    file = client.get(f"/fr/certificates/{certificate.number}.pdf")
    assert "-SUSPENDU-SUSPENDED.pdf" in file["Content-Disposition"]
    client.post(f"{address}act/reinstated/", {"reason": "Sans suite"})
    assert verdict(certificate, NAMES[0]) == VALID
    client.post(f"{address}act/revoked/", reasons)
    assert verdict(certificate, NAMES[0]) == REVOKED
    file = client.get(f"/fr/certificates/{certificate.number}.pdf")
    assert "-REVOQUE-REVOKED.pdf" in file["Content-Disposition"]
    assert redness(file.content) > 0.03
    page = client.get(address).content.decode()
    assert "Contrôle en cours" in page and "Plainte reçue" in page
    assert "/act/" not in page.replace("/act/silenced/", "")
    answer = client.post(f"{address}act/reinstated/", {"reason": "Trop tard"})
    assert answer.status_code == 200 and "note-error" in answer.content.decode()
    assert verdict(certificate, NAMES[0]) == REVOKED
    assert client.get(f"{address}act/issued/").status_code == 404


def test_the_holder_reads_the_public_reason_and_not_the_other(client, certificate):
    public = Bilingual("Contrôle", "Being checked")
    suspend(certificate=certificate, reason="Plainte", public_reason=public, by=None, at=AT)
    client.force_login(holder(NAMES[0]))
    page = client.get("/fr/my-certificate/").content.decode()
    assert "Contrôle" in page and "Plainte" not in page
    assert "Being checked" in client.get("/en/my-certificate/").content.decode()


@pytest.mark.parametrize("public", [Bilingual("Contrôle", " "), Bilingual("", "Being checked")])
def test_a_public_reason_is_said_in_both_languages_or_not_at_all(certificate, public):
    for verb in (suspend, revoke):
        with pytest.raises(Refusal, match=refusals.ONE_LANGUAGE):
            verb(certificate=certificate, reason="Essai", public_reason=public, by=None, at=AT)
    assert verdict(certificate, NAMES[0]) == VALID


def test_silent_mode_on_and_off_with_its_reason(client, certificate, registrar):
    address = page_of(certificate)
    client.post(f"{address}act/silenced/", {"reason": "Titulaire menacé"})
    assert verdict(certificate, NAMES[0]) == CONTACT
    assert "Titulaire menacé" in client.get(address).content.decode()
    # The paper is still good: it is not stamped.
    file = client.get(f"/fr/certificates/{certificate.number}.pdf").content
    assert file == bytes(certificate.prints.get().pdf)
    client.post(f"{address}act/unsilenced/", {"reason": "À sa demande"})
    assert verdict(certificate, NAMES[0]) == VALID
    assert list(certificate.events.values_list("action", flat=True))[1:] == [
        "silenced",
        "downloaded",
        "unsilenced",
    ]


def test_silent_mode_refuses_what_it_is_already_and_no_reason(certificate):
    for verb, reason, code in (
        (silence, " ", refusals.REASON_MISSING),
        (unsilence, "Essai", refusals.WRONG_STATE),
    ):
        with pytest.raises(Refusal, match=code):
            verb(certificate=certificate, reason=reason, by=None, at=AT)
    silence(certificate=certificate, reason="Essai", by=None, at=AT)
    with pytest.raises(Refusal, match=refusals.WRONG_STATE):
        silence(certificate=certificate, reason="Encore", by=None, at=AT)
    assert Certificate.objects.filter(silent=True).count() == 1


def test_an_earlier_print_of_what_is_revoked_says_revoked(client, certificate, registrar):
    correct_name(certificate=certificate, name=RIGHT, reason="Lettre", by=None, at=AT)
    revoke(certificate=certificate, reason="Essai", by=None, at=AT)
    for index in (1, 2):
        file = client.get(f"{page_of(certificate)}print-{index}.pdf")
        assert "-REVOQUE-REVOKED.pdf" in file["Content-Disposition"]


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_lies_over_both_pages_and_hides_no_word(certificate, stamp):
    plain = bytes(certificate.prints.get().pdf)
    copy = overprinted(plain, stamp=stamp)
    before, after = PdfReader(BytesIO(plain)).pages, PdfReader(BytesIO(copy)).pages
    assert [page.extract_text() for page in after] == [page.extract_text() for page in before]
    assert all(redness(plain, page) < 0.02 and redness(copy, page) > 0.03 for page in (0, 1))


def test_outsiders_find_nothing(client, cohort, certificate):
    address = page_of(certificate)
    addresses = (address, f"{address}name/", f"{address}print-1.pdf", f"{address}act/revoked/")
    for person in (
        make_colleague(cohort, "lead"),
        make_colleague(make_cohort("NIA26"), "registrar"),
        holder(NAMES[0]),
    ):
        client.force_login(person)
        assert [client.get(one).status_code for one in addresses] == [404] * 4
        sent = {"public_fr": "x", "public_en": "x", "reason": "x", "name": RIGHT}
        assert client.post(f"{address}act/revoked/", sent).status_code == 404
        assert client.post(f"{address}name/", sent).status_code == 404
    assert verdict(certificate, NAMES[0]) == VALID
