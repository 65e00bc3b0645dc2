"""What the registrar's page shows: the register of a cohort, and what issuing would do."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch

from certificates.documentreading import decided_kind, lacking, standing_outcomes
from certificates.drafting import draft_missing
from certificates.models import Certificate, CertificateKind, CertificatePrint
from certificates.namereading import NameLine, unsigned_of
from certificates.proofreading import unprintable
from certificates.refusals import Problem, Refusal
from courses.models import Cohort


@dataclass(frozen=True)
class RegisterRow:
    """One line of the register; the name as on the current print."""

    certificate: Certificate
    name: str

    @property
    def is_in_force(self) -> bool:
        """Whether it belongs into the cohort's file for the printer."""
        return self.certificate.state == Certificate.State.ISSUED


@dataclass(frozen=True)
class Forecast:
    """What issuing would do now: documents by kind, and what stands in the way."""

    counts: tuple[tuple[CertificateKind, int], ...]
    problems: tuple[Problem, ...] = ()
    refusal: Refusal | None = None
    unsigned: tuple[NameLine, ...] = ()

    @property
    def total(self) -> int:
        """How many documents would be issued."""
        return sum(count for _, count in self.counts)


def register_of(cohort: Cohort) -> list[RegisterRow]:
    """The certificates of a cohort in protocol order, in two queries; files are not read."""
    prints = CertificatePrint.objects.defer("pdf")
    certificates = (
        Certificate.objects.filter(cohort=cohort)
        .order_by("position", "pk")
        .prefetch_related(Prefetch("prints", queryset=prints))
    )
    return [RegisterRow(certificate, _printed_name(certificate)) for certificate in certificates]


def missing_of(cohort: Cohort) -> tuple[tuple[CertificateKind, int], ...]:
    """How many documents of each kind, as decided today, a cohort still lacks; two queries."""
    counted = Counter(map(decided_kind, lacking(standing_outcomes(cohort))))
    return tuple((kind, counted[kind]) for kind in CertificateKind if counted[kind])


def deferred_of(cohort: Cohort) -> list[str]:
    """Printed names of those whom the decision in force gives no document, in protocol order."""
    return [
        outcome.enrolment.user.printed_name
        for outcome in standing_outcomes(cohort)
        if decided_kind(outcome) is None
    ]


def forecast(cohort: Cohort, *, at: datetime.datetime) -> Forecast:
    """What `issue_cohort` would do at this moment, short of the layout."""
    counts = missing_of(cohort)
    try:
        drafts = draft_missing(cohort=cohort, at=at)
    except Refusal as refusal:
        return Forecast(counts, refusal.problems, refusal)
    return Forecast(
        counts,
        unprintable(payload for _, payload in drafts),
        unsigned=tuple(unsigned_of(outcome.enrolment for outcome, _ in drafts)),
    )


def _printed_name(certificate: Certificate) -> str:
    """The holder's name on the current print; empty once the prints were purged."""
    for entry in certificate.prints.all():
        if entry.index == certificate.print_index:
            return str(entry.payload["holder_name"])
    return ""
