"""A wrong letter found after the freeze and before the issue is corrected, and asked about."""

import datetime

import pytest

from accounts.models import User
from assessments.models import Freeze
from certificates import refusals
from certificates.issuing import issue_cohort
from certificates.latenaming import correct_unissued_name
from certificates.refusals import Refusal
from tests.certificates.register.registered import NAMES, add_print_settings, make_frozen
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
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
