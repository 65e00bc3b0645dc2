"""Permission pairs of the register: each question about one object beside its queryset.

`tests/certificates/register/test_permissions.py` proves over personas × objects that both agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from accounts import roles
from certificates.models import Certificate
from certificates.querysets import CertificateQuerySet
from courses.models import Cohort
from courses.querysets import CohortQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser


def issued_by(user: Person) -> CohortQuerySet:
    """Cohorts whose certificates the person issues and prints."""
    return Cohort.objects.worked_on_by(user, roles.ISSUE_CERTIFICATES)


def can_issue(user: Person, cohort: Cohort) -> bool:
    """Whether the person issues this cohort's certificates (frozen or not)."""
    return issued_by(user).filter(pk=cohort.pk).exists()


def names_read_by(user: Person) -> CohortQuerySet:
    """Cohorts of which the person sees who signed the name: who issues, and the lead."""
    leading = Cohort.objects.worked_on_by(user, roles.MANAGE_ASSESSMENTS)
    issuing = issued_by(user)
    return Cohort.objects.filter(Q(pk__in=leading.values("pk")) | Q(pk__in=issuing.values("pk")))


def can_read_names(user: Person, cohort: Cohort) -> bool:
    """Whether the person sees who in this cohort signed the name as it will be printed."""
    return names_read_by(user).filter(pk=cohort.pk).exists()


def certificates_kept_by(user: Person) -> CertificateQuerySet:
    """Certificates that the person may print and whose state the person may change."""
    return Certificate.objects.registered_by(user)


def can_keep(user: Person, certificate: Certificate) -> bool:
    """Whether the person keeps this entry of the register."""
    return certificate.cohort is not None and can_issue(user, certificate.cohort)


def own_certificates(user: Person) -> CertificateQuerySet:
    """The person's own certificates."""
    return Certificate.objects.own(user)


def is_own_certificate(user: Person, certificate: Certificate) -> bool:
    """Whether the certificate is the person's own."""
    if not user.is_authenticated or not user.is_active or certificate.enrolment is None:
        return False
    return certificate.enrolment.user_id == user.pk
