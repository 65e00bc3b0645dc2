"""Every file of a frozen cohort, asked for by everybody: who gets it, and no cache keeps it."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import URLPattern

from accounts import roles
from assessments import urls as assessments_urls
from assessments.models import Appeal, Attempt
from assessments.states import SUBMITTED
from certificates import urls as certificates_urls
from certificates.issuing import issue_cohort
from certificates.nameproving import print_name_sheet
from certificates.paperkeeping import receive_stock
from certificates.revoking import revoke, suspend
from cms import urls as cms_urls
from courses import urls as courses_urls
from courses.models import Cohort, CohortStaff, RegisterSheet
from courses.sheetprinting import print_sheet
from tests.assessments.player.room import address, signed_in
from tests.certificates.register.registered import NAMES, holder, make_frozen
from tests.factories.assessments import make_quiz
from tests.factories.courses import AFTER, make_cohort, make_colleague
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

OWN = [
    "my-certificate-file",
    "my-certificate-credential",
    "my-certificate-badge-png",
    "my-certificate-badge-svg",
]
KEPT = [
    "certificate-file",
    "certificate-print",
    "certificate-credential",
    "certificate-badge-png",
    "certificate-badge-svg",
]
OF_THE_COHORT = [
    "cohort-certificates-file",
    "cohort-certificates-archive",
    "certificate-specimen",
    "certificate-paper-list",
    "handover-list",
]
# File → who of the cohort's people gets it; « first » holds the certificate that is asked for.
ALLOWED = {
    **{name: {"first"} for name in OWN},
    **{name: {"registrar"} for name in (*KEPT, *OF_THE_COHORT, "name-sheet-file")},
    "jury-minutes-file": {"registrar", "lead"},
    "attempt-file-pdf": {"registrar", "lead"},
    "register-sheet-file": {"registrar", "lead", "facilitator"},
}
# No file of a cohort, or of the person alone: tests/architecture/url_expectations.py.
OF_NO_COHORT = {
    "my-name-picture",
    "specimen-sheet-file",
    "specimen-key-file",
    "inventory-file",
    "inventory-answers-file",
    "companion-file",
}


def files():
    """The names of all addresses in the languages whose end says that they are files."""
    apps = (assessments_urls, certificates_urls, cms_urls, courses_urls)
    found = [one for app in apps for one in app.urlpatterns if isinstance(one, URLPattern)]
    return {one.name for one in found if re.search(r"(\.[a-z]{3,4}|/pdf/)$", str(one.pattern))}


def test_every_file_has_its_line():
    assert files() == ALLOWED.keys() | OF_NO_COHORT


@pytest.fixture
def room(_keys_of_the_suite):
    """A frozen cohort of two with all its papers, and everybody who may come near them."""
    cohort = make_frozen(names=NAMES[:2])
    staff = {role: make_colleague(cohort, role) for role in roles.ROLES if role != "trainee"}
    registrar = staff["registrar"]
    Cohort.objects.update(frozen_at=None)  # a sheet of the register is printed before the end
    sheet = print_sheet(
        cohort=cohort, kind=RegisterSheet.Kind.DAY, number=1, by=registrar, at=AFTER
    )
    Cohort.objects.update(frozen_at=AFTER)
    cohort.refresh_from_db()
    names = print_name_sheet(cohort=cohort, by=registrar, at=AFTER)
    receive_stock(cohort=cohort, first="A-0101", last="A-0110", by=None, at=AFTER)
    first, _second = issue_cohort(cohort=cohort, by=registrar, at=AFTER)
    contest(first)
    former = make_colleague(make_cohort("NIA26"), "registrar")
    CohortStaff.objects.create(
        cohort=cohort, user=former, role="registrar", until=datetime.date(2016, 3, 1)
    )
    people = {
        **staff,
        "first": holder(NAMES[0]),
        "second": holder(NAMES[1]),
        "former registrar": former,
        "lead elsewhere": make_colleague(make_cohort("NKC08"), "lead"),
        "superuser": make_user("TECHNIQUE Nom", is_superuser=True),
        "stranger": make_user("INCONNU Nom"),
    }
    return cohort, first, sheet, names, people


def contest(certificate):
    """The holder sat a quiz and appeals."""
    enrolment = certificate.enrolment
    Attempt.objects.create(
        quiz=make_quiz(enrolment.cohort),
        enrolment=enrolment,
        number=1,
        state=SUBMITTED,
        started_at=AFTER,
        submitted_at=AFTER,
    )
    Appeal.objects.create(
        enrolment=enrolment,
        ground="procedure",
        text="…",
        lodged_on=AFTER.date(),
        lodged_until=AFTER.date(),
        answer_due_on=AFTER.date(),
        recorded_at=AFTER,
    )


def addresses(cohort, certificate, sheet, names):
    """File → where it is, for each that the table names."""
    attempt, appeal = Attempt.objects.get(), Appeal.objects.get()
    more = {
        "attempt-file-pdf": (cohort.code, appeal.pk, attempt.public_id),
        "certificate-print": (certificate.number, 1),
        "name-sheet-file": (cohort.code, names.reference),
        "register-sheet-file": (cohort.code, sheet.reference),
    }
    usual = {
        **dict.fromkeys((*OWN, *KEPT), (certificate.number,)),
        **dict.fromkeys((*OF_THE_COHORT, "jury-minutes-file"), (cohort.code,)),
    }
    return {name: address(name, *{**usual, **more}[name]) for name in ALLOWED}


def test_after_the_freeze_each_file_goes_to_whom_the_table_says_and_into_no_cache(room):
    cohort, first, sheet, names, people = room
    where = addresses(cohort, first, sheet, names)
    got: dict[str, set[str]] = {name: set() for name in ALLOWED}
    for who, person in people.items():
        browser = signed_in(person)
        for name, path in where.items():
            answer = browser.get(path)
            assert answer.status_code in (200, 404), (who, name, answer.status_code)
            if answer.status_code == 200:
                got[name].add(who)
                assert "no-store" in answer["Cache-Control"], name
                assert answer["Content-Disposition"].startswith("attachment"), name
    assert got == ALLOWED
    for name, path in where.items():
        answer = Client().get(path)
        assert answer.status_code == 302 and path in answer["Location"], name


def test_a_certificate_out_of_force_is_no_longer_its_holders_file(room):
    _cohort, first, _sheet, _names, people = room
    browser = signed_in(people["first"])
    for end in (suspend, revoke):
        end(certificate=first, reason="Enquête", by=people["registrar"], at=AFTER)
        for name in OWN:
            assert browser.get(address(name, first.number)).status_code == 404, name
        # The registrar keeps it, stamped.
        kept = signed_in(people["registrar"]).get(address("certificate-file", first.number))
        assert kept.status_code == 200
