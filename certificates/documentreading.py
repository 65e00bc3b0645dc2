"""Which document the decision in force gives a right to, beside the one that the register has.

A correction after the freeze (R18) may change the decision after the certificate was issued.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from assessments.models import FrozenOutcome
from certificates.eligibility import kind_for
from certificates.models import Certificate, CertificateEvent, CertificateKind
from courses.models import Cohort, Enrolment

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
    own = list(Certificate.objects.filter(enrolment_id=outcome.enrolment_id).order_by("pk"))
    stands = next((one for one in own if one.state != _State.REVOKED), None)
    if stands is None and not lacking(FrozenOutcome.objects.filter(pk=outcome.pk)):
        stands = own[-1] if own else None
    return DocumentCase(outcome, stands, decided_kind(outcome))


def outdated_in(cohort: Cohort) -> list[DocumentCase]:
    """Whose certificate has to be replaced or ended, in protocol order; three queries."""
    certificates = {
        certificate.enrolment_id: certificate
        for certificate in Certificate.objects.filter(cohort=cohort).exclude(state=_State.REVOKED)
    }
    cases = (
        DocumentCase(outcome, certificates.get(outcome.enrolment_id), decided_kind(outcome))
        for outcome in standing_outcomes(cohort)
    )
    return [case for case in cases if case.step in (Step.REPLACE, Step.END)]


def lacking(outcomes: QuerySet[FrozenOutcome]) -> list[FrozenOutcome]:
    """Those of `outcomes` without a certificate; one query, and one for the corrections.

    Who was revoked is among them only if the decision gave no document at that time and gives one
    now: it was revoked for that, not for a fraud.
    """
    own = Certificate.objects.filter(enrolment=OuterRef("enrolment"))
    revoked = CertificateEvent.objects.filter(
        certificate__enrolment=OuterRef("enrolment"), action=CertificateEvent.Action.REVOKED
    )
    asked = outcomes.annotate(
        had=Exists(own), revoked_at=Subquery(revoked.order_by("-at", "-pk").values("at")[:1])
    ).exclude(Exists(own.exclude(state=_State.REVOKED)))
    return [
        outcome
        for outcome in asked.prefetch_related("corrections")
        if not outcome.had or _is_due_again(outcome)
    ]


def has_its_document(enrolment: Enrolment) -> bool:
    """Whether a certificate stands for this trainee, or was revoked and none is to follow it."""
    if not Certificate.objects.filter(enrolment=enrolment).exists():
        return False
    return not lacking(FrozenOutcome.objects.filter(enrolment=enrolment))


def waiting_in(cohort: Cohort) -> set[int]:
    """The enrolments of a frozen cohort that have no certificate, or are to get one again."""
    return {outcome.enrolment_id for outcome in lacking(standing_outcomes(cohort))}


def _is_due_again(outcome: Any) -> bool:
    """`outcome` as `lacking` has annotated it."""
    if outcome.revoked_at is None or decided_kind(outcome) is None:
        return False
    then = [one for one in outcome.corrections.all() if one.made_at <= outcome.revoked_at]
    return kind_for(then[-1].after["decided"] if then else outcome.decided) is None


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
