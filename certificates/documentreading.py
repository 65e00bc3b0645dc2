"""Which document the decision in force gives a right to, beside the one that the register has.

A correction after the freeze (R18) may change the decision after the certificate was issued.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from assessments.models import FrozenOutcome
from certificates.eligibility import kind_for
from certificates.models import Certificate, CertificateKind
from courses.models import Cohort

_State = Certificate.State


class Step(StrEnum):
    """What has to be done so that the register says what was decided."""

    NOTHING = "nothing"
    ISSUE = "issue"
    REPLACE = "replace"
    # The decision gives no document any more: suspended while it is open, or revoked.
    END = "end"
    # Suspended, and rightly so as long as the decision gives no document.
    HELD = "held"
    # Nothing leads out of revoked.
    REVOKED = "revoked"


@dataclass(frozen=True)
class DocumentCase:
    """One frozen result: the document decided today (None: no document), and the certificate."""

    outcome: FrozenOutcome
    certificate: Certificate | None
    kind: CertificateKind | None

    @property
    def step(self) -> Step:
        """What is to be done."""
        if self.certificate is None:
            return Step.ISSUE if self.kind else Step.NOTHING
        if self.certificate.kind == self.kind:
            return Step.REVOKED if self.certificate.state == _State.REVOKED else Step.NOTHING
        if self.certificate.state == _State.REVOKED:
            return Step.REVOKED if self.kind else Step.NOTHING
        if self.kind:
            return Step.REPLACE
        return Step.HELD if self.certificate.state == _State.SUSPENDED else Step.END

    @property
    def name(self) -> str:
        """The holder's name as it is today."""
        return str(self.outcome.enrolment.user.printed_name)


def case_of(outcome: FrozenOutcome) -> DocumentCase:
    """How one frozen result and its certificate stand to each other."""
    certificate = Certificate.objects.filter(enrolment_id=outcome.enrolment_id).first()
    return DocumentCase(outcome, certificate, decided_kind(outcome))


def outdated_in(cohort: Cohort) -> list[DocumentCase]:
    """Whose certificate has to be replaced or ended, in protocol order; three queries."""
    certificates = {
        certificate.enrolment_id: certificate
        for certificate in Certificate.objects.filter(cohort=cohort)
    }
    cases = (
        DocumentCase(outcome, certificates.get(outcome.enrolment_id), decided_kind(outcome))
        for outcome in standing_outcomes(cohort)
    )
    return [case for case in cases if case.step in (Step.REPLACE, Step.END)]


def standing_outcomes(cohort: Cohort) -> QuerySet[FrozenOutcome]:
    """Frozen results in protocol order, corrections with them: two queries."""
    return (
        FrozenOutcome.objects.filter(freeze__cohort=cohort)
        .select_related("enrolment__user")
        .prefetch_related("corrections")
        .order_by("enrolment__position", "enrolment_id")
    )


def decided_kind(outcome: FrozenOutcome) -> CertificateKind | None:
    """The document that the decision in force gives a right to."""
    kind = kind_for(outcome.standing_decision)
    return CertificateKind(kind) if kind else None


def carries_what_was_decided(certificate: Certificate) -> bool:
    """Whether the certificate is the document decided today; true where nothing is left to ask."""
    if certificate.enrolment_id is None:
        return True
    outcome = FrozenOutcome.objects.filter(enrolment_id=certificate.enrolment_id).first()
    return outcome is None or decided_kind(outcome) == certificate.kind
