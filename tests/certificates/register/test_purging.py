"""After the purge nobody is in the register, and every paper can still be verified."""

import datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import translation

from accounts.models import User
from certificates.issuing import issue_cohort
from certificates.keyring import published_keys
from certificates.models import (
    Certificate,
    CertificateEvent,
    CertificatePrint,
    NameSheet,
    PrintRun,
)
from certificates.namereading import names_of
from certificates.paperkeeping import receive_stock, use_sheets
from certificates.paperreading import without_sheet
from certificates.payload import Bilingual, from_dict
from certificates.printing import single_pdf
from certificates.purging import due, leave_proof
from certificates.replacing import correct_name
from certificates.revoking import revoke, suspend
from certificates.sealing import Verdict, judge, read_seal
from certificates.verification import sealed_courses, verify
from courses.models import Cohort, Course, Edition, Enrolment
from tests.certificates.register.registered import NAMES, make_frozen
from tests.certificates.register.test_changing import purge

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
CORRECTED = "OUÉDRAOGO Aissa"


@pytest.fixture(scope="module")
def three(module_rows):
    """One with a corrected name, one revoked, one in silent mode; each test undoes what it does."""
    first, second, third = issue_cohort(cohort=make_frozen(), by=None, at=AT)
    correct_name(certificate=first, name=CORRECTED, reason="OUÉDRAOGO a écrit", by=None, at=AT)
    public = Bilingual("fraude", "fraud")
    revoke(certificate=second, reason="N’DIAYE a copié", public_reason=public, by=None, at=AT)
    single_pdf(certificate=second, by=None, at=AT)
    Certificate.objects.filter(pk=third.pk).update(silent=True)
    return [first.pk, second.pk, third.pk]


@pytest.fixture
def certificates(three, db):
    return [Certificate.objects.get(pk=one) for one in three]


def answers(certificates):
    names = [CORRECTED, NAMES[1], NAMES[2]]
    asked = [*zip(certificates, names, strict=True), (certificates[0], NAMES[0])]
    asked.append((certificates[0], "Quelqu’un d’AUTRE"))
    return [verify(number=one.number, name=name) for one, name in asked]


def everything_stored(app):
    """Every row of an app's tables, as text."""
    models = apps.get_app_config(app).get_models()
    return "\n".join(repr(row) for model in models for row in model._default_manager.values_list())


def test_every_answer_is_the_same_after_the_purge(certificates):
    before = answers(certificates)
    assert [one.verdict for one in before] == [
        "valid", "revoked", "contact", "replaced", "no-match",
    ]  # fmt: skip
    assert leave_proof(certificates) == 3
    assert answers(certificates) == before
    assert leave_proof(certificates) == 3
    assert answers(certificates) == before


def test_no_name_is_left_in_any_table_of_the_app(certificates):
    stored = everything_stored("certificates")
    assert all(name in stored for name in (*NAMES, CORRECTED))
    cohort = certificates[0].cohort
    receive_stock(cohort=cohort, first="A-1", last="A-9", by=None, at=AT)
    use_sheets(cohort=cohort, first="A-1", prints=without_sheet(cohort), by=None, at=AT)
    PrintRun.objects.filter(cohort=cohort).update(problems=[[NAMES[0], "layout", "", ""]])
    leave_proof(certificates)
    stored = everything_stored("certificates")
    for name in (*NAMES, CORRECTED):
        for part in name.split():
            assert part not in stored
    assert not CertificatePrint.objects.exists()
    (event,) = CertificateEvent.objects.all()
    assert event.public_reason.data == {"fr": "fraude", "en": "fraud"}
    assert (event.internal_reason, event.by) == ("", None)
    for certificate in Certificate.objects.all():
        ties = (certificate.enrolment, certificate.cohort, certificate.issued_by)
        assert ties == (None, None, None)


def test_one_person_can_be_purged_and_the_others_keep_theirs(certificates):
    cohort = certificates[0].cohort
    lines = [[line.enrolment.pk, line.form.name, ""] for line in names_of(cohort)]
    NameSheet.objects.create(cohort=cohort, reference="S1", lines=lines, printed_at=AT)
    leave_proof([certificates[0]])
    assert [line[1] for line in NameSheet.objects.get().lines] == list(NAMES[1:])
    assert CertificatePrint.objects.count() == 2
    leave_proof(certificates)
    assert not NameSheet.objects.exists()


def test_trainee_cohort_and_course_are_deleted_and_the_paper_is_verified(certificates):
    before = answers(certificates)
    seal = from_dict(certificates[0].prints.get(index=2).payload).seal
    courses = sealed_courses()
    leave_proof(certificates)
    for enrolment in list(Enrolment.objects.all()):
        person = enrolment.user
        purge(enrolment)
        purge(person)
    for model in (Cohort, Edition, Course):
        for row in list(model.objects.all()):
            purge(row)
    assert not Course.objects.exists() and not Cohort.objects.exists()
    assert not User.objects.filter(printed_name__in=NAMES).exists()
    assert answers(certificates) == before
    # Offline, too: the title that the seal names is still published.
    assert sealed_courses() == courses
    keys = [dated.public for dated in published_keys()]
    verdict = judge(read_seal(seal), number=certificates[0].number, name=CORRECTED, keys=keys)
    assert verdict is Verdict.AUTHENTIC


def test_ten_years_after_the_course(certificates):
    ended = certificates[0].ended_on
    early = ended.replace(year=ended.year + 10) - datetime.timedelta(days=1)
    assert not due(on=early).exists()
    assert due(on=early + datetime.timedelta(days=1)).count() == 3
    leave_proof(certificates)
    assert not due(on=datetime.date(2040, 2, 29)).exists()


def test_a_purged_certificate_can_still_be_suspended_and_says_so(certificates):
    leave_proof(certificates)
    certificate = Certificate.objects.get(pk=certificates[0].pk)
    public = Bilingual("en examen", "being examined")
    suspend(certificate=certificate, reason="x", public_reason=public, by=None, at=AT)
    answer = verify(number=certificate.number, name=CORRECTED)
    with translation.override("en"):
        assert (answer.verdict, str(answer.reason)) == ("suspended", "being examined")


def test_the_command(certificates):
    def said(*words):
        out = StringIO()
        call_command("purge_certificates", *words, stdout=out)
        return out.getvalue().strip()

    code = certificates[0].cohort.code
    assert said("--cohort", code, "--dry-run") == "3 certificates would be purged"
    assert CertificatePrint.objects.count() == 4
    assert said("--number", certificates[0].number.lower()) == "1 certificates, 0 answers"
    assert said("--due") == "2 certificates, 0 answers"
    with pytest.raises(CommandError):
        call_command("purge_certificates", "--cohort", "NOWHERE")
