"""The jury of a cohort: composed, decided trainee by trainee, frozen with everything else."""

import datetime

import pytest

from assessments import refusals
from assessments.bridge import read_records
from assessments.deliberating import freeze_cohort, recomputed_digest
from assessments.juryreading import read_jury
from assessments.jurysitting import (
    add_member,
    decide_case,
    open_jury,
    remove_member,
    stay,
    withdraw,
)
from assessments.models import FrozenOutcome, JuryDecision
from assessments.outcome.jury import ALL_ASSESSED, TOO_FEW, Ruling
from assessments.refusals import Refusal
from assessments.tying import declare_ties
from tests.factories.assessments import enter, make_assessor, make_complete, tie_default_rules
from tests.factories.courses import AFTER, make_cohort, make_enrolment
from tests.factories.jury import compose_jury, freeze_confirmed, hold_jury
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    cohort = make_cohort()
    tie_default_rules(cohort)
    return cohort


@pytest.fixture
def enrolment(cohort):
    enrolment = make_enrolment(cohort)
    make_complete(enrolment)
    return enrolment


def almost(cohort, *, exam="59.5", position=1):
    """Somebody whose exam alone is below its minimum, by half a point unless told."""
    enrolment = make_enrolment(cohort, position=position)
    make_complete(enrolment)
    enter(enrolment, "EXAM", exam, reason="typed wrongly")
    return enrolment


def state(cohort):
    return read_jury(read_records(cohort))


def decide(jury, enrolment, ruling=Ruling.CONFIRM, reason="", **more):
    return decide_case(
        jury=jury, enrolment=enrolment, ruling=ruling, reason=reason, by=None, at=AFTER, **more
    )


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


def test_nothing_is_frozen_without_a_jury_and_without_every_decision(cohort, enrolment):
    with refused(refusals.BLOCKED) as nobody:
        freeze_cohort(cohort=cohort, by=None, at=AFTER)
    assert [b.code for b in nobody.value.details["blockers"]] == [
        "jury-not-composed",
        "jury-not-composed",
        "jury-undecided",
    ]
    compose_jury(cohort)
    with refused(refusals.BLOCKED) as undecided:
        freeze_cohort(cohort=cohort, by=None, at=AFTER)
    assert [b.code for b in undecided.value.details["blockers"]] == ["jury-undecided"]


def test_a_compensation_is_frozen_with_its_reason_and_its_digest(cohort):
    enrolment = almost(cohort)
    hold_jury(cohort, rulings={enrolment.pk: (Ruling.COMPENSATE, "Half a point, steady work.")})
    freeze = freeze_cohort(cohort=cohort, by=None, at=AFTER)
    outcome = FrozenOutcome.objects.get(enrolment=enrolment)
    assert (outcome.computed, outcome.decided) == ("ATT", "CR")
    assert (outcome.exam, outcome.jury_reason) == ("59.50", "Half a point, steady work.")
    assert recomputed_digest(freeze) == freeze.digest
    cohort.jury.refresh_from_db()
    assert cohort.jury.closed_at == AFTER
    # A decision that somebody changed afterwards, or that the figures do not carry, shows.
    assert freeze.jury is not None
    freeze.jury["decisions"][0]["reason"] = "Another one."
    assert recomputed_digest(freeze) != freeze.digest
    freeze.refresh_from_db()
    freeze.inputs[0]["E1"] = "50"
    assert recomputed_digest(freeze) != freeze.digest


def test_a_freeze_without_a_jury_keeps_its_digest(cohort, enrolment):
    freeze = freeze_confirmed(cohort)
    with_jury = freeze.digest
    freeze.jury = None
    assert recomputed_digest(freeze) != with_jury
    assert recomputed_digest(freeze) == recomputed_digest(freeze)


def test_what_r15_does_not_allow_is_refused(cohort):
    far, near = almost(cohort, exam="58"), almost(cohort, position=2)
    jury = compose_jury(cohort)
    with refused(refusals.NOT_IN_ITS_POWER):
        decide(jury, far, Ruling.COMPENSATE, "Please.")
    for ruling in (Ruling.COMPENSATE, Ruling.DEFER):
        with refused(refusals.REASON_MISSING):
            decide(jury, near, ruling, "  ")
    assert not JuryDecision.objects.exists()
    assert decide(jury, far, Ruling.DEFER, "An enquiry runs.").decided == "AJO"


def test_a_mark_that_changes_brings_the_trainee_up_again(cohort, enrolment):
    jury = compose_jury(cohort)
    decide(jury, enrolment)
    assert state(cohort).left == []
    enter(enrolment, "EXAM", "70", reason="typed wrongly")
    (case,) = state(cohort).left
    assert case.outdated is not None
    with refused(refusals.BLOCKED):
        freeze_cohort(cohort=cohort, by=None, at=AFTER)
    decide(jury, enrolment)
    assert state(cohort).left == []
    assert JuryDecision.objects.count() == 2


def test_a_decision_on_figures_seen_before_they_changed_is_refused(cohort, enrolment):
    jury = compose_jury(cohort)
    (case,) = state(cohort).cases
    seen = case.token
    decide(jury, enrolment, Ruling.DEFER, "An enquiry runs.", seen=seen)
    # A colleague decides from an older screen.
    with refused(refusals.PROPOSAL_CHANGED):
        decide(jury, enrolment, seen=seen)


def test_who_assessed_is_read_from_the_evidence(cohort, enrolment):
    jury = open_jury(cohort=cohort, by=None, at=AFTER)
    for seat in (1, 2):
        add_member(jury=jury, user=make_assessor(seat), chair=seat == 1, by=None, at=AFTER)
    third = make_user("GREFFIER Troisième", username="third")
    member = add_member(jury=jury, user=third, by=None, at=AFTER)
    assert [seat.assessed for seat in state(cohort).seats] == [True, True, False]
    assert state(cohort).faults == ()
    remove_member(member=member, by=None, at=AFTER)
    with refused(refusals.JURY_INCOMPLETE) as incomplete:
        decide(jury, enrolment)
    assert incomplete.value.details["faults"] == (TOO_FEW, ALL_ASSESSED)


def test_the_chain_of_command_withdraws_and_calls_for_a_fourth_member(cohort, enrolment):
    jury = compose_jury(cohort)
    superior = make_user("SUPÉRIEUR Direct", username="superior")
    other = make_enrolment(cohort, position=2)
    make_complete(other)
    declare_ties(enrolment=enrolment, people=[superior], by=superior, at=AFTER)
    member = add_member(jury=jury, user=superior, by=None, at=AFTER)
    first, second = state(cohort).cases
    assert (first.withdrawn, second.withdrawn) == ((member,), ())
    assert decide(jury, enrolment).withdrawn == [member.seat]
    outsider = jury.members.get(seat=2)
    withdraw(member=outsider, enrolment=enrolment, by=None, at=AFTER)
    # A decision in which somebody took part who has to withdraw does not stand.
    assert state(cohort).cases[0].decision is None
    with refused(refusals.JURY_INCOMPLETE):
        decide(jury, enrolment)
    assert decide(jury, other).withdrawn == []


def test_a_withdrawal_by_mistake_is_taken_back_a_chain_of_command_is_not(cohort, enrolment):
    jury = compose_jury(cohort)
    superior = make_user("SUPÉRIEUR Direct", username="superior")
    declare_ties(enrolment=enrolment, people=[superior], by=superior, at=AFTER)
    tied = add_member(jury=jury, user=superior, by=None, at=AFTER)
    member = add_member(jury=jury, name="MEMBRE Cinquième", by=None, at=AFTER)
    decide(jury, enrolment)
    for one in (member, tied):
        withdraw(member=one, enrolment=enrolment, by=None, at=AFTER)
    (case,) = state(cohort).cases
    assert (case.withdrawn, case.tapped) == ((tied, member), {member.pk})
    assert case.decision is None
    stay(member=member, enrolment=enrolment, by=None, at=AFTER)
    (case,) = state(cohort).cases
    assert (case.withdrawn, case.tapped) == ((tied,), frozenset())
    assert case.decision is not None
    stay(member=tied, enrolment=enrolment, by=None, at=AFTER)
    assert state(cohort).cases[0].withdrawn == (tied,)
    with refused(refusals.NO_JURY):
        stay(member=member, enrolment=enrolment, by=None, at=AFTER)
    freeze_cohort(cohort=cohort, by=None, at=AFTER)
    with refused(refusals.FROZEN):
        stay(member=tied, enrolment=enrolment, by=None, at=AFTER)


def test_a_withdrawal_taken_back_leaves_both_acts_and_may_be_made_again(cohort, enrolment):
    jury = compose_jury(cohort)
    lead = make_user("RESPONSABLE Fictif", username="lead")
    member = jury.members.get(seat=2)
    hours = [AFTER + datetime.timedelta(minutes=n) for n in range(3)]
    withdraw(member=member, enrolment=enrolment, by=lead, at=hours[0])
    withdraw(member=member, enrolment=enrolment, by=None, at=hours[1])
    stay(member=member, enrolment=enrolment, by=lead, at=hours[1])
    withdraw(member=member, enrolment=enrolment, by=lead, at=hours[2])
    (case,) = state(cohort).cases
    acts = [(act.at, act.by, act.taken_back_at, act.taken_back_by) for act in case.acts]
    assert acts == [(hours[0], lead, hours[1], lead), (hours[2], lead, None, None)]
    assert case.withdrawn == (member,)


def test_who_cannot_be_a_member(cohort, enrolment):
    jury = open_jury(cohort=cohort, by=None, at=AFTER)
    assert open_jury(cohort=cohort, by=None, at=AFTER) == jury
    person = make_assessor(1)
    add_member(jury=jury, user=person, by=None, at=AFTER)
    with refused(refusals.MEMBER_ALREADY):
        add_member(jury=jury, user=person, by=None, at=AFTER)
    with refused(refusals.OWN_TRAINEE):
        add_member(jury=jury, user=enrolment.user, by=None, at=AFTER)
    with refused(refusals.NAME_MISSING):
        add_member(jury=jury, name="  ", by=None, at=AFTER)


def test_a_new_chair_replaces_the_earlier_one(cohort):
    jury = compose_jury(cohort)
    new = add_member(jury=jury, name="PRÉSIDENT Nouveau", chair=True, by=None, at=AFTER)
    assert list(jury.members.filter(chair=True)) == [new]


def test_a_frozen_cohort_has_nothing_to_decide(cohort, enrolment):
    freeze_confirmed(cohort)
    jury = cohort.jury
    with refused(refusals.FROZEN):
        decide(jury, enrolment)
    with refused(refusals.FROZEN):
        add_member(jury=jury, name="MEMBRE Tardif", by=None, at=AFTER)
    with refused(refusals.FROZEN):
        withdraw(member=jury.members.get(seat=1), enrolment=enrolment, by=None, at=AFTER)


def test_members_and_trainees_of_another_cohort_do_not_mix(cohort, enrolment):
    elsewhere = make_cohort("NKC08")
    tie_default_rules(elsewhere)
    jury = compose_jury(elsewhere)
    with refused(refusals.NO_JURY):
        withdraw(member=jury.members.get(seat=1), enrolment=enrolment, by=None, at=AFTER)
    with pytest.raises(Refusal):
        decide(jury, enrolment)


def test_reading_the_jury_takes_the_same_number_of_queries(
    cohort, enrolment, django_assert_num_queries
):
    hold_jury(cohort)
    records = read_records(cohort)
    with django_assert_num_queries(8):
        read_jury(records)
    make_complete(make_enrolment(cohort, position=2))
    records = read_records(cohort)
    with django_assert_num_queries(8):
        read_jury(records)
