"""R15 as values: what a jury must be, and what it may do to which proposal."""

from decimal import Decimal

import pytest

from assessments.outcome.jury import (
    ALL_ASSESSED,
    NO_CHAIR,
    TOO_FEW,
    Juror,
    Ruling,
    composition_faults,
    powers_on,
    quorum_faults,
    ruled,
)
from assessments.outcome.result import Outcome, OutcomeCode
from assessments.outcome.ruleset import RULES_V1

CONFIRM, COMPENSATE, DEFER = Ruling.CONFIRM, Ruling.COMPENSATE, Ruling.DEFER
MARKED, FRESH = Juror(assessed=True), Juror(assessed=False)
CHAIR = Juror(assessed=True, chair=True)


def proposal(code, *, knock_out=False, **gaps):
    return Outcome(
        "1",
        OutcomeCode(code),
        gaps={name: Decimal(gap) for name, gap in gaps.items()},
        knock_out=knock_out,
    )


@pytest.mark.parametrize(
    ("outcome", "powers"),
    [
        (proposal("CRD"), (CONFIRM, DEFER)),
        (proposal("CRM"), (CONFIRM, DEFER)),
        (proposal("CR"), (CONFIRM, DEFER)),
        (proposal("ATT", F="0.02"), (CONFIRM, COMPENSATE, DEFER)),
        (proposal("ATT", Q="1.00"), (CONFIRM, COMPENSATE, DEFER)),
        (proposal("ATT", Q="1.01"), (CONFIRM, DEFER)),
        (proposal("ATT", E="0.50", F="0.10"), (CONFIRM, DEFER)),
        (proposal("ATT", M="0.50", knock_out=True), (CONFIRM, DEFER)),
        (proposal("ATT", knock_out=True), (CONFIRM, DEFER)),
        # Attendance is not the jury's, and a deferral is one already.
        (proposal("REL", F="0.02"), (CONFIRM,)),
        (proposal("AJO", F="0.02"), (CONFIRM,)),
        (proposal("INCOMPLETE"), ()),
    ],
)
def test_powers_follow_the_proposal(outcome, powers):
    assert powers_on(outcome, rules=RULES_V1) == powers


def test_no_ruling_gives_a_mention_or_lowers_but_to_a_deferral():
    for code in OutcomeCode:
        outcome = proposal(code, F="0.5")
        for ruling in powers_on(outcome, rules=RULES_V1):
            after = ruled(outcome, ruling, rules=RULES_V1)
            assert after in {code, OutcomeCode.AJO} or (code, after) == ("ATT", "CR")


@pytest.mark.parametrize("ruling", [COMPENSATE, DEFER])
def test_a_ruling_outside_the_powers_is_an_error(ruling):
    with pytest.raises(ValueError, match="REL"):
        ruled(proposal("REL", F="0.02"), ruling, rules=RULES_V1)


@pytest.mark.parametrize(
    ("jurors", "faults"),
    [
        ([], (TOO_FEW, NO_CHAIR)),
        ([CHAIR, FRESH], (TOO_FEW,)),
        ([CHAIR, MARKED, MARKED], (ALL_ASSESSED,)),
        ([MARKED, MARKED, FRESH], (NO_CHAIR,)),
        ([CHAIR, MARKED, FRESH], ()),
    ],
)
def test_composition(jurors, faults):
    assert composition_faults(jurors, rules=RULES_V1) == faults


def test_those_who_stay_need_no_chair_but_are_a_jury_otherwise():
    assert quorum_faults([MARKED, MARKED, FRESH], rules=RULES_V1) == ()
    assert quorum_faults([MARKED, FRESH], rules=RULES_V1) == (TOO_FEW,)
