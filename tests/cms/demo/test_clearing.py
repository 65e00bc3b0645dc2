"""What somebody left in the demo does not keep it from being built anew."""

import datetime

import pytest

from certificates.issuing import issue_cohort
from certificates.models import Certificate, StampedCopy
from certificates.printing import single_pdf
from certificates.revoking import suspend
from cms.demo.clearing import clear_demo
from courses.models import Cohort
from tests.certificates.register.registered import NAMES, make_frozen

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)


def test_a_cohort_with_a_stamped_copy_is_taken_out_again():
    cohort = make_frozen(names=NAMES[:1])
    (certificate,) = issue_cohort(cohort=cohort, by=None, at=AT)
    suspend(certificate=certificate, reason="Essai", by=None, at=AT)
    single_pdf(certificate=certificate, by=None, at=AT)
    assert StampedCopy.objects.count() == 1
    clear_demo([cohort.code])
    for model in (StampedCopy, Certificate, Cohort):
        assert not model.objects.exists()
