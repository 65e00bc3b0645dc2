"""A decision corrected after issue reaches the certificate: same number, next print, or an end."""

import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from assessments.models import FrozenOutcome
from certificates import refusals
from certificates.documentcorrecting import correct_document
from certificates.documentreading import Step, case_of, outdated_in
from certificates.examining import REPLACED, VALID, examine
from certificates.issuing import issue_cohort
from certificates.models import Certificate
from certificates.paperreading import without_sheet
from certificates.payload import from_dict
from certificates.printing import current_prints, merged_pdf, single_pdf, zipped_pdfs
from certificates.purging import leave_proof
from certificates.refusals import Refusal
from certificates.replacing import correct_name
from certificates.reports import deferred_of, missing_of
from certificates.revoking import reinstate, revoke, suspend
from certificates.sealing import read_seal
from certificates.statuslisting import _standings
from certificates.verification import verify
from tests.certificates.register.registered import NAMES, decide_anew, holder, make_frozen
from tests.factories.courses import AFTER, make_colleague
from tests.factories.people import make_user
from tests.signing_keys import write_test_certificate, write_test_key

pytestmark = pytest.mark.django_db
AT = AFTER + datetime.timedelta(days=20)


@pytest.fixture
def cohort():
    return make_frozen(names=NAMES[:1], decided={NAMES[0]: "CR"})


@pytest.fixture
def certificate(cohort):
    (certificate,) = issue_cohort(cohort=cohort, by=None, at=AFTER)
    return certificate


@pytest.fixture
def registrar(cohort, client):
    user = make_colleague(cohort, "registrar")
    client.force_login(user)
    return user


@pytest.fixture
def keys(tmp_path, settings):
    write_test_key(tmp_path)
    settings.KEYS_DIR = tmp_path
    settings.SIGNING_CERTIFICATE = write_test_certificate(tmp_path)


def decide(code, registrar):
    return decide_anew(NAMES[0], code, by=registrar)


def correct(certificate, kind="merit", **more):
    given = {"reason": "Recours fondé", "by": None, "at": AT}
    return correct_document(certificate=certificate, kind=kind, **(given | more))


def rename(certificate):
    return correct_name(certificate=certificate, name="OUÉDRAOGO Aïcha", reason="s", by=None, at=AT)


def page_of(cohort):
    outcome = FrozenOutcome.objects.get()
    return f"/fr/cohort/{cohort.code}/certificates/document/{outcome.enrolment_id}/"


def test_the_number_stays_and_everything_else_follows(keys, cohort, certificate, registrar):
    assert (certificate.kind, certificate.print_index) == ("completion", 1)
    old = bytes(certificate.prints.get().pdf)
    decide("CRM", registrar)
    new_print = correct(certificate, by=registrar)
    new = bytes(new_print.pdf)
    assert (certificate.kind, certificate.print_index, certificate.state) == ("merit", 2, "issued")
    assert certificate.former_kinds == ["completion"]
    first = certificate.prints.get(index=1)
    changed = {"kind", "print_index", "seal", "made_at"}
    assert {key for key in first.payload if first.payload[key] != new_print.payload[key]} == changed
    assert read_seal(new_print.payload["seal"]).kind == "merit"
    event = certificate.events.last()
    assert (event.action, event.by) == ("replaced", registrar)
    # The papers, the files and the badge of the earlier print.
    found = examine(old, at=AT)
    assert (found.state, found.print_index, found.newest_print) == (REPLACED, 1, 2)
    found = examine(new, at=AT)
    assert (found.state, found.kind, found.altered) == (VALID, "merit", ())
    answer = verify(number=certificate.number, name=NAMES[0])
    assert (answer.verdict, answer.kind, answer.print_index) == (VALID, "merit", 2)
    stamped = single_pdf(certificate=certificate, index=1, by=registrar, at=AT)
    assert stamped != old
    assert single_pdf(certificate=certificate, by=registrar, at=AT) == new
    assert _standings(0) == [(certificate.status_place, 2, False, False)]


def test_the_public_page_tells_of_both_files(client, keys, cohort, certificate, registrar):
    decide("CRM", registrar)
    files = [bytes(certificate.prints.get().pdf), bytes(correct(certificate).pdf)]
    client.logout()
    said = [
        client.post(
            "/en/verify/file/", {"file": SimpleUploadedFile("c.pdf", file)}
        ).content.decode()
        for file in files
    ]
    assert 'data-verdict="replaced" data-index="2"' in said[0]
    assert "The print in force is number 2" in said[0]
    assert 'data-verdict="valid" data-index="2"' in said[1]
    assert "ertificate of completion with merit" in said[1]


@pytest.mark.parametrize(
    ("code", "kind", "state", "more", "refused"),
    [
        ("CRM", "merit", "issued", {"reason": " "}, refusals.REASON_MISSING),
        ("CR", "completion", "issued", {}, refusals.DOCUMENT_RIGHT),
        ("CRD", "merit", "issued", {}, refusals.DECISION_CHANGED),
        ("AJO", "merit", "issued", {}, refusals.NO_DOCUMENT),
        ("CRM", "merit", "revoked", {}, refusals.WRONG_STATE),
    ],
)
def test_what_is_refused(certificate, registrar, code, kind, state, more, refused):
    decide(code, registrar)
    Certificate.objects.update(state=state)
    certificate.refresh_from_db()
    with pytest.raises(Refusal, match=refused):
        correct(certificate, kind, **more)
    assert certificate.prints.count() == 1


def test_of_two_registrars_one_prints(certificate, registrar):
    decide("CRM", registrar)
    stale = Certificate.objects.get(pk=certificate.pk)
    correct(certificate)
    with pytest.raises(Refusal, match=refusals.WRONG_STATE):
        correct(stale)
    stale = Certificate.objects.get(pk=certificate.pk)
    rename(certificate)
    decide("CRD", registrar)
    with pytest.raises(Refusal, match=refusals.WRONG_STATE):
        correct(stale, "distinction")
    assert certificate.prints.count() == 3


def test_a_name_waits_for_the_document_that_was_decided(certificate, registrar):
    """Else the wrong document would be printed once more, with the right name."""
    decide("CRM", registrar)
    with pytest.raises(Refusal, match=refusals.DOCUMENT_OTHER):
        rename(certificate)
    correct(certificate)
    rename(certificate)
    newest = from_dict(certificate.prints.get(index=3).payload)
    assert (newest.holder_name, newest.kind) == ("OUÉDRAOGO Aïcha", "merit")


def test_decided_again_while_the_page_was_drawn(certificate, registrar, monkeypatch):
    """A second decision arrives between the confirmation and the storing."""
    decide("CRM", registrar)

    def slow(payload):
        decide("CRD", registrar)
        return b"%PDF"

    monkeypatch.setattr("certificates.documentcorrecting.rendered", slow)
    with pytest.raises(Refusal, match=refusals.DECISION_CHANGED):
        correct(certificate)
    certificate.refresh_from_db()
    assert (certificate.kind, certificate.prints.count()) == ("completion", 1)


def test_back_and_forth_leaves_each_earlier_kind_once(certificate, registrar):
    for code, kind in (("CRM", "merit"), ("CR", "completion"), ("CRM", "merit")):
        decide(code, registrar)
        correct(certificate, kind)
    assert (certificate.print_index, certificate.former_kinds) == (4, ["completion"])
    for entry in certificate.prints.all():
        assert examine(bytes(entry.pdf), at=AT, trusted=True).state in (VALID, REPLACED)
    leave_proof([certificate])
    certificate.refresh_from_db()
    assert (certificate.kind, certificate.former_kinds) == ("merit", [])


def test_no_document_any_more_then_one_again(certificate, registrar):
    outcome = FrozenOutcome.objects.get()
    decide("AJO", registrar)
    assert case_of(outcome).step == Step.END
    suspend(certificate=certificate, reason="Enquête", by=None, at=AT)
    assert case_of(outcome).step == Step.HELD
    with pytest.raises(Refusal, match=refusals.DOCUMENT_OTHER):
        reinstate(certificate=certificate, reason="Fin", by=None, at=AT)
    decide("CRM", registrar)
    assert case_of(outcome).step == Step.REPLACE
    correct(certificate)
    assert (certificate.state, certificate.kind) == ("suspended", "merit")
    reinstate(certificate=certificate, reason="Fin", by=None, at=AT)
    assert verify(number=certificate.number, name=NAMES[0]).verdict == VALID
    assert case_of(outcome).step == Step.NOTHING


def test_revoked_stays_revoked_whatever_is_decided(certificate, registrar):
    revoke(certificate=certificate, reason="Fraude", by=None, at=AT)
    for code, step in (("CR", Step.REVOKED), ("CRM", Step.REVOKED), ("AJO", Step.NOTHING)):
        decide(code, registrar)
        assert case_of(FrozenOutcome.objects.get()).step == step


def test_revoked_for_want_of_a_document_gets_a_new_number(cohort, certificate, registrar):
    decide("AJO", registrar)
    later = AFTER + datetime.timedelta(days=1)
    revoke(certificate=certificate, reason="Ajourné", by=None, at=later)
    assert missing_of(cohort) == ()
    decide_anew(NAMES[0], "CRM", by=registrar, at=AT)
    assert missing_of(cohort) == (("merit", 1),)
    assert case_of(FrozenOutcome.objects.get()).step == Step.ISSUE
    (new,) = issue_cohort(cohort=cohort, by=None, at=AT)
    assert new.number != certificate.number
    assert verify(number=new.number, name=NAMES[0]).verdict == VALID
    assert verify(number=certificate.number, name=NAMES[0]).verdict == "revoked"
    assert (missing_of(cohort), issue_cohort(cohort=cohort, by=None, at=AT)) == ((), [])
    assert case_of(FrozenOutcome.objects.get()).certificate == new
    # Revoked now for a fraud: a better decision later makes no third.
    revoke(certificate=new, reason="Fraude", by=None, at=AT + datetime.timedelta(days=1))
    decide_anew(NAMES[0], "CRD", by=registrar, at=AT + datetime.timedelta(days=2))
    assert missing_of(cohort) == ()
    assert case_of(FrozenOutcome.objects.get()).step == Step.REVOKED


def test_who_had_no_document_gets_one_from_the_print_room(client, registrar, cohort):
    FrozenOutcome.objects.update(decided="AJO")
    assert (missing_of(cohort), deferred_of(cohort)) == ((), [NAMES[0]])
    decide("ATT", registrar)
    assert (missing_of(cohort), deferred_of(cohort)) == ((("participation", 1),), [])
    decide("CR", registrar)
    assert missing_of(cohort) == (("completion", 1),)
    page = client.get(f"/fr/cohort/{cohort.code}/certificates/").content.decode()
    assert f"/fr/cohort/{cohort.code}/certificates/issue/" in page and "Ajourné" not in page
    page = client.get(page_of(cohort)).content.decode()
    assert f"/fr/cohort/{cohort.code}/certificates/issue/" in page
    (certificate,) = issue_cohort(cohort=cohort, by=None, at=AT)
    assert certificate.kind == "completion"
    decide("AJO", registrar)
    assert deferred_of(cohort) == [NAMES[0]]


def test_figures_cost_the_same_for_one_and_three(django_assert_num_queries, registrar, cohort):
    other = make_frozen("NIA16", names=("UN Premier", "DEUX Second", "TROIS Dernier"))
    for name in ("UN Premier", "DEUX Second"):
        decide_anew(name, "AJO", by=registrar)
    for one in (cohort, other):
        with django_assert_num_queries(2):
            missing_of(one)
        with django_assert_num_queries(2):
            deferred_of(one)
        with django_assert_num_queries(3):
            outdated_in(one)
    assert len(deferred_of(other)) == 2


def test_from_the_correction_to_the_new_print(client, cohort, certificate, registrar):
    decide("CRM", registrar)
    for page in (
        f"/fr/cohort/{cohort.code}/corrections/",
        f"/fr/cohort/{cohort.code}/certificates/",
        f"/fr/certificates/{certificate.number}/",
    ):
        assert page_of(cohort) in client.get(page).content.decode(), page
    end = f"/fr/cohort/{cohort.code}/end/"
    assert client.get(end).context["outdated"] == 1
    page = client.get(page_of(cohort)).content.decode()
    assert "Recours fondé" in page and 'value="merit"' in page
    answer = client.post(page_of(cohort), {"kind": "merit", "reason": ""})
    assert answer.status_code == 200
    assert certificate.prints.count() == 1
    answer = client.post(page_of(cohort), {"kind": "merit", "reason": "PV rectifié"})
    assert answer["Location"] == f"/fr/certificates/{certificate.number}/"
    certificate.refresh_from_db()
    assert (certificate.kind, certificate.print_index) == ("merit", 2)
    again = client.post(page_of(cohort), {"kind": "merit", "reason": "PV rectifié"})
    assert again.status_code == 409
    page = client.get(f"/fr/cohort/{cohort.code}/certificates/").content.decode()
    assert page_of(cohort) not in page
    assert client.get(end).context["outdated"] == 0


def test_another_decision_than_the_one_on_the_page(client, cohort, certificate, registrar):
    decide("CRM", registrar)
    client.get(page_of(cohort))
    decide("CRD", registrar)
    answer = client.post(page_of(cohort), {"kind": "merit", "reason": "PV"})
    assert answer.status_code == 409
    assert 'value="distinction"' in answer.content.decode()
    assert certificate.prints.count() == 1


def test_the_page_leads_where_the_certificate_is_ended(client, cohort, certificate, registrar):
    decide("AJO", registrar)
    page = client.get(page_of(cohort)).content.decode()
    for act in ("suspended", "revoked"):
        assert f"/fr/certificates/{certificate.number}/act/{act}/" in page
    answer = client.post(page_of(cohort), {"kind": "merit", "reason": "PV"})
    assert answer.status_code == 409
    sent = {"public_fr": "Enquête", "public_en": "Enquiry", "reason": "PV"}
    client.post(f"/fr/certificates/{certificate.number}/act/suspended/", sent)
    assert verify(number=certificate.number, name=NAMES[0]).verdict == "suspended"
    page = client.get(page_of(cohort)).content.decode()
    assert f"/fr/certificates/{certificate.number}/act/suspended/" not in page
    act = f"/fr/certificates/{certificate.number}/act/reinstated/"
    assert client.post(act, {"reason": "PV"}).status_code == 200
    certificate.refresh_from_db()
    assert certificate.state == "suspended"


def test_only_who_keeps_the_register(client, cohort, certificate, registrar):
    decide("CRM", registrar)
    for person in (
        make_user("INCONNU Nom"),
        make_colleague(cohort, "lead"),
        certificate.enrolment.user,
    ):
        client.force_login(person)
        assert client.get(page_of(cohort)).status_code in (302, 404)
        assert client.post(page_of(cohort), {"kind": "merit", "reason": "x"}).status_code != 200
    assert certificate.prints.count() == 1


def test_an_outdated_document_is_in_no_file_and_named(client, registrar):
    cohort = make_frozen("NIA16", names=("UN Premier", "DEUX Second"))
    client.force_login(make_colleague(cohort, "registrar"))
    outdated, kept = issue_cohort(cohort=cohort, by=None, at=AFTER)
    decide_anew("UN Premier", "ATT", by=registrar)
    assert [one.certificate for one in current_prints(cohort)] == [kept]
    merged = PdfReader(BytesIO(merged_pdf(cohort=cohort, by=None, at=AT)))
    assert len(merged.pages) == 2 and "DEUX" in merged.pages[0].extract_text()
    with ZipFile(BytesIO(zipped_pdfs(cohort=cohort, by=None, at=AT))) as files:
        assert [kept.number in name for name in files.namelist()] == [True]
    assert [one.certificate for one in without_sheet(cohort)] == [kept]
    page = client.get(f"/fr/cohort/{cohort.code}/certificates/")
    replacing = f"/fr/cohort/{cohort.code}/certificates/document/{outdated.enrolment_id}/"
    assert page.context["in_force"] == 1
    assert "UN Premier</b>" in page.content.decode() and replacing in page.content.decode()
    assert client.get(f"/fr/certificates/{outdated.number}.pdf")["Location"] == replacing
    client.force_login(holder("UN Premier"))
    for form in ("pdf", "json", "png"):
        own = client.get(f"/fr/my-certificate/{outdated.number}.{form}", follow=True)
        assert "décision" in own.content.decode() and ".pdf" not in own.content.decode()
    assert not outdated.events.filter(action="downloaded").exists()


def test_with_nothing_but_outdated_documents_there_is_nothing_to_print(
    cohort, certificate, registrar
):
    decide("CRM", registrar)
    with pytest.raises(Refusal, match=refusals.NOTHING_TO_PRINT):
        merged_pdf(cohort=cohort, by=None, at=AT)
    with pytest.raises(Refusal, match=refusals.DOCUMENT_OTHER):
        single_pdf(certificate=certificate, by=None, at=AT)
    correct(certificate)
    assert merged_pdf(cohort=cohort, by=None, at=AT).startswith(b"%PDF")
