"""Which document each outcome gives; the table covers every outcome and every kind."""

import pytest

from assessments.models import OutcomeCode
from certificates.eligibility import KIND_OF_OUTCOME, kind_for
from certificates.models import CertificateKind
from certificates.payload import KINDS


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ("CRD", "distinction"),
        ("CRM", "merit"),
        ("CR", "completion"),
        ("ATT", "participation"),
        ("REL", "attendance"),
        ("AJO", None),
    ],
)
def test_kind(outcome, kind):
    assert kind_for(outcome) == kind


def test_every_outcome_and_every_kind_has_its_place():
    assert set(KIND_OF_OUTCOME) == set(OutcomeCode.values)
    assert set(KIND_OF_OUTCOME.values()) - {None} == set(CertificateKind.values) == set(KINDS)


def test_an_unknown_outcome_is_no_silent_nothing():
    with pytest.raises(KeyError):
        kind_for("INCOMPLETE")
