"""Verbs of the jury: it is opened, composed, decides trainee by trainee, and is closed (R15).

Every verb locks the cohort's row, as the freeze does: of two decisions at the same moment the
second sees the first, and none slips in after the freeze.
"""

import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from assessments import refusals
from assessments.bridge import CohortRecords, read_records
from assessments.juryreading import Deliberation, proposal_row, read_jury
from assessments.locking import lock_open_cohort
from assessments.models import Jury, JuryDecision, JuryMember, JuryWithdrawal
from assessments.outcome.jury import WITH_REASON, Ruling, ruled
from assessments.refusals import Refusal
from courses.models import Cohort, Enrolment


@transaction.atomic
def open_jury(*, cohort: Cohort, by: User | None, at: datetime.datetime) -> Jury:
    """The jury of a cohort, made once. Raises Refusal FROZEN."""
    cohort = lock_open_cohort(cohort.pk)
    jury, _ = Jury.objects.get_or_create(cohort=cohort, defaults={"opened_at": at, "opened_by": by})
    return jury


@transaction.atomic
def add_member(
    *,
    jury: Jury,
    by: User | None,
    at: datetime.datetime,
    user: User | None = None,
    name: str = "",
    function: str = "",
    chair: bool = False,
) -> JuryMember:
    """Appoint somebody of the platform, or an outsider by name; a new chair replaces the earlier.

    Raises Refusal: FROZEN, NAME_MISSING, MEMBER_ALREADY, OWN_TRAINEE (a trainee of this cohort).
    """
    lock_open_cohort(jury.cohort.pk)
    name = " ".join((user.printed_name if user else name).split())
    if not name:
        raise Refusal(refusals.NAME_MISSING)
    sitting = jury.members.filter(removed_at__isnull=True)
    if user is not None:
        if sitting.filter(user=user).exists():
            raise Refusal(refusals.MEMBER_ALREADY)
        if Enrolment.objects.filter(cohort=jury.cohort_id, user=user).exists():
            raise Refusal(refusals.OWN_TRAINEE)
    if chair:
        sitting.filter(chair=True).update(chair=False)
    last = jury.members.aggregate(last=Max("seat"))["last"] or 0
    return JuryMember.objects.create(
        jury=jury,
        seat=last + 1,
        user=user,
        name=name,
        function=function.strip(),
        chair=chair,
        added_at=at,
        added_by=by,
    )


@transaction.atomic
def remove_member(*, member: JuryMember, by: User | None, at: datetime.datetime) -> None:
    """Take a member off the jury; decisions taken with them stand. Raises Refusal FROZEN."""
    lock_open_cohort(member.jury.cohort.pk)
    JuryMember.objects.filter(pk=member.pk, removed_at__isnull=True).update(
        removed_at=at, removed_by=by
    )


@transaction.atomic
def withdraw(
    *, member: JuryMember, enrolment: Enrolment, by: User | None, at: datetime.datetime
) -> None:
    """Record that a member withdraws while this trainee is discussed. Raises Refusal: FROZEN,
    NO_JURY (a member or a trainee of another cohort, or a member who left)."""
    lock_open_cohort(member.jury.cohort.pk)
    sits = JuryMember.objects.filter(pk=member.pk, removed_at__isnull=True).exists()
    if not sits or enrolment.cohort_id != member.jury.cohort_id:
        raise Refusal(refusals.NO_JURY)
    JuryWithdrawal.objects.get_or_create(
        member=member,
        enrolment=enrolment,
        taken_back_at__isnull=True,
        defaults={"at": at, "by": by},
    )


@transaction.atomic
def stay(
    *, member: JuryMember, enrolment: Enrolment, by: User | None, at: datetime.datetime
) -> None:
    """Take back a withdrawal that was tapped by mistake; one of a declared chain of command stays.

    Both acts stay on record. What was decided meanwhile keeps the seats that were empty then.
    Raises Refusal: FROZEN, NO_JURY when there is no such withdrawal.
    """
    lock_open_cohort(member.jury.cohort.pk)
    standing = JuryWithdrawal.objects.filter(
        member=member, enrolment=enrolment, taken_back_at__isnull=True
    )
    if not standing.update(taken_back_at=at, taken_back_by=by):
        raise Refusal(refusals.NO_JURY)


@transaction.atomic
def decide_case(
    *,
    jury: Jury,
    enrolment: Enrolment,
    ruling: Ruling,
    reason: str = "",
    by: User | None,
    at: datetime.datetime,
    seen: str | None = None,
) -> JuryDecision:
    """Decide about one trainee; a later decision stands beside the earlier one and counts.

    `seen` is the case's token as the screen showed it. Raises Refusal: FROZEN, NO_JURY,
    JURY_INCOMPLETE with details `faults`, PROPOSAL_CHANGED, NOT_IN_ITS_POWER, REASON_MISSING.
    """
    cohort = lock_open_cohort(jury.cohort.pk)
    records = read_records(cohort, enrolment=enrolment)
    deliberation = read_jury(records)
    if not deliberation.cases:
        raise Refusal(refusals.NO_JURY)
    (case,) = deliberation.cases
    if faults := deliberation.faults + case.faults:
        raise Refusal(refusals.JURY_INCOMPLETE, faults=tuple(dict.fromkeys(faults)))
    if seen is not None and seen != case.token:
        raise Refusal(refusals.PROPOSAL_CHANGED)
    if ruling not in case.powers:
        raise Refusal(refusals.NOT_IN_ITS_POWER)
    if ruling in WITH_REASON and not reason.strip():
        raise Refusal(refusals.REASON_MISSING)
    return JuryDecision.objects.create(
        jury=jury,
        enrolment=enrolment,
        kind=ruling.value,
        decided=ruled(case.outcome, ruling, rules=records.rules).value,
        reason=reason.strip(),
        proposal=proposal_row(case.outcome),
        withdrawn=[member.seat for member in case.withdrawn],
        at=at,
        by=by,
    )


@transaction.atomic
def close_jury(*, records: CohortRecords, by: User | None, at: datetime.datetime) -> Deliberation:
    """Close the jury once everything is decided; the freeze does it, in its own transaction.

    Raises Refusal: FROZEN, NO_JURY, JURY_INCOMPLETE with details `faults`, UNDECIDED.
    """
    lock_open_cohort(records.cohort.pk)
    deliberation = read_jury(records)
    if deliberation.jury is None:
        raise Refusal(refusals.NO_JURY)
    if deliberation.faults:
        raise Refusal(refusals.JURY_INCOMPLETE, faults=deliberation.faults)
    if deliberation.left:
        raise Refusal(refusals.UNDECIDED)
    Jury.objects.filter(pk=deliberation.jury.pk).update(closed_at=at, closed_by=by)
    return deliberation
