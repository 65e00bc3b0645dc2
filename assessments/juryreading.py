"""The jury as it stands: members, what each proposal allows, what is decided and still in force.

A decision holds for the figures it was taken on: once they change, or a member who took part turns
out to be of the trainee's chain of command, the trainee comes up again.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from assessments import blockers
from assessments.blockers import Blocker
from assessments.bridge import CohortRecords
from assessments.digests import digest
from assessments.models import (
    AnswerReading,
    CommandTie,
    Jury,
    JuryDecision,
    JuryMember,
    JuryWithdrawal,
    Mark,
    PracticalSheet,
    TeachingSheet,
)
from assessments.outcome.jury import (
    Juror,
    Ruling,
    composition_faults,
    powers_on,
    quorum_faults,
)
from assessments.outcome.result import Outcome, as_row
from courses.models import Cohort, Enrolment


@dataclass(frozen=True)
class Seat:
    """A sitting member, and whether the evidence shows them assessing in this cohort."""

    member: JuryMember
    assessed: bool

    @property
    def juror(self) -> Juror:
        """The member as the rules see them."""
        return Juror(assessed=self.assessed, chair=self.member.chair)


@dataclass(frozen=True)
class Case:
    """One trainee before the jury. `place` counts from 1 in protocol order; of those `withdrawn`,
    `tapped` are they who withdrew by hand and may stay after all; `acts` are all withdrawals by
    hand, those taken back too; `faults` are about those who stay; `outdated` is a decision that
    no longer holds."""

    place: int
    enrolment: Enrolment
    outcome: Outcome
    powers: tuple[Ruling, ...]
    withdrawn: tuple[JuryMember, ...]
    faults: tuple[str, ...]
    decision: JuryDecision | None
    outdated: JuryDecision | None
    tapped: frozenset[int] = frozenset()
    acts: tuple[JuryWithdrawal, ...] = ()

    @property
    def token(self) -> str:
        """Stands for what the screen showed: the proposal and the last decision."""
        last = self.decision or self.outdated
        return digest({"proposal": proposal_row(self.outcome), "last": last.pk if last else 0})


@dataclass(frozen=True)
class Deliberation:
    """A cohort's jury, or its absence, with all its cases in protocol order."""

    jury: Jury | None
    seats: tuple[Seat, ...] = ()
    faults: tuple[str, ...] = ()
    cases: tuple[Case, ...] = field(default=())

    @property
    def left(self) -> list[Case]:
        """The cases without a decision in force."""
        return [case for case in self.cases if case.decision is None]


def proposal_row(outcome: Outcome) -> dict[str, Any]:
    """A proposal as it is stored and digested: figures and outcome as strings, reasons."""
    return as_row(outcome) | {"reasons": list(outcome.reasons)}


def read_jury(records: CohortRecords) -> Deliberation:
    """The jury of a cohort, in a fixed number of queries."""
    cohort = records.cohort
    jury = Jury.objects.filter(cohort=cohort).first()
    seats = seats_of(jury) if jury else ()
    tied, acts = _tied(cohort, seats), _acts(jury)
    decisions: dict[int, JuryDecision] = {}
    if jury is not None:
        # In order, so that the newest one stays.
        for row in JuryDecision.objects.filter(jury=jury).select_related("by").order_by("pk"):
            decisions[row.enrolment_id] = row
    cases = []
    for place, person in enumerate(records.enrolments, start=1):
        outcome = records.outcome(person)
        last = decisions.get(person.pk)
        tapped = {act.member_id for act in acts[person.pk] if act.taken_back_at is None}
        away = tied[person.pk] | tapped
        absent = tuple(seat.member for seat in seats if seat.member.pk in away)
        holds = last is not None and _holds(last, outcome, absent)
        cases.append(
            Case(
                place=place,
                enrolment=person,
                outcome=outcome,
                powers=powers_on(outcome, rules=records.rules),
                withdrawn=absent,
                faults=quorum_faults(
                    [s.juror for s in seats if s.member.pk not in away], rules=records.rules
                ),
                decision=last if holds else None,
                outdated=None if holds else last,
                tapped=frozenset(tapped - tied[person.pk]),
                acts=tuple(acts[person.pk]),
            )
        )
    faults = composition_faults([seat.juror for seat in seats], rules=records.rules)
    return Deliberation(jury, seats, faults, tuple(cases))


def seats_of(jury: Jury) -> tuple[Seat, ...]:
    """The sitting members by seat; those who left are not among them."""
    members = list(
        jury.members.filter(removed_at__isnull=True).select_related("user").order_by("seat")
    )
    known = assessors_of(jury.cohort_id)
    return tuple(Seat(member, member.user_id in known) for member in members)


def assessors_of(cohort_id: int) -> set[int]:
    """Users who assessed somebody in a cohort, by what they left: a sheet handed in, a practical's
    checklist, a mark entered, a short answer read.

    A sheet counts once both blind sheets of its lesson are in, or the lesson is annulled: until
    then nobody learns from the jury's page which of two is in (4.3.1).
    """
    sheets = _sheets_known(cohort_id)
    practicals = PracticalSheet.objects.filter(enrolment__cohort=cohort_id)
    marks = Mark.objects.filter(enrolment__cohort=cohort_id, entered_by__isnull=False)
    readings = AnswerReading.objects.filter(answer__cohort=cohort_id)
    return {
        *sheets,
        *practicals.values_list("assessor_id", flat=True),
        *marks.values_list("entered_by_id", flat=True),
        *readings.values_list("reader_id", flat=True),
    }


def _sheets_known(cohort_id: int) -> set[int]:
    rows = list(
        TeachingSheet.objects.filter(
            enrolment__cohort=cohort_id, submitted_at__isnull=False
        ).values_list("enrolment_id", "lesson", "seat", "assessor_id", "annulled_at")
    )
    standing = {(owner, lesson, seat) for owner, lesson, seat, _, annulled in rows if not annulled}
    return {
        assessor
        for owner, lesson, _, assessor, annulled in rows
        if annulled or {(owner, lesson, 1), (owner, lesson, 2)} <= standing
    }


def jury_blockers(deliberation: Deliberation) -> list[Blocker]:
    """What the jury still owes before the freeze (R15)."""
    found = [Blocker(blockers.JURY, details={"fault": fault}) for fault in deliberation.faults]
    found += [Blocker(blockers.UNDECIDED, case.enrolment) for case in deliberation.left]
    return found


def _holds(decision: JuryDecision, outcome: Outcome, absent: tuple[JuryMember, ...]) -> bool:
    """Whether it was taken on today's figures, and without those who have to withdraw."""
    then = {member.seat for member in absent if member.added_at <= decision.at}
    return bool(decision.proposal == proposal_row(outcome) and then <= set(decision.withdrawn))


def _tied(cohort: Cohort, seats: tuple[Seat, ...]) -> dict[int, set[int]]:
    """By enrolment: members of the trainee's declared chain of command."""
    found: dict[int, set[int]] = defaultdict(set)
    by_user = {seat.member.user_id: seat.member.pk for seat in seats if seat.member.user_id}
    ties = CommandTie.objects.filter(enrolment__cohort=cohort, person__in=by_user)
    for owner, person in ties.values_list("enrolment_id", "person_id"):
        found[owner].add(by_user[person])
    return found


def _acts(jury: Jury | None) -> dict[int, list[JuryWithdrawal]]:
    """By enrolment: the withdrawals by hand, those taken back too, in the order of the acts."""
    found: dict[int, list[JuryWithdrawal]] = defaultdict(list)
    rows = JuryWithdrawal.objects.filter(member__jury=jury)
    for act in rows.select_related("member", "by", "taken_back_by").order_by("at", "pk"):
        found[act.enrolment_id].append(act)
    return found
