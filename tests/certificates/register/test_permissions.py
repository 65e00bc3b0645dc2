"""Each question about one object and its queryset agree, for every persona and every object."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts import roles
from certificates.issuing import issue_cohort
from certificates.models import Certificate
from certificates.permissions import (
    can_issue,
    can_keep,
    can_read_names,
    certificates_kept_by,
    is_own_certificate,
    issued_by,
    names_read_by,
    own_certificates,
)
from courses.models import Cohort, CohortStaff
from tests.certificates.register.registered import NAMES, holder, make_frozen
from tests.factories.courses import make_cohort, make_colleague
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)


@pytest.fixture
def people():
    cohort = make_frozen(names=NAMES[:2])
    other = make_cohort("NIA26")
    _, second = issue_cohort(cohort=cohort, by=None, at=AT)
    # An entry whose cohort and holder were purged.
    Certificate.objects.filter(pk=second.pk).update(cohort=None, enrolment=None)
    staff = {role: make_colleague(cohort, role) for role in roles.ROLES if role != "trainee"}
    former = make_colleague(other, "registrar")
    CohortStaff.objects.create(
        cohort=cohort, user=former, role="registrar", until=datetime.date(2016, 3, 1)
    )
    return {
        "holder": holder(NAMES[0]),
        "purged": holder(NAMES[1]),
        "other registrar": former,
        "stranger": make_user("INCONNU Nom"),
        "superuser": make_user("TECHNIQUE Nom", is_superuser=True),
        "visitor": AnonymousUser(),
        **staff,
    }


def test_pairs_agree(people):
    for name, person in people.items():
        for cohort in Cohort.objects.all():
            assert can_issue(person, cohort) == (cohort in issued_by(person)), name
            assert can_read_names(person, cohort) == (cohort in names_read_by(person)), name
        for certificate in Certificate.objects.all():
            assert can_keep(person, certificate) == (certificate in certificates_kept_by(person)), (
                name
            )
            assert is_own_certificate(person, certificate) == (
                certificate in own_certificates(person)
            ), name


def test_only_the_registrar_of_the_cohort_issues(people):
    cohort = Cohort.objects.get(code="OUA16")
    allowed = {name for name, person in people.items() if can_issue(person, cohort)}
    assert allowed == {"registrar"}


def test_only_the_holder_owns(people):
    certificate = Certificate.objects.get(enrolment__isnull=False)
    owners = {name for name, person in people.items() if is_own_certificate(person, certificate)}
    assert owners == {"holder"}
