"""A wrong letter found after the freeze and before the issue is corrected, and asked about."""

import datetime

import pytest

from accounts.models import User
from assessments.models import Freeze
from certificates import refusals
from certificates.documentreading import has_its_document
from certificates.issuing import issue_cohort
from certificates.latenaming import correct_unissued_name
from certificates.nameproving import sign_name
from certificates.namereading import own_name
from certificates.refusals import Refusal
from certificates.replacing import correct_name
from certificates.revoking import revoke
from certificates.verification import verify
from tests.certificates.register.registered import (
    NAMES,
    add_print_settings,
    decide_anew,
    make_frozen,
)
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
LATER = AFTER + 3 * DAY
RIGHT = "OUÉDRAOGO Aïssatou"
NAMES_PAGE = "/fr/cohort/OUA16/names/"


@pytest.fixture
def cohort():
    return make_frozen(names=NAMES[:2])


def of(cohort, name=NAMES[0]):
    return cohort.enrolments.get(user__printed_name=name)


def late(enrolment, name, arabic=""):
    correct_unissued_name(enrolment=enrolment, name=name, arabic=arabic)


def test_an_unprintable_name_is_no_dead_end(client, cohort):
    client.force_login(make_colleague(cohort, "registrar"))
    digest = Freeze.objects.get(cohort=cohort).digest
    User.objects.filter(printed_name=NAMES[0]).update(printed_name="中 Nom")
    with pytest.raises(Refusal, match=refusals.UNPRINTABLE):
        issue_cohort(cohort=cohort, by=None, at=AT)
    enrolment = of(cohort, "中 Nom")
    address = f"{NAMES_PAGE}{enrolment.pk}/late/"
    assert address in client.get(NAMES_PAGE).content.decode()
    assert client.post(address, {"name": "", "arabic": ""}).status_code == 200
    assert client.post(address, {"name": RIGHT, "arabic": ""})["Location"] == NAMES_PAGE
    assert Freeze.objects.get(cohort=cohort).digest == digest
    # The old signature does not hold for the new form.
    with pytest.raises(Refusal, match=refusals.UNPROVEN):
        issue_cohort(cohort=cohort, by=None, at=AT)
    issued = issue_cohort(cohort=cohort, by=None, at=AT, unproven=[enrolment.pk])
    assert issued[0].prints.get().payload["holder_name"] == RIGHT
    assert client.get(address).status_code == 404
    assert "/late/" not in client.get(NAMES_PAGE).content.decode()


def test_what_is_refused(cohort):
    for name, code in (
        ("12", refusals.BAD_NAME),
        (NAMES[0], refusals.SAME_NAME),
    ):
        with pytest.raises(Refusal, match=code):
            late(of(cohort), name)
    issue_cohort(cohort=cohort, by=None, at=AT)
    with pytest.raises(Refusal, match=refusals.NAME_ISSUED):
        late(of(cohort), RIGHT)
    assert of(cohort).user.printed_name == NAMES[0]


def test_an_open_cohort_has_its_own_way(client):
    cohort = make_cohort("OUA16")
    add_print_settings(cohort)
    enrolment = make_enrolment(cohort, make_user(NAMES[0], roles=("trainee",)))
    with pytest.raises(Refusal, match=refusals.WRONG_STATE):
        late(enrolment, RIGHT)
    client.force_login(make_colleague(cohort, "registrar"))
    assert client.get(f"{NAMES_PAGE}{enrolment.pk}/late/").status_code == 404


def test_outsiders_change_no_name(client, cohort):
    address = f"{NAMES_PAGE}{of(cohort).pk}/late/"
    for person in (
        make_colleague(cohort, "lead"),
        make_colleague(make_cohort("NIA26"), "registrar"),
    ):
        client.force_login(person)
        assert client.post(address, {"name": RIGHT, "arabic": ""}).status_code == 404
    assert of(cohort).user.printed_name == NAMES[0]


def deferred_and_passed_again(certificate, registrar):
    """Revoked for want of a document; a later decision gives one, which is a second certificate."""
    decide_anew(NAMES[0], "AJO", by=registrar)
    revoke(certificate=certificate, reason="Ajourné", by=registrar, at=LATER)
    assert has_its_document(certificate.enrolment)
    decide_anew(NAMES[0], "ATT", by=registrar, at=LATER + DAY)


def test_a_wrong_letter_before_a_second_certificate(client, cohort):
    first = issue_cohort(cohort=cohort, by=None, at=AFTER)[0]
    address = f"{NAMES_PAGE}{first.enrolment_id}/late/"
    registrar = make_colleague(cohort, "registrar")
    client.force_login(registrar)
    assert client.get(address).status_code == 404
    deferred_and_passed_again(first, registrar)
    page = client.get(NAMES_PAGE).content.decode()
    assert address in page and page.count("/late/") == 1
    assert client.post(address, {"name": RIGHT, "arabic": ""})["Location"] == NAMES_PAGE
    with pytest.raises(Refusal, match=refusals.UNPROVEN):
        issue_cohort(cohort=cohort, by=None, at=LATER + 2 * DAY)
    trainee = User.objects.get(printed_name=RIGHT)
    client.force_login(trainee)
    shown = {"answer": "right", "read": "on", "name": RIGHT, "arabic": ""}
    assert client.post("/fr/my-name/", shown).status_code == 302
    (second,) = issue_cohort(cohort=cohort, by=None, at=LATER + 2 * DAY)
    assert second.number != first.number
    assert second.prints.get().payload["holder_name"] == RIGHT
    assert verify(number=first.number, name=NAMES[0]).verdict == "revoked"
    with pytest.raises(Refusal, match=refusals.NAME_ISSUED):
        late(second.enrolment, NAMES[0])


def test_the_second_certificate_does_not_fall_back_on_the_uncorrected_name(client, cohort):
    """The first was corrected by a reprint; the signature of before that counts no more."""
    first = issue_cohort(cohort=cohort, by=None, at=AFTER)[0]
    correct_name(certificate=first, name=RIGHT, reason="Une lettre", by=None, at=AFTER + DAY)
    assert own_name(of(cohort)).is_proven
    registrar = make_colleague(cohort, "registrar")
    client.force_login(registrar)
    deferred_and_passed_again(first, registrar)
    with pytest.raises(Refusal, match=refusals.UNPROVEN):
        issue_cohort(cohort=cohort, by=None, at=LATER + 2 * DAY)
    page = client.get(f"{NAMES_PAGE}{first.enrolment_id}/late/").content.decode()
    assert f'value="{RIGHT}"' in page and NAMES[0] in page
    # If the reprint was wrong and the record is right, the trainee says so by signing again.
    line = own_name(of(cohort))
    later = LATER + DAY
    sign_name(enrolment=line.enrolment, shown=line.form, by=line.enrolment.user, at=later)
    (second,) = issue_cohort(cohort=cohort, by=None, at=LATER + 2 * DAY)
    assert second.prints.get().payload["holder_name"] == NAMES[0]
